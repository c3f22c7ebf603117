import { ResultUnknown } from '../errors/WechatErrors';
import { classify } from './classify';
import type { TokenKeeper } from './createTokenKeeper';
import { encodeMultipart } from './encodeMultipart';
import { isTokenRefusal } from './obtainToken';
import { decideRetry } from './retryRule';
import {
	type ApiAnswer,
	type ApiHost,
	type ApiPorts,
	type ApiRequest,
	SendFailure,
	type WireRequest,
} from './wire';
import { writeJson } from './writeJson';

/** How a call may be treated when its result is unknown. */
export interface CallRule {
	effect: 'read' | 'write';
	/** Whether the platform drops a second copy of this very call. */
	deduplicated?: boolean;
}

/** Makes calls of one account. */
export type Caller = (request: ApiRequest, rule: CallRule) => Promise<ApiAnswer>;

/**
 * Makes the function that every call of an account goes through: token, send, classify, recover once, back off.
 *
 * @param ports network, clock, chance
 * @param host of the platform's API
 * @param app AppID and AppSecret, for the calls that carry them
 * @param tokens the account's token
 * @returns a caller; it throws PlatformRefusal or ResultUnknown, and whatever `ports.sleep` rejects with
 */
export function createCaller(
	ports: ApiPorts,
	host: ApiHost,
	app: { appid: string; secret: string },
	tokens: TokenKeeper,
): Caller {
	return async (request, rule) => {
		const usesToken = (request.auth ?? 'account') === 'account';
		const body = encodeBody(request, ports);
		let token = usesToken ? await tokens.current() : '';
		let tokenRenewed = false;
		for (let attempts = 1; ; attempts++) {
			try {
				return await attempt(ports, host, request, body, authQuery(request, app, token));
			} catch (error) {
				const decision = decideRetry({
					error,
					effect: rule.effect,
					deduplicated: rule.deduplicated ?? false,
					attempts,
					// Without the account's token there is nothing to renew.
					tokenRenewed: tokenRenewed || !usesToken,
					random: ports.random(),
				});
				if (decision.action === 'stop' || isTokenRefusal(error)) throw error;
				if (decision.action === 'renew-token') {
					token = await tokens.renewed(token);
					tokenRenewed = true;
				} else {
					await ports.sleep(decision.delayMs);
				}
			}
		}
	};
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

function authQuery(request: ApiRequest, app: { appid: string; secret: string }, token: string): Query {
	switch (request.auth ?? 'account') {
		case 'account':
			return { access_token: token };
		case 'app':
			return { appid: app.appid, secret: app.secret };
		case 'none':
			return {};
	}
}

interface EncodedBody {
	headers: Readonly<Record<string, string>>;
	body?: string | Buffer;
}

function encodeBody(request: ApiRequest, ports: ApiPorts): EncodedBody {
	if (request.upload) return encodeMultipart(request.upload, ports.random);
	if (request.body) {
		return { headers: { 'content-type': 'application/json; charset=utf-8' }, body: writeJson(request.body) };
	}
	return { headers: {} };
}

async function attempt(
	ports: ApiPorts,
	host: ApiHost,
	request: ApiRequest,
	encoded: EncodedBody,
	auth: Query,
): Promise<ApiAnswer> {
	const wire: WireRequest = {
		method: request.method,
		url: `${host.baseUrl}${request.path}${queryString({ ...auth, ...request.query })}`,
		headers: encoded.headers,
		body: encoded.body,
		timeoutMs: host.timeoutMs,
	};
	try {
		const response = await ports.send(wire);
		return classify(response, request.path, request.expects ?? 'json');
	} catch (error) {
		if (error instanceof SendFailure) throw new ResultUnknown(error.reach, error.message, request.path);
		throw error;
	}
}

function queryString(query: Query): string {
	const entries = Object.entries(query).flatMap(([name, value]) =>
		value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
	);
	return entries.length === 0 ? '' : `?${entries.join('&')}`;
}
