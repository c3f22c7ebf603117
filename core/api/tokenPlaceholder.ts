/** The query parameter that carries the account's access token. */
export const TOKEN_PARAMETER = 'access_token';

/** What stands in the place of a token in documentation: `ACCESS_TOKEN`, `TOKEN`, `{access_token}`, `YOUR_ACCESS_TOKEN`, `xxx`. */
const PLACEHOLDER = /^[<{[$]*(?:(?:your|my)[_-]?)?(?:(?:access[_-]?)?token|x{3,})[>}\]]*$/i;

/**
 * Whether a value only marks where the access token belongs. No token looks like it: they have a hundred characters and more.
 *
 * @param value decoded
 */
export function isTokenPlaceholder(value: string): boolean {
	const text = value.trim();
	return text === '' || PLACEHOLDER.test(text);
}

/**
 * Takes placeholders of the access token out of an address; all else stays as it is, byte for byte.
 *
 * @param address complete, or a part of one
 */
export function withoutTokenPlaceholder(address: string): string {
	const [, front = '', query, fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(address) ?? [];
	if (query === undefined) return address;
	const pairs = query.split('&');
	const kept = pairs.filter((pair) => {
		const value = new URLSearchParams(pair).get(TOKEN_PARAMETER);
		return value === null || !isTokenPlaceholder(value);
	});
	if (kept.length === pairs.length) return address;
	return `${front}${kept.length === 0 ? '' : `?${kept.join('&')}`}${fragment}`;
}
