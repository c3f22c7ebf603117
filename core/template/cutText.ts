const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** @returns how many characters (code points) a text has, as WeChat counts them: a Chinese character is one */
export function countCharacters(text: string): number {
	let count = 0;
	for (const _character of text) count++;
	return count;
}

/**
 * Cuts a text after as many characters as fit; what a reader sees as one character (a flag, a joined emoji, a letter with
 * its accent) stays whole or goes whole.
 *
 * @param text any text
 * @param limit the most code points
 */
export function cutText(text: string, limit: number): string {
	if (text.length <= limit) return text;
	let kept = '';
	let count = 0;
	for (const { segment } of characters.segment(text)) {
		count += countCharacters(segment);
		if (count > limit) break;
		kept += segment;
	}
	return kept.trimEnd();
}
