/** A complete HTTP answer. */
export interface HttpAnswer {
	status: number;
	/** Names in lower case. */
	headers: Readonly<Record<string, string>>;
	body: string;
}

/** Caches must not keep anything of a login, and other sites must not learn its URL. */
const PRIVATE = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

/**
 * A redirect.
 *
 * @param location complete URL; percent-encoded, without control characters
 */
export function redirectAnswer(location: string): HttpAnswer {
	return { status: 302, headers: { ...PRIVATE, location }, body: '' };
}

/**
 * A page without scripts.
 *
 * @param status HTTP status
 * @param html complete document
 * @param policy value of Content-Security-Policy
 * @param language of the document; empty when unknown
 */
export function pageAnswer(status: number, html: string, policy: string, language: string): HttpAnswer {
	return {
		status,
		headers: {
			...PRIVATE,
			'content-type': 'text/html; charset=utf-8',
			...(language === '' ? {} : { 'content-language': language }),
			'content-security-policy': policy,
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
			'x-robots-tag': 'noindex',
		},
		body: html,
	};
}

/**
 * A short text without markup.
 *
 * @param status HTTP status
 * @param text the body
 */
export function textAnswer(status: number, text: string): HttpAnswer {
	return {
		status,
		headers: { ...PRIVATE, 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
		body: text,
	};
}
