import { openInquiry, APPROVAL_PARAMETER } from '../approval/identity';
import { authorizeUrl, type LoginScope } from '../protocol/authorizeUrl';
import { deriveLoginKeys } from './deriveLoginKeys';
import { LINK_DATA, openLinkData, sealLinkData } from './linkData';
import { type CookieScope, dropOldRecords, keepRecord } from './loginCookies';
import type { LinkData, LoginRecord } from './LoginRecord';
import { printState } from './loginState';
import { type PassThroughRule, readPassThrough } from './passThrough';
import { isAllowedTarget } from './redirectTarget';
import { LINK_SIGN, readSignedLink, signLink } from './signedLink';

/** The login settings of one trigger. */
export interface LoginSettings {
	appid: string;
	appSecret: string;
	/** Origin of WeChat's authorization page. */
	openHost: string;
	/** The trigger's own public URL. */
	redirectUri: string;
	scope: LoginScope;
	forcePopup: boolean;
	forceSnapShot: boolean;
	passThrough: readonly PassThroughRule[];
	/** A query parameter of the start link that says where the browser goes after the login; undefined for none. */
	returnTo?: { parameter: string; allowedHosts: readonly string[]; secure?: boolean };
	/** Only links signed with this key start a login; undefined: all do. */
	linkKey?: string;
	/** How long the user may take, in seconds. */
	lifetimeSeconds: number;
}

/** What a login needs from outside. */
export interface LoginPorts {
	/** Unix seconds. */
	nowSeconds: number;
	randomBytes(count: number): Buffer;
}

/** Where the browser is sent first, or why it is not. */
export type LoginStart =
	| { kind: 'redirect'; location: string; cookies: string[] }
	/** `parameter` is the name of the one that is wrong; empty: the data is too long in total. */
	| { kind: 'refused'; parameter: string }
	/** The signed link has expired. */
	| { kind: 'expired' };

/** A request for the start of a login. */
export interface LinkVisit {
	/** As n8n parsed it: strings, or arrays and objects when somebody tampers with it. */
	query: Readonly<Record<string, unknown>>;
	/** As received, without the question mark. */
	rawQuery: string;
	cookieHeader: string | undefined;
}

const NONCE_BYTES = 16;
/** Encrypted, and together with the other login cookies, it has to fit into a request header of 8 KB. */
const MAX_CARRIED_BYTES = 1500;

/**
 * Starts a login: checks the link's data before WeChat is involved, binds the login to this browser, and returns the page that asks the
 * user.
 *
 * @param request of the browser
 * @param settings of the trigger
 * @param ports clock and randomness
 * @param isRestart whether a callback without a cookie led here; its own callback must then not lead here again
 * @throws InvalidInputError when the trigger's own address cannot be a redirect URI
 */
export function startLogin(
	request: LinkVisit,
	settings: LoginSettings,
	ports: LoginPorts,
	isRestart = false,
): LoginStart {
	const scope = cookieScope(settings);
	const read = readLink(request, openLinkData(request.query, scope.keys), settings, ports.nowSeconds);
	if ('kind' in read) return read;
	const data: LinkData = read;
	if (isTooMuch(data)) return { kind: 'refused', parameter: '' };
	const record: LoginRecord = {
		nonce: ports.randomBytes(NONCE_BYTES).toString('hex'),
		expiresAt: ports.nowSeconds + settings.lifetimeSeconds,
		...data,
	};
	const along = sealLinkData(data, scope.keys, ports.randomBytes);
	const state = printState({ ...record, mayRestart: !isRestart && along !== undefined }, scope.keys.sign);
	const redirectUri = along ? `${settings.redirectUri}?${LINK_DATA}=${along}` : settings.redirectUri;
	const cookies = [
		...dropOldRecords(request.cookieHeader, scope),
		keepRecord(record, scope, ports.nowSeconds, ports.randomBytes),
	];
	// An approval page only needs the OpenID, for which the user need not be asked.
	const isSilent = data.approval !== undefined && settings.scope === 'snsapi_userinfo';
	const asked = isSilent ? { ...settings, scope: 'snsapi_base' as const } : settings;
	return { kind: 'redirect', location: authorizeUrl({ ...asked, redirectUri, state }), cookies };
}

/**
 * The data of a link, or why it is refused.
 *
 * @param sealed data of the start link that a callback without a cookie passed on
 */
function readLink(
	{ query, rawQuery }: LinkVisit,
	sealed: LinkData | undefined,
	settings: LoginSettings,
	nowSeconds: number,
): LinkData | Exclude<LoginStart, { kind: 'redirect' }> {
	if (sealed?.approval !== undefined) return { params: {}, approval: sealed.approval };
	if (!sealed && Object.hasOwn(query, APPROVAL_PARAMETER)) return readInquiry(query, settings, nowSeconds);
	const { redirectUri, linkKey, passThrough } = settings;
	if (linkKey === undefined) return readValues(sealed ? queryOf(sealed, settings) : query, settings);
	if (sealed) {
		if (sealed.linkExpires === undefined) return { kind: 'refused', parameter: LINK_SIGN };
		if (sealed.linkExpires < nowSeconds) return { kind: 'expired' };
		return withExpiry(readValues(queryOf(sealed, settings), settings), sealed.linkExpires);
	}
	const names = [...passThrough.map(({ name }) => name), settings.returnTo?.parameter ?? []].flat();
	const signed = readSignedLink(rawQuery, { address: redirectUri, names, key: linkKey }, nowSeconds);
	if (signed.kind === 'forged') return { kind: 'refused', parameter: LINK_SIGN };
	if (signed.kind === 'expired') return signed;
	return withExpiry(readValues(signed.query, settings), signed.expires);
}

/**
 * Whether a link has more data than a login can keep.
 *
 * @param data of the link
 */
export function isTooMuch(data: LinkData): boolean {
	return Buffer.byteLength(JSON.stringify(data)) > MAX_CARRIED_BYTES;
}

function withExpiry(read: ReturnType<typeof readValues>, linkExpires: number): ReturnType<typeof readValues> {
	return 'kind' in read ? read : { ...read, linkExpires };
}

/** The link of an approval page that needs to know who its visitor is, with its own signature. */
function readInquiry(
	query: LinkVisit['query'],
	{ appid, appSecret }: LoginSettings,
	nowSeconds: number,
): ReturnType<typeof readValues> {
	const inquiry = openInquiry(query[APPROVAL_PARAMETER], { appid, secret: appSecret }, nowSeconds);
	return inquiry
		? { params: {}, approval: inquiry.page }
		: { kind: 'refused', parameter: APPROVAL_PARAMETER };
}

function readValues(
	query: LinkVisit['query'],
	settings: LoginSettings,
): LinkData | { kind: 'refused'; parameter: string } {
	const carried = readPassThrough(query, settings.passThrough);
	if ('refused' in carried) return { kind: 'refused', parameter: carried.refused };
	const returnTo = readReturnTo(query, settings);
	if (returnTo === null) return { kind: 'refused', parameter: settings.returnTo?.parameter ?? '' };
	return { params: carried.params, ...(returnTo === undefined ? {} : { returnTo }) };
}

/**
 * Path, attributes and keys of a trigger's cookies.
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
 * @param data of the first link
 */
export function startLink(settings: LoginSettings, data: LinkData): string {
	// The approval page itself asks again who its visitor is.
	if (data.approval !== undefined) return data.approval;
	const values = queryOf(data, settings);
	if (settings.linkKey !== undefined && data.linkExpires !== undefined)
		return signLink(settings.redirectUri, Object.entries(values), data.linkExpires, settings.linkKey);
	const query = new URLSearchParams(values).toString();
	return query === '' ? settings.redirectUri : `${settings.redirectUri}?${query}`;
}

/**
 * The link that starts a login again of which this browser knows only the callback. The data of the first link stays encrypted in it, since
 * it may be another person's.
 *
 * @param settings of the trigger
 * @param query of the callback, as n8n parsed it
 * @returns undefined when the link must have data that is not known
 */
export function sealedStartLink(
	settings: LoginSettings,
	query: Readonly<Record<string, unknown>>,
): string | undefined {
	if (openLinkData(query, cookieScope(settings).keys))
		return `${settings.redirectUri}?${LINK_DATA}=${String(query[LINK_DATA])}`;
	// Without the link's data, a link with a required parameter would only be refused.
	if (settings.linkKey !== undefined) return undefined;
	return settings.passThrough.some(({ pattern }) => pattern !== undefined) ? undefined : settings.redirectUri;
}

/** The query of the start link that had this data. */
function queryOf({ params, returnTo }: LinkData, settings: LoginSettings): Record<string, string> {
	return {
		...params,
		...(returnTo !== undefined && settings.returnTo ? { [settings.returnTo.parameter]: returnTo } : {}),
	};
}

/** @returns undefined when the link has no target, null when it has one that is not allowed */
function readReturnTo(
	query: Readonly<Record<string, unknown>>,
	{ returnTo }: LoginSettings,
): string | undefined | null {
	if (!returnTo || !Object.hasOwn(query, returnTo.parameter)) return undefined;
	const target = query[returnTo.parameter];
	return typeof target === 'string' && isAllowedTarget(target, returnTo.allowedHosts, returnTo.secure)
		? target
		: null;
}
