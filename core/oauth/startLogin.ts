import { authorizeUrl, type LoginScope } from '../protocol/authorizeUrl';
import { deriveLoginKeys } from './deriveLoginKeys';
import { type CookieScope, dropOldRecords, keepRecord } from './loginCookies';
import type { LoginRecord } from './LoginRecord';
import { stateOf } from './loginState';
import { type PassThroughRule, readPassThrough } from './passThrough';
import { isAllowedTarget } from './redirectTarget';

/** One trigger's way of logging users in. */
export interface LoginSettings {
	appid: string;
	appSecret: string;
	/** Origin of the authorise page. */
	openHost: string;
	/** The trigger's own public address. */
	redirectUri: string;
	scope: LoginScope;
	forcePopup: boolean;
	forceSnapShot: boolean;
	passThrough: readonly PassThroughRule[];
	/** A query parameter of the start link that says where the browser goes in the end; undefined for none. */
	returnTo?: { parameter: string; allowedHosts: readonly string[] };
	/** How long the user may take, in seconds. */
	lifetimeSeconds: number;
}

/** The world that a login needs. */
export interface LoginPorts {
	/** Unix seconds. */
	nowSeconds: number;
	randomBytes(count: number): Buffer;
}

/** Where the browser goes first, or why it goes nowhere. */
export type LoginStart =
	| { kind: 'redirect'; location: string; cookies: string[] }
	/** `parameter` is what the link carried wrongly; empty: too much in all. */
	| { kind: 'refused'; parameter: string };

const NONCE_BYTES = 16;
/** Encrypted, and with its siblings, it has to fit into a request header of 8 KB. */
const MAX_CARRIED_BYTES = 1500;

/**
 * Starts a login: checks what the link carries, before WeChat is involved, binds it to this browser and names the page that
 * asks the user.
 *
 * @param request query as n8n parsed it, and the Cookie header
 * @param settings of the trigger
 * @param ports clock and chance
 * @throws InputRefused when the trigger's own address cannot be a redirect URI
 */
export function startLogin(
	request: { query: Readonly<Record<string, unknown>>; cookieHeader: string | undefined },
	settings: LoginSettings,
	ports: LoginPorts,
): LoginStart {
	const carried = readPassThrough(request.query, settings.passThrough);
	if ('refused' in carried) return { kind: 'refused', parameter: carried.refused };
	const returnTo = readReturnTo(request.query, settings);
	if (returnTo === null) return { kind: 'refused', parameter: settings.returnTo?.parameter ?? '' };
	if (Buffer.byteLength(JSON.stringify([carried.params, returnTo])) > MAX_CARRIED_BYTES) {
		return { kind: 'refused', parameter: '' };
	}
	const record: LoginRecord = {
		nonce: ports.randomBytes(NONCE_BYTES).toString('hex'),
		expiresAt: ports.nowSeconds + settings.lifetimeSeconds,
		params: carried.params,
		...(returnTo === undefined ? {} : { returnTo }),
		stage: 'pending',
	};
	const scope = cookieScope(settings);
	const location = authorizeUrl({ ...settings, state: stateOf(record, scope.keys.sign) });
	const cookies = [
		...dropOldRecords(request.cookieHeader, scope),
		keepRecord(record, scope, ports.nowSeconds, ports.randomBytes),
	];
	return { kind: 'redirect', location, cookies };
}

/**
 * Where a trigger's cookies belong, with its keys.
 *
 * @param settings of the trigger
 */
export function cookieScope(settings: LoginSettings): CookieScope {
	const url = new URL(settings.redirectUri);
	return {
		path: url.pathname,
		secure: url.protocol === 'https:',
		keys: deriveLoginKeys(settings.appSecret, settings),
	};
}

/**
 * The link that starts the same login again.
 *
 * @param settings of the trigger
 * @param record what the first link carried; undefined when that is not known
 */
export function startLink(settings: LoginSettings, record: LoginRecord | undefined): string | undefined {
	const query = new URLSearchParams(record?.params);
	if (record?.returnTo !== undefined && settings.returnTo)
		query.set(settings.returnTo.parameter, record.returnTo);
	// Without the link's data a parameter that has to be there would only be refused.
	if (!record && settings.passThrough.some(({ pattern }) => pattern !== undefined)) return undefined;
	const text = query.toString();
	return text === '' ? settings.redirectUri : `${settings.redirectUri}?${text}`;
}

/** @returns undefined when the link names no target, null when it names one that is not allowed */
function readReturnTo(
	query: Readonly<Record<string, unknown>>,
	{ returnTo }: LoginSettings,
): string | undefined | null {
	if (!returnTo || !Object.hasOwn(query, returnTo.parameter)) return undefined;
	const target = query[returnTo.parameter];
	return typeof target === 'string' && isAllowedTarget(target, returnTo.allowedHosts) ? target : null;
}
