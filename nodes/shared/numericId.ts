import { ExactNumber } from '../../core/json/ExactNumber';
import { InvalidInputError } from '../../core/errors/WechatErrors';
import { asciiText } from './typedValues';

/** A number in a request body: exact, however long it is. */
export type NumericId = number | ExactNumber;

/**
 * Reads an id that WeChat wants as a number. Ids with more digits than a double can hold are written digit by digit.
 *
 * @param field name of the field in the editor
 * @param value digits, or a number that n8n has not changed
 * @param source where the id comes from, for the remedy
 * @throws InvalidInputError when it is empty or not a whole number
 */
export function readNumericId(field: string, value: unknown, source: string): NumericId {
	const digits = asciiText(value);
	if (/^\d{1,20}$/.test(digits)) return toNumber(digits);
	throw new InvalidInputError(
		field,
		digits === '' ? 'is empty' : 'is not an ID of digits only (20 at most)',
		`Give the ID that ${source} gave, as text if it is long.`,
	);
}

function toNumber(digits: string): NumericId {
	const number = Number(digits);
	return Number.isSafeInteger(number) ? number : new ExactNumber(digits.replace(/^0+/, ''));
}

/** @returns the digits of an id, the form in which outputs contain ids that may be long */
export function numericIdText(id: NumericId): string {
	return id instanceof ExactNumber ? id.digits : String(id);
}
