const MASK = '***';
const MIN_SECRET_LENGTH = 6;
/** A shorter value may be an ordinary word, such as the "weixin" of every tutorial: it is masked only as a whole word. */
const UNMISTAKABLE_LENGTH = 16;
const TOKEN_NAMES = '(?:\\w+_)?(?:access_token|refresh_token|app_?secret|secret)';
const TOKEN_PARAMETER = parameter(TOKEN_NAMES);
const CODE_PARAMETER = parameter('(?:ticket|code)');
/** In a text that contains JSON, including JSON within JSON, whose quotes are escaped. */
const TOKEN_PROPERTY = new RegExp(`(?<!\\w)(${TOKEN_NAMES}\\\\*"\\s*:\\s*\\\\*")[^"\\\\]*`, 'gi');
const TOKEN_KEY = new RegExp(`^${TOKEN_NAMES}$`, 'i');

/**
 * Removes secrets from a text that a user or a log will see: first by value, then by the names of the query parameters and JSON properties
 * that carry them.
 *
 * @param text any message
 * @param secrets the actual values: AppSecret, tokens, Token, EncodingAESKey; short or empty ones are ignored
 * @returns the text with `***` in their place, also for values that appear percent-encoded
 */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
	return withoutTokens(text, secrets).replace(CODE_PARAMETER, `$1${MASK}`);
}

/**
 * Removes secrets from an answer of WeChat that becomes the output of a node, and nothing else: the account's own secrets by value; access
 * tokens, refresh tokens and AppSecrets of any account by name, both as keys and inside texts (a looked-up request is a text with URLs and
 * JSON). Tickets and codes stay: some APIs exist to return them (QR code, JS-SDK), and `code=` in a link is usually the user's own.
 *
 * @param value parsed JSON
 * @param secrets the account's actual values
 * @returns a copy of the same shape with `***` in place of each secret
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
	// Longest first: a secret that contains another one must not leave a remainder.
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
