/** Default-ignorable characters (zero-width spaces, joiners, direction marks, fillers) and the blank Braille pattern. */
const INVISIBLE = String.raw`\p{Default_Ignorable_Code_Point}\u2800`;
/** Selectors and tags belong to the character before them. */
const ATTACHED = String.raw`[\p{Variation_Selector}\u{e0020}-\u{e007f}]`;

const BLANK = new RegExp(String.raw`^[${INVISIBLE}\s]*$`, 'u');
const EDGE = new RegExp(String.raw`^(?!${ATTACHED})[${INVISIBLE}\s]$`, 'u');
const LOOSE = new RegExp(String.raw`(?!${ATTACHED}|\u200d)[${INVISIBLE}]`, 'gu');

/** What nearly every text begins and ends with, recognized without Unicode tables, since a send reads many values. */
const SURELY_SHOWN = /^[\x21-\x7e\u4e00-\u9fff]$/;

/** Contains nothing invisible, no control character, no lone surrogate and no part of an emoji (except digits, `#` and `*`). */
const PLAIN = /^[\x20-\x7e\xa5\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*$/;

/** @returns true for nearly every text of letters, digits and Chinese; such a text contains no emoji, control or invisible character */
export function isPlain(text: string): boolean {
	return PLAIN.test(text);
}

/** @returns whether a text has nothing visible: it is empty, or has only white space and invisible characters */
export function isBlank(text: string): boolean {
	return BLANK.test(text);
}

/** Trims white space and invisible characters, which copying from web pages and sheets leaves behind. */
export function trimText(text: string): string {
	if (SURELY_SHOWN.test(text.charAt(0)) && SURELY_SHOWN.test(text.charAt(text.length - 1))) return text;
	if (isBlank(text)) return '';
	const characters = [...text];
	const isEdge = (character = '') => EDGE.test(character);
	let start = 0;
	let end = characters.length;
	while (isEdge(characters[start])) start += 1;
	while (isEdge(characters[end - 1])) end -= 1;
	return characters.slice(start, end).join('');
}

/** Removes invisible characters anywhere, except those that are part of an emoji. */
export function withoutInvisible(text: string): string {
	return isPlain(text) ? text : text.replace(LOOSE, '');
}
