const MASK = '***';
const MIN_SECRET_LENGTH = 6;
const PARAMETER = /((?:access_token|refresh_token|secret|appsecret|ticket|code)=)[^&\s"']+/gi;

/**
 * Removes secrets from a text that a person or a log will see: first by value, then by the names of the query
 * parameters that carry them.
 *
 * @param text any message
 * @param secrets the actual values: AppSecret, tokens, Token, EncodingAESKey; short or empty ones are ignored
 * @returns the text with `***` in their place, also where a value appears percent-encoded
 */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
	let clean = text;
	// Longer first: a secret that contains another must not leave its tail behind.
	const values = secrets.filter((value): value is string => (value ?? '').length >= MIN_SECRET_LENGTH);
	for (const value of values.sort((a, b) => b.length - a.length)) {
		clean = clean.replaceAll(value, MASK).replaceAll(encodeURIComponent(value), MASK);
	}
	return clean.replace(PARAMETER, `$1${MASK}`);
}
