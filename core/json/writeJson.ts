import { EXACT_MARK, ExactNumber } from './ExactNumber';

/** Control characters without a short JSON escape: all below space but \b \t \n \f \r. */
const CONTROL = new RegExp(
	`[${[
		[0, 7],
		[11, 11],
		[14, 31],
	]
		.map(([from, to]) => `${String.fromCharCode(from ?? 0)}-${String.fromCharCode(to ?? 0)}`)
		.join('')}]`,
	'g',
);

/** Not before a colon, where it would be a key. */
const EXACT = /"\\u0000(-?\d+)"(?!:)/g;

/**
 * Serializes a request body the way WeChat wants it: raw UTF-8 without `\uXXXX` escapes, which lead to 40033 or 47002, or are shown to the
 * reader. Control characters are dropped, lone surrogates become U+FFFD.
 *
 * @param body the JSON object; undefined entries are left out, an {@link ExactNumber} is written digit by digit
 */
export function writeJson(body: Readonly<Record<string, unknown>>): string {
	const plain = JSON.stringify(body);
	// Only text that needs repair contains a \u escape, so most bodies skip the slow path.
	if (!plain.includes('\\u')) return plain;
	return JSON.stringify(body, repair).replace(EXACT, '$1');
}

function repair(this: unknown, key: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const original = (this as Readonly<Record<string, unknown>>)[key];
	if (original instanceof ExactNumber) return EXACT_MARK + original.digits;
	return value.toWellFormed().replace(CONTROL, '');
}
