import { createHash } from 'node:crypto';
import { checkAppId, checkAppSecret, checkEncodingAesKey, checkToken } from '../../core/account/accountRules';
import { readHeader } from '../../core/account/headerField';
import { readTokenPath } from '../../core/account/tokenPath';
import { typedText } from '../../core/text/typedText';
import { readAddress, readOrigin } from '../../core/account/serverAddress';
import { readForced, writeForced } from '../../core/api/forcedRenewals';
import type { StoredToken, TokenSource } from '../../core/api/obtainToken';
import type { ApiHost } from '../../core/api/wire';
import type { PushAccount, PushMode } from '../../core/protocol/openPush';

/** The name of the credential type. */
export const CREDENTIAL = 'wechatMpApi';

/** The host of WeChat's own web authorization page. */
export const WECHAT_OPEN_HOST = 'https://open.weixin.qq.com';

/** The fields of the credential as n8n returns them, decrypted. */
export type RawCredential = Readonly<Record<string, unknown>>;

/** The part of a credential that API calls need. */
export interface ApiAccount {
	appid: string;
	secret: string;
	host: ApiHost;
	source: TokenSource;
	/** The token in the credential store, valid or not. */
	stored: StoredToken | undefined;
	/** Identifies the account and its token source without revealing either; a stored token is valid for one of these only. */
	fingerprint: string;
	/** Values that must never be shown. */
	secrets: readonly string[];
}

const TIMEOUT_MS = 30_000;

/**
 * Reads the part of a credential that API calls need.
 *
 * @param raw the decrypted credential
 * @throws InvalidInputError naming the field that is missing or malformed
 */
export function readApiAccount(raw: RawCredential): ApiAccount {
	const appid = checkAppId(text(raw, 'appId'));
	const secret = text(raw, 'appSecret');
	const source = readTokenSource(raw, appid, secret);
	const host = { baseUrl: readApiHost(raw), timeoutMs: TIMEOUT_MS };
	const fingerprint = createHash('sha256')
		.update(JSON.stringify([appid, source, host.baseUrl]))
		.digest('hex');
	const stored = readStoredToken(raw, fingerprint);
	return { appid, secret, host, source, stored, fingerprint, secrets: secretsOf(raw) };
}

/**
 * Reads the part of a credential that pushes need.
 *
 * @param raw the decrypted credential
 * @throws InvalidInputError naming the field that is missing or malformed
 */
export function readPushAccount(raw: RawCredential): PushAccount {
	const mode = readMode(raw);
	const appid = checkAppId(text(raw, 'appId'));
	const token = checkToken(text(raw, 'token'));
	if (mode === 'plain') return { appid, token, mode };
	const encodingAesKey = checkEncodingAesKey(text(raw, 'encodingAesSecretKey'));
	const previous = text(raw, 'previousEncodingAesSecretKey');
	if (previous === '') return { appid, token, mode, encodingAesKey };
	const previousEncodingAesKey = checkEncodingAesKey(previous, 'Previous EncodingAESKey');
	return { appid, token, mode, encodingAesKey, previousEncodingAesKey };
}

/**
 * Reads the part of a credential that pushes need, if there is one: an account used only for sending leaves Token and keys empty.
 *
 * @param raw the decrypted credential
 * @returns undefined when no field of that part is filled in
 * @throws InvalidInputError naming the field that is missing or malformed
 */
export function readFilledPushAccount(raw: RawCredential): PushAccount | undefined {
	// The editor hides the keys in plain mode; values left in them have no effect.
	const keys = readMode(raw) === 'plain' ? [] : ['encodingAesSecretKey', 'previousEncodingAesSecretKey'];
	const isFilled = ['token', ...keys].some((name) => text(raw, name) !== '');
	return isFilled ? readPushAccount(raw) : undefined;
}

function readMode(raw: RawCredential): PushMode {
	return (text(raw, 'messageEncryption') || 'plain') as PushMode;
}

const SECRET_FIELDS = [
	'appSecret',
	'token',
	'encodingAesSecretKey',
	'previousEncodingAesSecretKey',
	'serviceHeaderSecret',
	'linkSigningSecret',
	'accessToken',
];

/**
 * Collects the values of a credential that must never appear in an output, log or error, both as typed and as sent. The URL of a token
 * service may contain a key in its query.
 *
 * @param raw the decrypted credential
 */
export function secretsOf(raw: RawCredential): string[] {
	const typed = SECRET_FIELDS.map((name) => asText(raw[name])).flatMap((value) => [
		value.trim(),
		typedText(value),
	]);
	return [...new Set([...typed, ...keysInQuery(text(raw, 'serviceUrl'))])].filter(Boolean);
}

function keysInQuery(address: string): string[] {
	return URL.canParse(address) ? [...new URL(address).searchParams.values()] : [];
}

/** The origins of WeChat's authorization pages and of mp.weixin.qq.com, or their replacements, without a trailing slash. */
export function readPageHosts(raw: RawCredential): { open: string; mp: string } {
	return {
		open: readOrigin(text(raw, 'openHost') || WECHAT_OPEN_HOST, 'Authorize Page Host'),
		mp: readOrigin(text(raw, 'mpHost') || 'https://mp.weixin.qq.com', 'MP Page Host'),
	};
}

/**
 * The hidden fields that store a token in the credential; `renewalMarker` stays empty so that n8n calls preAuthentication before every
 * request.
 */
export function toStoredFields(token: StoredToken, fingerprint: string): Record<string, string> {
	return {
		renewalMarker: '',
		accessToken: token.accessToken,
		expiresAt: String(token.expiresAt),
		forcedAt: writeForced(token.forced),
		tokenOwner: fingerprint,
	};
}

function readApiHost(raw: RawCredential): string {
	const choice = text(raw, 'apiHost') || 'https://api.weixin.qq.com';
	return choice === 'custom'
		? readOrigin(text(raw, 'customApiHost'), 'Custom API Host')
		: readOrigin(choice, 'API Host');
}

function readTokenSource(raw: RawCredential, appid: string, secret: string): TokenSource {
	const kind = text(raw, 'accessSource') || 'stable';
	if (kind === 'service') {
		const url = readAddress(text(raw, 'serviceUrl'), 'Token Service URL');
		const header = readHeader(text(raw, 'serviceHeaderName'), text(raw, 'serviceHeaderSecret'));
		const path = readTokenPath(text(raw, 'servicePath'));
		return { kind: 'service', url, ...(header ? { header } : {}), ...(path.length > 0 ? { path } : {}) };
	}
	checkAppSecret(secret);
	return { kind: kind === 'classic' ? 'classic' : 'stable', appid, secret };
}

/** The claim of the process that is fetching a token, written by {@link toClaim}. */
export function readClaim(raw: RawCredential): string {
	return text(raw, 'askedBy');
}

/** The hidden fields that store a claim in the credential. */
export function toClaim(claim: string): Record<string, string> {
	return { renewalMarker: '', askedBy: claim };
}

/** A token that was fetched for another AppID, secret or host does not count. */
function readStoredToken(raw: RawCredential, fingerprint: string): StoredToken | undefined {
	const accessToken = text(raw, 'accessToken');
	if (!accessToken || text(raw, 'tokenOwner') !== fingerprint) return undefined;
	return {
		accessToken,
		expiresAt: Number(text(raw, 'expiresAt')),
		forced: readForced(text(raw, 'forcedAt')),
	};
}

/** The normalized text of a field. */
function text(raw: RawCredential, name: string): string {
	return typedText(asText(raw[name]));
}

function asText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
