import { saysBusy, withRenewal } from '../errors/attempts';
import { isTokenPath } from '../errors/tokenPaths';
import { WechatApiError, type Renewal } from '../errors/WechatErrors';
import { classify } from './classify';
import type { TokenKeeper } from './createTokenKeeper';
import { encodeMultipart } from './encodeMultipart';
import { isTokenRefused } from './obtainToken';
import { type CallRule, repeatCall } from './repeatCall';
import type { ApiAnswer, ApiHost, ApiPorts, ApiRequest, WireRequest } from './wire';
import { sendOrUnknown } from './sendOrUnknown';
import { writeJson } from './writeJson';

/** Makes calls of one account. */
export type Caller = (request: ApiRequest, rule: CallRule) => Promise<ApiAnswer>;

/**
 * Makes the function that every call of an account goes through: token, send, classify, recover once, back off.
 *
 * @param ports network, clock, chance
 * @param host of the platform's API
 * @param app AppID and AppSecret, for the calls that carry them
 * @param tokens the account's token
 * @returns a caller; it throws WechatApiError or IndeterminateResultError, and whatever `ports.sleep` rejects with
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
		let renewal: Renewal | undefined;
		// A token endpoint that refuses is not helped by another token.
		const mayRenew = usesToken && !isTokenPath(request.path);
		const renew = async () => void ({ token, renewal } = await tokens.renewed(token));
		try {
			const answer = await repeatCall(
				ports,
				rule,
				async () => await attempt(ports, host, request, body, authQuery(request, app, token), rule.maxBytes),
				mayRenew ? renew : undefined,
			);
			if (usesToken) await tokens.accepted(token);
			return answer;
		} catch (error) {
			if (isTokenRefused(error)) throw withRenewal(error, renewal);
			if (usesToken && showsAccepted(error)) await tokens.accepted(token);
			throw error;
		}
	};
}

/** Whoever is refused for another reason has got past the token; "busy" says nothing. */
function showsAccepted(error: unknown): boolean {
	return error instanceof WechatApiError && !saysBusy(error);
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
	maxBytes: number | undefined,
): Promise<ApiAnswer> {
	const wire: WireRequest = {
		method: request.method,
		url: `${host.baseUrl}${request.path}${queryString({ ...auth, ...request.query })}`,
		headers: encoded.headers,
		body: encoded.body,
		timeoutMs: host.timeoutMs,
		maxBytes,
	};
	return classify(await sendOrUnknown(ports, request.path, wire), request.path, request.expects ?? 'json');
}

function queryString(query: Query): string {
	let text = '';
	for (const [name, value] of Object.entries(query)) {
		if (value !== undefined) text += `${text ? '&' : '?'}${name}=${encodeURIComponent(String(value))}`;
	}
	return text;
}
