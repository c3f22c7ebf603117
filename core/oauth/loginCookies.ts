import type { LoginKeys } from './deriveLoginKeys';
import type { LoginRecord } from './LoginRecord';
import { IV_BYTES, openRecord, sealRecord } from './sealRecord';

/** Where cookies of a trigger belong. */
export interface CookieScope {
	/** Path of the trigger's address, so that no other page gets them. */
	path: string;
	/** Whether the address is https. */
	secure: boolean;
	keys: LoginKeys;
}

const PREFIX = 'wechat_login_';
const COOKIE = /(?:^|;)\s*(wechat_login_[0-9a-f]{12})=([A-Za-z0-9_-]{1,4000})(?=\s*(?:;|$))/g;
/** A browser with several open logins keeps these many; more would fill the request header. */
const MOST_KEPT = 3;
/** How much longer than the login its cookie lives, so that a late visitor gets a page that can say so. */
const AFTERLIFE_SECONDS = 3600;

/**
 * Finds the login with this nonce among the browser's cookies.
 *
 * @param header value of the Cookie header
 * @param nonce out of the `state`
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
 * Writes the Set-Cookie value that keeps a login in the browser: out of reach for scripts, sent along when WeChat sends the
 * browser back (SameSite=Lax), not with requests that other sites make.
 *
 * @param record the login
 * @param scope where it belongs
 * @param nowSeconds Unix seconds
 * @param randomBytes gives that many random bytes
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
 * Set-Cookie values that drop the oldest logins, so that room is left for one more.
 *
 * @param header value of the Cookie header
 * @param scope where they belong
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
