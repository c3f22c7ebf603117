import { createHash } from 'node:crypto';
import { findRecord, keepRecord } from './loginCookies';
import type { LoginOutcome, LoginRecord } from './LoginRecord';
import { type LoginState, readState } from './loginState';
import { cookieScope, type LoginPorts, type LoginSettings } from './startLogin';

/** What a callback turned out to be. */
export type LoginCallback =
	/** This browser's own login; `code` is undefined when the user refused. */
	| { kind: 'verified'; record: LoginRecord; code: string | undefined }
	/** This callback was answered before (reload, back button), or the login is over: the result is the same as then. */
	| { kind: 'answered'; record: LoginRecord; outcome: LoginOutcome }
	/** This browser's own login, but the user took too long. */
	| { kind: 'expired'; record: LoginRecord }
	/** A genuine state in a browser that does not have the login's cookie: it must not log anybody in. */
	| { kind: 'unbound'; state: LoginState; code: string | undefined }
	/** Forged or altered. */
	| { kind: 'foreign' };

/**
 * The response contains the URL twice, in the cookie and as Location; with this limit the headers still fit the 4 KB that proxies allow.
 */
const MAX_KEPT_BYTES = 1400;
const CODE = /^[\x21-\x7e]{1,512}$/;
/** Value of `code` when the user has refused: according to the documentation there is none, but some clients send this word. */
export const REFUSED_CODE = 'authdeny';

/**
 * Whether a request is a callback rather than the start of a login.
 *
 * @param query as n8n parsed it
 */
export function isCallback(query: Readonly<Record<string, unknown>>): boolean {
	return Object.hasOwn(query, 'state') || Object.hasOwn(query, 'code');
}

/**
 * Decides whether a callback may log somebody in. Everything needed is in the request, so any process can answer it, even after a restart.
 *
 * @param request query as n8n parsed it, and the Cookie header
 * @param settings of the trigger
 * @param nowSeconds Unix seconds
 */
export function resumeLogin(
	request: { query: Readonly<Record<string, unknown>>; cookieHeader: string | undefined },
	settings: LoginSettings,
	nowSeconds: number,
): LoginCallback {
	if (typeof request.query.state !== 'string' || !isCode(request.query.code)) return { kind: 'foreign' };
	const code = codeOf(request.query.code);
	const { keys } = cookieScope(settings);
	const state = readState(request.query.state, keys.sign);
	if (!state) return { kind: 'foreign' };
	const record = findRecord(request.cookieHeader, state.nonce, keys);
	const { outcome } = record ?? {};
	if (record && outcome && (outcome.over || outcome.code === codeDigest(code)))
		return { kind: 'answered', record, outcome };
	if (!record || record.guest) return { kind: 'unbound', state, code };
	if (state.expiresAt < nowSeconds) return { kind: 'expired', record };
	return { kind: 'verified', record, code };
}

/**
 * Distinguishes callbacks of one login without keeping the code.
 *
 * @param code undefined when the user refused
 * @returns 16 hex digits
 */
export function codeDigest(code: string | undefined): string {
	return createHash('sha256')
		.update(code ?? '')
		.digest('hex')
		.slice(0, 16);
}

/**
 * The Set-Cookie value that tells every process the result of a callback. A URL that does not fit is left out; then the result's page is
 * shown instead.
 *
 * @param record of the login
 * @param outcome of the callback
 * @param settings of the trigger
 * @param ports clock and randomness
 */
export function keepOutcome(
	{ params, returnTo, ...record }: LoginRecord,
	outcome: LoginOutcome,
	settings: LoginSettings,
	ports: LoginPorts,
): string {
	// A login that is over cannot be started again; dropping its data leaves more room.
	const data = outcome.over ? { params: {} } : { params, returnTo };
	const { location, ...rest } = outcome;
	const hasRoom = Buffer.byteLength(JSON.stringify([data, location])) <= MAX_KEPT_BYTES;
	const kept = { ...record, ...data, outcome: hasRoom ? outcome : rest };
	return keepRecord(kept, cookieScope(settings), ports.nowSeconds, ports.randomBytes);
}

/**
 * The Set-Cookie value by which a browser that did not start a login remembers what it was shown. It cannot finish a login.
 *
 * @param state genuine
 * @param outcome of the callback
 * @param settings of the trigger
 * @param ports clock and randomness
 */
export function keepAsGuest(
	{ nonce, expiresAt }: LoginState,
	outcome: LoginOutcome,
	settings: LoginSettings,
	ports: LoginPorts,
): string {
	const kept = { nonce, expiresAt, params: {}, guest: true as const, outcome: { ...outcome, over: false } };
	return keepRecord(kept, cookieScope(settings), ports.nowSeconds, ports.randomBytes);
}

/** @returns undefined when the user refused */
function codeOf(code: string | undefined): string | undefined {
	return code === '' || code === REFUSED_CODE ? undefined : code;
}

function isCode(code: unknown): code is string | undefined {
	return code === undefined || code === '' || (typeof code === 'string' && CODE.test(code));
}
