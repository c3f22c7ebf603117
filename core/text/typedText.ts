/** Invisible characters, which text copied from web pages and chats often contains. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** Text that needs no change: this check saves time, since ids are read by the ten thousand. */
const ORDINARY = /^[\x21-\x7e]*$/;

/**
 * Normalizes a value that a user typed or pasted, such as a key, id or address: removes invisible characters and surrounding white space,
 * and turns full-width letters, digits and punctuation into ordinary ones.
 *
 * @param typed value of the field
 */
export function typedText(typed: string): string {
	if (ORDINARY.test(typed)) return typed;
	return typed.replace(INVISIBLE, '').normalize('NFKC').trim();
}
