/** Default-ignorable characters (zero-width spaces, joiners, direction marks, fillers) and the blank Braille pattern. */
const INVISIBLE = String.raw`\p{Default_Ignorable_Code_Point}\u2800`;
/** Selectors and tags belong to the character before them. */
const ATTACHED = String.raw`[\p{Variation_Selector}\u{e0020}-\u{e007f}]`;

const BLANK = new RegExp(String.raw`^[${INVISIBLE}\s]*$`, 'u');
const EDGE = new RegExp(String.raw`^(?!${ATTACHED})[${INVISIBLE}\s]$`, 'u');
const LOOSE = new RegExp(String.raw`(?!${ATTACHED}|\u200d)[${INVISIBLE}]`, 'gu');

/** What nearly every text begins and ends with, to be recognized without the tables of Unicode: a send reads many values. */
const SURELY_SHOWN = /^[\x21-\x7e\u4e00-\u9fff]$/;

/** Nothing that is invisible, a control character, half of a character or part of an emoji (digits, `#` and `*` apart). */
const PLAIN = /^[\x20-\x7e\xa5\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*$/;

/** @returns true for nearly every text of letters, digits and Chinese, in which no emoji, control or invisible character can be */
export function isPlain(text: string): boolean {
	return PLAIN.test(text);
}

/** @returns whether nothing of a text can be seen: it is empty, or has white space and invisible characters only */
export function isBlank(text: string): boolean {
	return BLANK.test(text);
}

/** Removes white space and invisible characters from both ends of a text, as copying from web pages and sheets leaves them. */
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

/** Removes invisible characters wherever they stand, except those that an emoji is made of. */
export function withoutInvisible(text: string): string {
	return isPlain(text) ? text : text.replace(LOOSE, '');
}
