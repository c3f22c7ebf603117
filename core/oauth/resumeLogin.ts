import { findRecord, keepRecord } from './loginCookies';
import type { LoginRecord } from './LoginRecord';
import { isStateOf, nonceOf } from './loginState';
import { cookieScope, type LoginPorts, type LoginSettings } from './startLogin';

/** What a callback turned out to be. */
export type LoginCallback =
	/** This browser's own login, first time: `code` is to be exchanged, or undefined when the user refused. */
	| { kind: 'verified'; record: LoginRecord; code: string | undefined; cookies: string[] }
	/** This browser's own login, but the callback has been here before (reload, back button). */
	| { kind: 'repeated'; record: LoginRecord }
	/** This browser's own login, but the user took too long. */
	| { kind: 'expired'; record: LoginRecord }
	/** Forged, altered, started in another browser, or long ago. */
	| { kind: 'foreign' };

const CODE = /^[\x21-\x7e]{1,512}$/;

/**
 * Whether a request is a callback rather than the start of a login.
 *
 * @param query as n8n parsed it
 */
export function isCallback(query: Readonly<Record<string, unknown>>): boolean {
	return Object.hasOwn(query, 'state') || Object.hasOwn(query, 'code');
}

/**
 * Decides whether a callback may log somebody in. Everything it needs is in the request: any process can answer it, also
 * after a restart.
 *
 * @param request query as n8n parsed it, and the Cookie header
 * @param settings of the trigger
 * @param ports clock and chance
 */
export function resumeLogin(
	request: { query: Readonly<Record<string, unknown>>; cookieHeader: string | undefined },
	settings: LoginSettings,
	ports: LoginPorts,
): LoginCallback {
	const { state, code } = request.query;
	if (typeof state !== 'string' || !isCode(code)) return { kind: 'foreign' };
	const scope = cookieScope(settings);
	const record = findRecord(request.cookieHeader, nonceOf(state) ?? '', scope.keys);
	if (!record || !isStateOf(state, record, scope.keys.sign)) return { kind: 'foreign' };
	if (record.stage === 'done') return { kind: 'repeated', record };
	if (record.expiresAt < ports.nowSeconds) return { kind: 'expired', record };
	const done: LoginRecord = { ...record, stage: 'done' };
	return {
		kind: 'verified',
		record,
		code: code === '' ? undefined : code,
		cookies: [keepRecord(done, scope, ports.nowSeconds, ports.randomBytes)],
	};
}

function isCode(code: unknown): code is string | undefined {
	return code === undefined || code === '' || (typeof code === 'string' && CODE.test(code));
}
