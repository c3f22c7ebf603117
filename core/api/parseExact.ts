import { isSafeNumber, parse } from '../vendor/json';

const LONG_DIGITS = /\d{16}/;

/**
 * Parses JSON without changing a number in it.
 *
 * @param text JSON
 * @param keep makes the value of a number that a double cannot hold, out of its digits; a fraction is such a number, too, when
 *   it has more digits than a double
 * @throws SyntaxError as JSON.parse does; also for a key that stands twice with different values beside such a number
 */
export function parseExact(text: string, keep: (digits: string) => unknown): unknown {
	if (!LONG_DIGITS.test(text)) return JSON.parse(text);
	return parse(text, undefined, (digits) => (isSafeNumber(digits) ? Number(digits) : keep(digits)));
}
