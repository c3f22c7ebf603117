import { InputRefused } from '../../../core/errors/WechatErrors';
import { asciiText } from './asciiText';
import { parseWholeNumber } from './wholeNumber';

/** Ids are 32-bit numbers. */
const MAX = 2 ** 31 - 1;

/**
 * Reads the id of a tag as the platform wants it in a body: a number.
 *
 * @param value text or number; `007` is 7
 * @param field the name of the field as the editor shows it
 * @throws InputRefused when it is not a tag id
 */
export function readTagId(value: unknown, field = 'Tag'): number {
	const id = parseWholeNumber(value);
	if (id !== undefined && id >= 0 && id <= MAX) return id;
	throw new InputRefused(
		field,
		asciiText(value) === '' ? 'is empty' : `is not a tag id (a whole number from 0 to ${MAX})`,
		'Choose a tag from the list, or give the id that Tag → Get Many lists.',
	);
}
