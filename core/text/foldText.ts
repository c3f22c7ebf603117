/**
 * Normalizes a text for comparing followers' words with those in the editor: trims it, and turns full-width letters, digits, punctuation
 * and spaces of Chinese keyboards into ASCII (ＡＢＣ１？ becomes ABC1?).
 *
 * @param text of a message, or of a field
 * @param ignoreCase whether to ignore case
 */
export function foldText(text: string, ignoreCase: boolean): string {
	const folded = text.normalize('NFKC').trim();
	return ignoreCase ? folded.toLowerCase() : folded;
}
