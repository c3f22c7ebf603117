/**
 * Brings a text into the form in which words of followers are compared with those of the editor. White space around it does not
 * count, and full-width letters, digits, marks and spaces, as Chinese keyboards write them, are those of ASCII (ＡＢＣ１？ is
 * ABC1?).
 *
 * @param text of a message, or of a field
 * @param ignoreCase whether upper and lower case are the same
 */
export function foldText(text: string, ignoreCase: boolean): string {
	const folded = text.normalize('NFKC').trim();
	return ignoreCase ? folded.toLowerCase() : folded;
}
