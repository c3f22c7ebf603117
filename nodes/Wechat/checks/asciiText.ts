import { trimText, withoutInvisible } from '../../../core/template/visibleText';

const FULL_WIDTH = /[\uff01-\uff5e]/g;
const OFFSET = 0xfee0;

/**
 * Puts an id, a number or a code into the form in which the platform knows it: without white space and invisible characters around
 * it, without invisible ones in it, and with plain letters and digits for the full-width ones of Chinese keyboards.
 *
 * @param value text or number; nothing else has such a form
 * @returns the text, empty when there is none
 */
export function asciiText(value: unknown): string {
	if (typeof value !== 'string') return typeof value === 'number' ? String(value) : '';
	const text = withoutInvisible(trimText(value));
	return text.replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - OFFSET));
}
