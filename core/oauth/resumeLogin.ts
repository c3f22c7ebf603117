import { findRecord, keepRecord } from './loginCookies';
import type { LoginRecord } from './LoginRecord';
import { isStateOf, nonceOf } from './loginState';
import { cookieScope, type LoginPorts, type LoginSettings } from './startLogin';

/** What a callback turned out to be. */
export type LoginCallback =
	/** This browser's own login, first time: `code` is to be exchanged, or undefined when the user refused. */
	| { kind: 'verified'; record: LoginRecord; code: string | undefined }
	/** This browser's own login, but the callback has been here before (reload, back button): the record's stage tells more. */
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
 * @param nowSeconds Unix seconds
 */
export function resumeLogin(
	request: { query: Readonly<Record<string, unknown>>; cookieHeader: string | undefined },
	settings: LoginSettings,
	nowSeconds: number,
): LoginCallback {
	const { state, code } = request.query;
	if (typeof state !== 'string' || !isCode(code)) return { kind: 'foreign' };
	const scope = cookieScope(settings);
	const record = findRecord(request.cookieHeader, nonceOf(state) ?? '', scope.keys);
	if (!record || !isStateOf(state, record, scope.keys.sign)) return { kind: 'foreign' };
	if (record.stage !== 'pending') return { kind: 'repeated', record };
	if (record.expiresAt < nowSeconds) return { kind: 'expired', record };
	return { kind: 'verified', record, code: code === '' ? undefined : code };
}

/**
 * The Set-Cookie value that tells every process that this login has had its callback.
 *
 * @param record of the verified callback
 * @param stage what became of it
 * @param settings of the trigger
 * @param ports clock and chance
 */
export function closeLogin(
	record: LoginRecord,
	stage: 'done' | 'failed',
	settings: LoginSettings,
	ports: LoginPorts,
): string {
	return keepRecord({ ...record, stage }, cookieScope(settings), ports.nowSeconds, ports.randomBytes);
}

function isCode(code: unknown): code is string | undefined {
	return code === undefined || code === '' || (typeof code === 'string' && CODE.test(code));
}
