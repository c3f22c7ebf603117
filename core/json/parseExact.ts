import { isSafeNumber, parse } from '../vendor/json';

const LONG_DIGITS = /\d{16}/;

/**
 * Parses JSON without changing the value of any number.
 *
 * @param text JSON
 * @param keep makes the value of a number that a double cannot hold from its digits; that includes fractions with more digits than a double
 *   has
 * @throws SyntaxError as JSON.parse does; also for a duplicate key with different values in a document with such numbers
 */
export function parseExact(text: string, keep: (digits: string) => unknown): unknown {
	if (!LONG_DIGITS.test(text)) return JSON.parse(text);
	return parse(text, undefined, (digits) => (isSafeNumber(digits) ? Number(digits) : keep(digits)));
}
