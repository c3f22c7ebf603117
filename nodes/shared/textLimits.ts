import { isBlank, trimText } from '../../core/text/visibleText';
import { InvalidInputError } from '../../core/errors/WechatErrors';
import { LIST_SEPARATORS, wholeNumber } from './typedValues';

/**
 * Checks a required text.
 *
 * @param field name of the field in the editor
 * @returns the text as given
 * @throws InvalidInputError when it has no visible characters
 */
export function required(field: string, text: unknown): string {
	if (typeof text === 'string' && !isBlank(text)) return text;
	if (typeof text === 'number') return String(text);
	throw new InvalidInputError(field, 'is empty', 'Fill it in, or check the expression that should give it.');
}

/**
 * Checks a text whose limit WeChat counts in bytes of UTF-8 (a Chinese character has three).
 *
 * @param field name of the field in the editor
 * @param max maximum number of bytes
 * @returns the text as given
 * @throws InvalidInputError naming field, actual length and limit
 */
export function withinBytes(field: string, text: string, max: number): string {
	const bytes = Buffer.byteLength(text, 'utf8');
	if (bytes <= max) return text;
	throw new InvalidInputError(
		field,
		`has ${bytes} bytes, the limit is ${max}`,
		'Shorten it; a Chinese character counts as three bytes.',
	);
}

/**
 * Checks a text whose limit WeChat counts in characters.
 *
 * @param field name of the field in the editor
 * @param max maximum number of characters; an emoji counts as one
 * @returns the text as given
 * @throws InvalidInputError naming field, actual length and limit
 */
export function withinCharacters(field: string, text: string, max: number): string {
	const characters = [...text].length;
	if (characters <= max) return text;
	throw new InvalidInputError(field, `has ${characters} characters, the limit is ${max}`, 'Shorten it.');
}

/**
 * Reads a list of words in the order given.
 *
 * @param field name of the field in the editor
 * @param value text with commas or line breaks between the words, or an array
 * @param remedy for an empty list
 * @throws InvalidInputError when the list is empty
 */
export function readWords(
	field: string,
	value: unknown,
	remedy = 'Enter at least one, separated by commas, or an array.',
): string[] {
	const entries: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(LIST_SEPARATORS);
	const words = entries.map((entry) => trimText(String(entry ?? ''))).filter((word) => word !== '');
	if (words.length > 0) return words;
	throw new InvalidInputError(field, 'is empty', remedy);
}

/** The beginning of an entry in a list of URLs: a scheme, a host, or an id that is longer than any word in a query. */
const BEGINS_ENTRY = /^(?:[a-z][a-z0-9+.-]*:|\/\/|[A-Za-z0-9_-]{32,}$)/i;

/**
 * Reads a list of URLs, which may also contain ids, in the order given. Commas inside a URL do not separate entries, e.g. in
 * `?x-oss-process=image/resize,w_800` or `data:image/png;base64,…`.
 *
 * @param field name of the field in the editor
 * @param value as for {@link readWords}
 * @param remedy for an empty list
 * @throws InvalidInputError when the list is empty
 */
export function readAddresses(field: string, value: unknown, remedy?: string): string[] {
	if (typeof value !== 'string') return readWords(field, value, remedy);
	const entries = value.split(/[，、\n]+/).flatMap((line) =>
		line.split(',').reduce<string[]>((found, piece) => {
			const last = found.at(-1) ?? '';
			const isInside = isAddress(last) && /^\S/.test(piece) && !BEGINS_ENTRY.test(piece.trim());
			if (isInside || isDataHead(last)) found[found.length - 1] = `${last},${piece}`;
			else found.push(piece);
			return found;
		}, []),
	);
	return readWords(field, entries, remedy);
}

const isAddress = (entry: string) => /^\s*(?:https?:)?\/\/\S+$/i.test(entry);
const isDataHead = (entry: string) => /^\s*data:[^,]*$/i.test(entry);

/**
 * Reads a list of whole numbers that were chosen in the editor, in the order given.
 *
 * @param field name of the field in the editor
 * @param value as for {@link readWords}, or a single number
 * @throws InvalidInputError when the list is empty or an entry is not a whole number
 */
export function readNumbers(field: string, value: unknown): number[] {
	return readWords(field, value, 'Choose from the list, or give an expression that gives an array.').map(
		(word) => wholeNumber(field, word, 0, Number.MAX_SAFE_INTEGER),
	);
}
