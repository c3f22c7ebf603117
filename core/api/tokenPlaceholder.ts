/** The query parameter that carries the account's access token. */
export const TOKEN_PARAMETER = 'access_token';

/** Placeholders for a token in documentation: `ACCESS_TOKEN`, `TOKEN`, `{access_token}`, `YOUR_ACCESS_TOKEN`, `xxx`. */
const PLACEHOLDER = /^[<{[$]*(?:(?:your|my)[_-]?)?(?:(?:access[_-]?)?token|x{3,})[>}\]]*$/i;

/**
 * Whether a value is a placeholder for the access token. It cannot be mistaken for a token, which has a hundred characters or more.
 *
 * @param value decoded
 */
export function isTokenPlaceholder(value: string): boolean {
	const text = value.trim();
	return text === '' || PLACEHOLDER.test(text);
}

/**
 * Removes placeholders of the access token from a URL; the rest stays unchanged.
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
