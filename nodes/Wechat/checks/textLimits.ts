import { InputRefused } from '../../../core/errors/WechatErrors';

/**
 * Checks a text that must be there.
 *
 * @param field the name of the field as the editor shows it
 * @returns the text as given
 * @throws InputRefused when it is empty or only white space
 */
export function required(field: string, text: unknown): string {
	if (typeof text === 'string' && text.trim() !== '') return text;
	if (typeof text === 'number') return String(text);
	throw new InputRefused(field, 'is empty', 'Fill it in, or check the expression that should give it.');
}

/**
 * Checks a text whose limit the platform counts in bytes of UTF-8 (a Chinese character has three).
 *
 * @param field the name of the field as the editor shows it
 * @param max largest number of bytes
 * @returns the text as given
 * @throws InputRefused naming field, actual length and limit
 */
export function withinBytes(field: string, text: string, max: number): string {
	const bytes = Buffer.byteLength(text, 'utf8');
	if (bytes <= max) return text;
	throw new InputRefused(
		field,
		`has ${bytes} bytes, the limit is ${max}`,
		'Shorten it; a Chinese character counts as three bytes.',
	);
}

/**
 * Checks a text whose limit the platform counts in characters.
 *
 * @param field the name of the field as the editor shows it
 * @param max largest number of characters; an emoji is one
 * @returns the text as given
 * @throws InputRefused naming field, actual length and limit
 */
export function withinCharacters(field: string, text: string, max: number): string {
	const characters = [...text].length;
	if (characters <= max) return text;
	throw new InputRefused(field, `has ${characters} characters, the limit is ${max}`, 'Shorten it.');
}

/**
 * Checks an address that a follower's phone opens.
 *
 * @param field the name of the field as the editor shows it
 * @param address http or https
 * @returns the address without white space around it
 * @throws InputRefused when it is not a web address
 */
export function webAddress(field: string, address: string): string {
	const text = address.trim();
	if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text;
	throw new InputRefused(field, 'is not a web address', 'Enter it in full, e.g. https://example.com/page');
}

/**
 * Checks a whole number.
 *
 * @param field the name of the field as the editor shows it
 * @param value number or digits
 * @throws InputRefused naming the range
 */
export function wholeNumber(field: string, value: unknown, min: number, max: number): number {
	const number = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
	if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) return number;
	throw new InputRefused(
		field,
		`must be a whole number from ${min} to ${max}`,
		'Correct the value or the expression that gives it.',
	);
}
