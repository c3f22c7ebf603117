/**
 * Puts the word by which a follower collects into a text.
 *
 * @param text that holds `{word}` in the place of it, as often as it likes
 * @param word e.g. `继续`
 */
export function withWord(text: string, word: string): string {
	return text.replaceAll('{word}', () => word);
}
