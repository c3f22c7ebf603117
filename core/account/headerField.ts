import { InvalidInputError } from '../errors/WechatErrors';

/** Characters that a header name may have. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\x20-\x7e]+$/;
/** Headers that the HTTP client itself writes: a duplicate breaks the request. */
const OWN: ReadonlySet<string> = new Set([
	'host',
	'connection',
	'content-length',
	'transfer-encoding',
	'keep-alive',
	'upgrade',
	'te',
	'trailer',
]);

/**
 * Checks a header that is sent to the user's token service.
 *
 * @param name as typed, which may include the colon that follows it in documentation
 * @param value as typed
 * @returns undefined when both are empty
 * @throws InvalidInputError naming the field; the value is never repeated
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-fields
 */
export function readHeader(name: string, value: string): { name: string; value: string } | undefined {
	if (name === '' && value === '') return undefined;
	const plain = name.replace(/\s*:$/, '');
	if (plain === '') {
		throw new InvalidInputError(
			'Token Service Header Name',
			'is empty although there is a value',
			'Enter the name of the header, e.g. Authorization, or empty the value.',
		);
	}
	if (!NAME.test(plain)) {
		throw new InvalidInputError(
			'Token Service Header Name',
			'has characters that a header name cannot have',
			'Use letters, digits and -, e.g. X-Api-Key.',
		);
	}
	if (OWN.has(plain.toLowerCase())) {
		throw new InvalidInputError(
			'Token Service Header Name',
			`must not be ${plain}, which every request has already`,
			'Use a header that the service asks for, e.g. Authorization.',
		);
	}
	if (!VALUE.test(value)) {
		const rule =
			value === '' ? 'is empty' : 'has line breaks or characters other than letters, digits and signs';
		throw new InvalidInputError('Token Service Header Value', rule, 'Copy it from the token service again.');
	}
	return { name: plain, value };
}
