import type { LoginKeys } from './deriveLoginKeys';
import type { LoginRecord } from './LoginRecord';
import { IV_BYTES, openRecord, sealRecord } from './sealRecord';

/** Path and attributes of a trigger's cookies, and its keys. */
export interface CookieScope {
	/** Path of the trigger's URL, so that no other page gets them. */
	path: string;
	/** Whether the URL is https. */
	secure: boolean;
	keys: LoginKeys;
}

const PREFIX = 'wechat_login_';
const COOKIE = /(?:^|;)\s*(wechat_login_[0-9a-f]{12})=([A-Za-z0-9_-]{1,4000})(?=\s*(?:;|$))/g;
/** How many open logins a browser keeps; more would fill the request header. */
const MOST_KEPT = 3;
/** How much longer than the login its cookie lives, so that a late visitor gets a page that says so. */
const AFTERLIFE_SECONDS = 3600;

/**
 * Finds the login with this nonce among the browser's cookies.
 *
 * @param header value of the Cookie header
 * @param nonce from the `state`
 * @param keys of the trigger
 * @returns undefined when this browser did not start that login
 */
export function findRecord(
	header: string | undefined,
	nonce: string,
	keys: LoginKeys,
): LoginRecord | undefined {
	const wanted = nameOf(nonce);
	const found = listCookies(header).find(({ name }) => name === wanted);
	const record = found && openRecord<LoginRecord>(found.value, keys.seal, found.name);
	return record?.nonce === nonce ? record : undefined;
}

/**
 * Returns the Set-Cookie value that keeps a login in the browser: not readable by scripts, sent when WeChat sends the browser back
 * (SameSite=Lax), not sent with requests from other sites.
 *
 * @param record the login
 * @param scope of the trigger
 * @param nowSeconds Unix seconds
 * @param randomBytes returns that many random bytes
 */
export function keepRecord(
	record: LoginRecord,
	scope: CookieScope,
	nowSeconds: number,
	randomBytes: (count: number) => Buffer,
): string {
	const name = nameOf(record.nonce);
	const value = sealRecord(record, scope.keys.seal, name, randomBytes(IV_BYTES));
	const maxAge = Math.max(0, record.expiresAt - nowSeconds) + AFTERLIFE_SECONDS;
	return `${name}=${value}; Max-Age=${maxAge}; ${attributes(scope)}`;
}

/**
 * Returns Set-Cookie values that delete the oldest logins, to make room for one more.
 *
 * @param header value of the Cookie header
 * @param scope of the trigger
 */
export function dropOldRecords(header: string | undefined, scope: CookieScope): string[] {
	const kept = listCookies(header).map(({ name, value }) => ({
		name,
		expiresAt: openRecord<LoginRecord>(value, scope.keys.seal, name)?.expiresAt ?? 0,
	}));
	return kept
		.sort((a, b) => b.expiresAt - a.expiresAt)
		.slice(MOST_KEPT - 1)
		.map(({ name }) => `${name}=; Max-Age=0; ${attributes(scope)}`);
}

function nameOf(nonce: string): string {
	return PREFIX + nonce.slice(0, 12);
}

function listCookies(header: string | undefined): { name: string; value: string }[] {
	return [...(header ?? '').matchAll(COOKIE)].map(([, name = '', value = '']) => ({ name, value }));
}

function attributes({ path, secure }: CookieScope): string {
	return `Path=${path}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
