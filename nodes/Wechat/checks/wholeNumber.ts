import { InputRefused } from '../../../core/errors/WechatErrors';
import { asciiText } from './asciiText';

/**
 * Reads a whole number in plain decimal digits; `007` is 7. What a computer would read besides (`1e3`, `0x10`, `1.0`) is not taken
 * for one.
 *
 * @param value number or text
 * @returns undefined for anything else, and beyond what a number holds exactly
 */
export function parseWholeNumber(value: unknown): number | undefined {
	const text = typeof value === 'string' ? asciiText(value) : undefined;
	const number = text === undefined ? value : /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
	return Number.isSafeInteger(number) ? (number as number) : undefined;
}

/**
 * Checks a whole number.
 *
 * @param field the name of the field as the editor shows it
 * @param value number or digits
 * @throws InputRefused naming the range
 */
export function wholeNumber(field: string, value: unknown, min: number, max: number): number {
	const number = parseWholeNumber(value);
	if (number !== undefined && number >= min && number <= max) return number;
	throw new InputRefused(
		field,
		`must be a whole number from ${min} to ${max}`,
		'Correct the value or the expression that gives it.',
	);
}
