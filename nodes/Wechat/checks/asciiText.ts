import { typedText } from '../../../core/account/typedText';

/**
 * Puts an id, a number or a code into the form in which the platform knows it: without white space and invisible characters around
 * it, without invisible ones in it, and with plain letters and digits for the full-width ones of Chinese keyboards.
 *
 * @param value text or number; nothing else has such a form
 * @returns the text, empty when there is none
 */
export function asciiText(value: unknown): string {
	if (typeof value !== 'string') return typeof value === 'number' ? String(value) : '';
	return typedText(value);
}
