const MASK = '***';
const MIN_SECRET_LENGTH = 6;
/** A shorter value may be an ordinary word, such as the "weixin" of every tutorial: it counts only where it stands alone. */
const UNMISTAKABLE_LENGTH = 16;
const TOKEN_NAMES = '(?:\\w+_)?(?:access_token|refresh_token|app_?secret|secret)';
const TOKEN_PARAMETER = parameter(TOKEN_NAMES);
const CODE_PARAMETER = parameter('(?:ticket|code)');
/** Inside a text that holds JSON, also JSON within JSON, whose quotes are escaped. */
const TOKEN_PROPERTY = new RegExp(`(?<!\\w)(${TOKEN_NAMES}\\\\*"\\s*:\\s*\\\\*")[^"\\\\]*`, 'gi');
const TOKEN_KEY = new RegExp(`^${TOKEN_NAMES}$`, 'i');

/**
 * Removes secrets from a text that a person or a log will see: first by value, then by the names of the query
 * parameters and JSON properties that carry them.
 *
 * @param text any message
 * @param secrets the actual values: AppSecret, tokens, Token, EncodingAESKey; short or empty ones are ignored
 * @returns the text with `***` in their place, also where a value appears percent-encoded
 */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
	return withoutTokens(text, secrets).replace(CODE_PARAMETER, `$1${MASK}`);
}

/**
 * Removes secrets from an answer of the platform that becomes the output of a node, and only those: the account's own by
 * value, access tokens, refresh tokens and AppSecrets of any account by their name, as keys as well as inside texts (a
 * looked-up request is text that holds addresses and JSON). Tickets and codes stay: they are what some APIs are called
 * for (QR code, JS-SDK), and `code=` in a link is as a rule the user's own.
 *
 * @param value parsed JSON
 * @param secrets the account's actual values
 * @returns a copy of the same shape with `***` in the place of each secret
 */
export function redactAnswer(value: unknown, secrets: readonly (string | undefined)[]): unknown {
	if (typeof value === 'string') return withoutTokens(value, secrets);
	if (Array.isArray(value)) return value.map((entry) => redactAnswer(entry, secrets));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, child]) => [
			key,
			typeof child === 'string' && child !== '' && TOKEN_KEY.test(key) ? MASK : redactAnswer(child, secrets),
		]),
	);
}

function withoutTokens(text: string, secrets: readonly (string | undefined)[]): string {
	let clean = text;
	// Longer first: a secret that contains another must not leave its tail behind.
	const values = secrets.filter((value): value is string => (value ?? '').length >= MIN_SECRET_LENGTH);
	for (const value of values.sort((a, b) => b.length - a.length)) {
		const encoded = encodeURIComponent(value.toWellFormed());
		clean = clean.replaceAll(pattern(value), MASK).replaceAll(pattern(encoded), MASK);
	}
	return clean.replace(TOKEN_PARAMETER, `$1${MASK}`).replace(TOKEN_PROPERTY, `$1${MASK}`);
}

function pattern(value: string): string | RegExp {
	if (value.length >= UNMISTAKABLE_LENGTH) return value;
	return new RegExp(`(?<![\\w.-])${value.replace(/[^\w]/g, '\\$&')}(?![\\w-]|\\.\\w)`, 'g');
}

function parameter(names: string): RegExp {
	return new RegExp(`(?<!\\w)(${names}=)[^&\\s"'\\\\]+`, 'gi');
}
