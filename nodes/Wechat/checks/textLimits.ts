import { isBlank } from '../../../core/template/visibleText';
import { InputRefused } from '../../../core/errors/WechatErrors';

/**
 * Checks a text that must be there.
 *
 * @param field the name of the field as the editor shows it
 * @returns the text as given
 * @throws InputRefused when nothing of it can be seen
 */
export function required(field: string, text: unknown): string {
	if (typeof text === 'string' && !isBlank(text)) return text;
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
