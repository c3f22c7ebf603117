import { InputRefused } from '../../../core/errors/WechatErrors';
import { trimText } from '../../../core/template/visibleText';
import { wholeNumber } from './wholeNumber';

const SEPARATORS = /[,，、\n]+/;

/**
 * Reads a list of words in the order given.
 *
 * @param field the name of the field as the editor shows it
 * @param value text with commas or line breaks between the words, or an array
 * @throws InputRefused when the list is empty
 */
export function readWords(field: string, value: unknown): string[] {
	const entries: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(SEPARATORS);
	const words = entries.map((entry) => trimText(String(entry ?? ''))).filter((word) => word !== '');
	if (words.length > 0) return words;
	throw new InputRefused(field, 'is empty', 'Give at least one, separated by commas, or an array.');
}

/**
 * Reads a list of whole numbers in the order given.
 *
 * @param field the name of the field as the editor shows it
 * @param value as for {@link readWords}, a number alone too
 * @throws InputRefused when the list is empty or an entry is not a whole number
 */
export function readNumbers(field: string, value: unknown): number[] {
	return readWords(field, value).map((word) => wholeNumber(field, word, 0, Number.MAX_SAFE_INTEGER));
}
