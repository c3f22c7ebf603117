import { controlFlowOf } from '../errors/catalogue';
import { TOKEN_SERVICE } from '../errors/tokenPaths';
import { WechatApiError, IndeterminateResultError } from '../errors/WechatErrors';
import { classify } from './classify';
import { type ForcedRenewals, NEVER_FORCED, nextForceAt, withForced } from './forcedRenewals';
import { isRecord } from '../json/isRecord';
import { readJson } from '../json/readJson';
import { readServiceToken } from './readServiceToken';
import { type ApiHost, type ApiPorts, MAX_SHORT_ANSWER_BYTES } from './wire';
import { writeJson } from '../json/writeJson';

/** Where access tokens come from. */
export type TokenSource =
	| { kind: 'stable'; appid: string; secret: string }
	| { kind: 'classic'; appid: string; secret: string }
	/** The user's own central token service; `header` is sent along when given, `path` names the token in nested JSON. */
	| {
			kind: 'service';
			url: string;
			header?: { name: string; value: string };
			path?: readonly string[];
	  };

/** A token, and until when it may be used. */
export interface StoredToken {
	accessToken: string;
	/** Unix milliseconds; earlier than WeChat's own expiry by a margin. */
	expiresAt: number;
	/** What is known of forced renewals. */
	forced: ForcedRenewals;
}

/** What happened before a request for a token. */
export interface TokenPast {
	/** The token that WeChat has refused; left out where there is none, or it has expired. */
	refused?: StoredToken;
	forced?: ForcedRenewals;
	/** Called before a forced renewal is requested, since its answer may be lost. */
	noteForced?: (forced: ForcedRenewals) => void;
}

/** WeChat itself rotates a stable token five minutes before it expires. */
const MARGIN_SECONDS = 300;
/** Assumed lifetime of a token whose lifetime is not known; half of it is used. */
const DEFAULT_SECONDS = 120;
/** Upper limit of a plausible lifetime; WeChat's tokens last two hours. */
const LONGEST_SECONDS = 86_400;

/**
 * Gets an access token.
 *
 * Stable tokens are first requested in normal mode, which costs nothing and affects no other program; a renewal is forced only when that
 * returns the very token that was refused. The other sources have no such mode: after a refusal they are asked again only as often as
 * `nextForceAt` allows, and until then the refused token is returned.
 *
 * @param ports network and clock
 * @param host of WeChat's API
 * @param source which kind of token
 * @param past what is known of refused tokens and forced renewals
 * @throws WechatApiError (40013, 40125, 40164, …), IndeterminateResultError when the endpoint gives no usable answer
 * @see https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken.html
 */
export async function obtainToken(
	ports: ApiPorts,
	host: ApiHost,
	source: TokenSource,
	past: TokenPast = {},
): Promise<StoredToken> {
	const { refused, forced = NEVER_FORCED } = past;
	const mayForce = () => nextForceAt(forced, source.kind, ports.now()) <= ports.now();
	const force = () => {
		const known = withForced(forced, ports.now());
		past.noteForced?.(known);
		return known;
	};
	if (source.kind === 'stable') {
		const token = await fromPlatform(ports, host, source, false, forced);
		if (token.accessToken !== refused?.accessToken || !mayForce()) return token;
		return await fromPlatform(ports, host, source, true, force());
	}
	if (refused && !mayForce()) return { ...refused, forced };
	const known = refused ? force() : forced;
	return source.kind === 'service'
		? await fromService(ports, host, source, known)
		: await fromPlatform(ports, host, source, false, known);
}

async function fromPlatform(
	ports: ApiPorts,
	host: ApiHost,
	source: Extract<TokenSource, { appid: string }>,
	force: boolean,
	forced: ForcedRenewals,
): Promise<StoredToken> {
	const account = { grant_type: 'client_credential', appid: source.appid, secret: source.secret };
	const isStable = source.kind === 'stable';
	const path = isStable ? '/cgi-bin/stable_token' : '/cgi-bin/token';
	const response = await ports.send({
		path,
		method: isStable ? 'POST' : 'GET',
		url: `${host.baseUrl}${path}${isStable ? '' : `?${new URLSearchParams(account)}`}`,
		headers: isStable ? { 'content-type': 'application/json' } : {},
		body: isStable ? writeJson({ ...account, force_refresh: force }) : undefined,
		timeoutMs: host.timeoutMs,
		maxBytes: MAX_SHORT_ANSWER_BYTES,
	});
	const answer = classify(response, path, 'json');
	return tokenFrom(answer.kind === 'json' ? answer.data : {}, ports.now(), forced, path);
}

async function fromService(
	ports: ApiPorts,
	host: ApiHost,
	source: Extract<TokenSource, { kind: 'service' }>,
	forced: ForcedRenewals,
): Promise<StoredToken> {
	const path = TOKEN_SERVICE;
	const response = await ports.send({
		path,
		method: 'GET',
		url: source.url,
		headers: source.header ? { [source.header.name]: source.header.value } : {},
		timeoutMs: host.timeoutMs,
		maxBytes: MAX_SHORT_ANSWER_BYTES,
	});
	if (response.status < 200 || response.status > 299) {
		throw new IndeterminateResultError(
			'maybe-sent',
			`the token service answered HTTP ${response.status}`,
			path,
		);
	}
	const text = response.body.toString('utf8');
	// A service may pass on WeChat's answer, including a refusal.
	if (isRecord(readJson(text))) classify(response, path, 'json');
	const { access_token, expires_in } = readServiceToken(response.body, source.path ?? []);
	return stored(access_token, believable(expires_in), ports.now(), forced);
}

function tokenFrom(
	data: Readonly<Record<string, unknown>>,
	now: number,
	forced: ForcedRenewals,
	path: string,
): StoredToken {
	const accessToken = data.access_token;
	if (typeof accessToken !== 'string' || !/^[\x21-\x7e]{16,}$/.test(accessToken)) {
		throw new IndeterminateResultError('maybe-sent', 'the response contains no access_token', path);
	}
	return stored(accessToken, believable(data.expires_in), now, forced);
}

/** A plausible lifetime in seconds; anything else, such as a point in time or milliseconds, is ignored. */
function believable(seconds: unknown): number {
	const known = typeof seconds === 'string' || typeof seconds === 'number' ? Number(seconds) : NaN;
	return known > 0 && known <= LONGEST_SECONDS ? known : DEFAULT_SECONDS;
}

function stored(accessToken: string, seconds: number, now: number, forced: ForcedRenewals): StoredToken {
	return { accessToken, expiresAt: now + Math.max(seconds - MARGIN_SECONDS, seconds / 2) * 1000, forced };
}

/**
 * Whether a token may be used.
 *
 * @param now Unix milliseconds; a token that would last longer than any can was stored by a clock that ran ahead, or is damaged
 */
export function isFresh(token: StoredToken, now: number): boolean {
	return token.expiresAt > now && token.expiresAt - now <= LONGEST_SECONDS * 1000;
}

/** Whether WeChat refused a call for its access token: replaced, expired or malformed. */
export function isTokenRefused(error: unknown): boolean {
	return (
		error instanceof WechatApiError && controlFlowOf(error.refusal.errcode).retry === 'refresh-token-once'
	);
}
