/** Invisible characters, which come along when text is copied from web pages and chats. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** Nothing to change: ids are read by the ten thousand. */
const ORDINARY = /^[\x21-\x7e]*$/;

/**
 * Brings a value that a person typed or pasted into the form in which keys, ids and addresses are written: without invisible
 * characters and outer white space, full-width letters, digits and signs as the ordinary ones.
 *
 * @param typed as it stands in the field
 */
export function typedText(typed: string): string {
	if (ORDINARY.test(typed)) return typed;
	return typed.replace(INVISIBLE, '').normalize('NFKC').trim();
}
