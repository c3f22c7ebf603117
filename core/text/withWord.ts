/**
 * Inserts the word by which a follower collects into a text.
 *
 * @param text with any number of `{word}` placeholders
 * @param word e.g. `继续`
 */
export function withWord(text: string, word: string): string {
	return text.replaceAll('{word}', () => word);
}
