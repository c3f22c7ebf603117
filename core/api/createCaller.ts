import { saysBusy, withRenewal } from '../errors/attempts';
import { isTokenFailure, isTokenPath } from '../errors/tokenPaths';
import { WechatApiError, type Renewal } from '../errors/WechatErrors';
import { classify, requirePromised } from './classify';
import type { TokenKeeper } from './createTokenKeeper';
import { encodeMultipart } from './encodeMultipart';
import { isTokenRefused } from './obtainToken';
import { type CallRule, repeatCall } from './repeatCall';
import {
	type ApiAnswer,
	type ApiHost,
	type ApiPorts,
	type ApiRequest,
	MAX_ANSWER_BYTES,
	MAX_SHORT_ANSWER_BYTES,
} from './wire';
import { writeJson } from '../json/writeJson';

/** Starts a call when the limits of its run allow it, or rejects; returns what the call returns. */
export type Gate = (call: () => Promise<ApiAnswer>) => Promise<ApiAnswer>;

/** Makes calls of one account; `gate` comes before everything else, including the request for a token. */
export type Caller = (request: ApiRequest, rule: CallRule & { gate?: Gate }) => Promise<ApiAnswer>;

/** The token that a call carries, which may be renewed between two attempts. */
interface CarriedToken {
	value: string;
	renewal?: Renewal;
}

/**
 * Creates the function that every call of an account goes through, in four layers: the gate lets it begin; `tracking` gives it a token and
 * notes whether WeChat accepts it; `retry` repeats it as often as the rule allows; `sending` makes it once.
 *
 * @param ports network, clock, randomness
 * @param host of WeChat's API
 * @param app AppID and AppSecret, for the calls that carry them
 * @param tokens gives out the account's token
 * @returns a caller; it throws WechatApiError or IndeterminateResultError, and whatever `ports.sleep` or the gate rejects with
 */
export function createCaller(
	ports: ApiPorts,
	host: ApiHost,
	app: { appid: string; secret: string },
	tokens: TokenKeeper,
): Caller {
	return (request, rule) => {
		const token: CarriedToken = { value: '' };
		const send = sending(ports, rule, host.timeoutMs, request, () => urlOf(request, host, app, token.value));
		const retry: Retry = (renew) => repeatCall(ports, rule, send, renew);
		const track = tracking(tokens, request, token, retry);
		return rule.gate ? rule.gate(track) : track();
	};
}

function mostBytes({ effect, maxBytes }: CallRule): number {
	return maxBytes ?? (effect === 'read' ? MAX_ANSWER_BYTES : MAX_SHORT_ANSWER_BYTES);
}

type Retry = (renewToken: (() => Promise<void>) | undefined) => Promise<ApiAnswer>;

function tracking(
	tokens: TokenKeeper,
	request: ApiRequest,
	token: CarriedToken,
	retry: Retry,
): () => Promise<ApiAnswer> {
	if ((request.auth ?? 'account') !== 'account') return () => retry(undefined);
	const renew = async () => {
		const { token: value, renewal } = await tokens.renewed(token.value);
		Object.assign(token, { value, renewal });
	};
	return async () => {
		token.value = await tokens.current();
		try {
			// A token endpoint that refuses a call does not need another token.
			const answer = await retry(isTokenPath(request.path) ? undefined : renew);
			await tokens.accepted(token.value);
			return answer;
		} catch (error) {
			if (isTokenRefused(error)) throw withRenewal(error, token.renewal);
			if (showsAccepted(error)) await tokens.accepted(token.value);
			throw error;
		}
	};
}

/**
 * Whether an error shows that WeChat accepted the token: a refusal for another reason does; "system busy" says nothing, nor does a refusal
 * to issue a new token.
 */
function showsAccepted(error: unknown): boolean {
	return error instanceof WechatApiError && !saysBusy(error) && !isTokenFailure(error);
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
	if (request.upload || request.form) return encodeMultipart(request, ports.random);
	if (request.body) {
		return { headers: { 'content-type': 'application/json; charset=utf-8' }, body: writeJson(request.body) };
	}
	return { headers: {} };
}

/** Sends the request once; its body is encoded before the first attempt, and not before the gate lets that begin. */
function sending(
	ports: ApiPorts,
	rule: CallRule,
	timeoutMs: number,
	request: ApiRequest,
	url: () => string,
): () => Promise<ApiAnswer> {
	const { method, path, expects = 'json' } = request;
	const maxBytes = mostBytes(rule);
	const { effect, promised = effect === 'write' ? [] : 'anything' } = rule;
	let encoded: EncodedBody | undefined;
	return async () => {
		encoded ??= encodeBody(request, ports);
		const wire = { path, method, url: url(), ...encoded, timeoutMs, maxBytes, expects };
		const answer = classify(await ports.send(wire), path, expects);
		return promised === 'anything' ? answer : requirePromised(answer, promised, path);
	};
}

function urlOf(
	request: ApiRequest,
	{ baseUrl }: ApiHost,
	app: { appid: string; secret: string },
	token: string,
): string {
	return `${baseUrl}${request.path}${queryString({ ...authQuery(request, app, token), ...request.query })}`;
}

function queryString(query: Query): string {
	let text = '';
	for (const [name, value] of Object.entries(query)) {
		if (value !== undefined)
			text += `${text ? '&' : '?'}${name}=${encodeURIComponent(String(value).toWellFormed())}`;
	}
	return text;
}
