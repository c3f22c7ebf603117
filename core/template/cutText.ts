const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** How the characters of a text are counted. */
export type Counting =
	/** Every code point counts as one: a Chinese character, a letter, a simple emoji. */
	| 'characters'
	/** Like `characters`, but a sequence of Latin letters and digits counts as one. */
	| 'runs';

const RUN = /^[A-Za-z0-9]$/;

/** @returns the number of characters of a text, by the given way of counting */
export function countCharacters(text: string, counting: Counting = 'characters'): number {
	let count = 0;
	let isInRun = false;
	for (const character of text) {
		const isRun = counting === 'runs' && RUN.test(character);
		if (!(isRun && isInRun)) count++;
		isInRun = isRun;
	}
	return count;
}

/**
 * Cuts a text after as many characters as fit; what a reader sees as one character (a flag, a joined emoji, a letter with its accent) is
 * kept or dropped as a whole.
 *
 * @param text any text
 * @param limit maximum number of characters
 * @param counting how characters are counted
 */
export function cutText(text: string, limit: number, counting: Counting = 'characters'): string {
	if (text.length <= limit) return text;
	let kept = '';
	let count = 0;
	for (const { segment } of characters.segment(text)) {
		const goesOn = counting === 'runs' && RUN.test(segment) && RUN.test(kept.slice(-1));
		if (!goesOn) count += countCharacters(segment);
		if (count > limit) break;
		kept += segment;
	}
	return kept.trimEnd();
}

/** @returns a text as far as there is room for it, with an ellipsis where it was cut */
export function excerpt(text: string, limit: number): string {
	const cut = cutText(text, limit);
	return cut === text ? text : `${cut}…`;
}
