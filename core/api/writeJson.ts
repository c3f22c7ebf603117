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

/** Not in front of a colon: there it is a key. */
const EXACT = /"\\u0000(-?\d+)"(?!:)/g;

/**
 * Serializes a request body as the platform wants it: raw UTF-8 without `\uXXXX` escapes (they lead to 40033 or 47002, or
 * are shown to the reader). Control characters are dropped, halves of characters become U+FFFD.
 *
 * @param body the JSON object; entries that are undefined are left out, an {@link ExactNumber} is written digit by digit
 */
export function writeJson(body: Readonly<Record<string, unknown>>): string {
	const plain = JSON.stringify(body);
	// Only what has to be repaired is written as \u: most bodies never need the slow way.
	if (!plain.includes('\\u')) return plain;
	return JSON.stringify(body, repair).replace(EXACT, '$1');
}

function repair(this: unknown, key: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const original = (this as Readonly<Record<string, unknown>>)[key];
	if (original instanceof ExactNumber) return EXACT_MARK + original.digits;
	return value.toWellFormed().replace(CONTROL, '');
}
