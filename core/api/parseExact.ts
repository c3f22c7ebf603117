import { isSafeNumber, parse } from '../vendor/json';

const LONG_DIGITS = /\d{16}/;
const INTEGER = /^-?\d+$/;

/**
 * Parses JSON that a person wrote, without changing a whole number in it.
 *
 * @param text JSON
 * @param keep makes the value of a whole number that a double cannot hold, out of its digits
 * @throws SyntaxError as JSON.parse does; also for a key that stands twice with different values beside such a number
 */
export function parseExact(text: string, keep: (digits: string) => unknown): unknown {
	const value: unknown = JSON.parse(text);
	if (!LONG_DIGITS.test(text)) return value;
	return parse(text, undefined, (digits) =>
		INTEGER.test(digits) && !isSafeNumber(digits) ? keep(digits) : Number(digits),
	);
}
