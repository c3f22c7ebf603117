import { findCode } from '../errors/catalogue';
import { isTokenPath, TOKEN_SERVICE } from '../errors/tokenPaths';
import { PlatformRefusal, ResultUnknown } from '../errors/WechatErrors';
import { classify } from './classify';
import { readJson } from './readJson';
import { sendOrUnknown } from './sendOrUnknown';
import type { ApiHost, ApiPorts } from './wire';
import { writeJson } from './writeJson';

/** Where access tokens come from. */
export type TokenSource =
	| { kind: 'stable'; appid: string; secret: string }
	| { kind: 'classic'; appid: string; secret: string }
	/** The user's own central token service; `header` is sent along when given. */
	| { kind: 'service'; url: string; header?: { name: string; value: string } };

/** A token with the time until which it may be used without asking again. */
export interface StoredToken {
	accessToken: string;
	/** Unix milliseconds; earlier than the platform's own expiry by a margin. */
	expiresAt: number;
	/** Unix milliseconds of the last forced renewal, 0 when there was none. */
	forcedAt: number;
}

/** The platform ignores a second forced renewal within this time. */
const FORCE_INTERVAL_MS = 30_000;
/** The platform itself rotates a stable token five minutes before its end. */
const MARGIN_SECONDS = 300;
const SERVICE_DEFAULT_SECONDS = 120;

/**
 * Gets an access token.
 *
 * Stable tokens are asked for in normal mode first, which costs nothing and disturbs nobody; only when that yields the very
 * token that was rejected is a renewal forced, at most every 30 seconds.
 *
 * @param ports network and clock
 * @param host of the platform's API
 * @param source which kind of token
 * @param past `rejected` the token that the platform refused, `forcedAt` when a renewal was last forced (Unix ms)
 * @throws PlatformRefusal (40013, 40125, 40164, …), ResultUnknown when the endpoint gives no usable answer
 * @see https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken.html
 */
export async function obtainToken(
	ports: ApiPorts,
	host: ApiHost,
	source: TokenSource,
	past: { rejected?: string; forcedAt?: number } = {},
): Promise<StoredToken> {
	const forcedAt = past.forcedAt ?? 0;
	if (source.kind === 'service') return fromService(ports, host, source, forcedAt);
	if (source.kind === 'classic') {
		const query = new URLSearchParams({
			grant_type: 'client_credential',
			appid: source.appid,
			secret: source.secret,
		});
		return request(ports, host, '/cgi-bin/token', { method: 'GET', query: `?${query}` }, forcedAt);
	}
	const ask = (force: boolean, forced: number) =>
		request(
			ports,
			host,
			'/cgi-bin/stable_token',
			{ method: 'POST', body: stableBody(source, force) },
			forced,
		);
	const token = await ask(false, forcedAt);
	const mayForce = ports.now() - forcedAt >= FORCE_INTERVAL_MS;
	return token.accessToken === past.rejected && mayForce ? ask(true, ports.now()) : token;
}

function stableBody(source: { appid: string; secret: string }, force: boolean): string {
	return writeJson({
		grant_type: 'client_credential',
		appid: source.appid,
		secret: source.secret,
		force_refresh: force,
	});
}

async function request(
	ports: ApiPorts,
	host: ApiHost,
	path: string,
	call: { method: 'GET' | 'POST'; query?: string; body?: string },
	forcedAt: number,
): Promise<StoredToken> {
	const response = await sendOrUnknown(ports, path, {
		method: call.method,
		url: `${host.baseUrl}${path}${call.query ?? ''}`,
		headers: call.body === undefined ? {} : { 'content-type': 'application/json' },
		body: call.body,
		timeoutMs: host.timeoutMs,
	});
	const answer = classify(response, path, 'json');
	const data = answer.kind === 'json' ? answer.data : {};
	return tokenFrom(data, ports.now(), forcedAt, path);
}

async function fromService(
	ports: ApiPorts,
	host: ApiHost,
	source: Extract<TokenSource, { kind: 'service' }>,
	forcedAt: number,
): Promise<StoredToken> {
	const path = TOKEN_SERVICE;
	const response = await sendOrUnknown(ports, path, {
		method: 'GET',
		url: source.url,
		headers: source.header ? { [source.header.name]: source.header.value } : {},
		timeoutMs: host.timeoutMs,
	});
	if (response.status < 200 || response.status > 299) {
		throw new ResultUnknown('maybe-sent', `the token service answered HTTP ${response.status}`, path);
	}
	const text = response.body.toString('utf8').trim();
	const json = readJson(text);
	if (typeof json === 'object' && json !== null) {
		classify(response, path, 'json');
		return tokenFrom(json as Record<string, unknown>, ports.now(), forcedAt, path);
	}
	return tokenFrom({ access_token: text }, ports.now(), forcedAt, path);
}

function tokenFrom(
	data: Readonly<Record<string, unknown>>,
	now: number,
	forcedAt: number,
	path: string,
): StoredToken {
	const accessToken = data.access_token;
	if (typeof accessToken !== 'string' || !/^[\x21-\x7e]{16,}$/.test(accessToken)) {
		throw new ResultUnknown('maybe-sent', 'the answer holds no access_token', path);
	}
	const seconds = Number(data.expires_in ?? SERVICE_DEFAULT_SECONDS);
	const usable = Number.isFinite(seconds)
		? Math.max(seconds - MARGIN_SECONDS, seconds / 2)
		: SERVICE_DEFAULT_SECONDS;
	return { accessToken, expiresAt: now + usable * 1000, forcedAt };
}

/** Whether an error comes from where tokens are fetched: without a token, no other call will get through either. */
export function isTokenFailure(error: unknown): boolean {
	if (error instanceof PlatformRefusal) return isTokenPath(error.refusal.path);
	return error instanceof ResultUnknown && isTokenPath(error.path);
}

/** Whether the platform refused a call for its access token, be it replaced, expired or malformed. */
export function isTokenRefused(error: unknown): boolean {
	return error instanceof PlatformRefusal && findCode(error.refusal.errcode)?.retry === 'refresh-token-once';
}
