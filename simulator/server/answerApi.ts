import type { IncomingHttpHeaders } from 'node:http';
import { RawAnswer, type AccountCall, type Answer, type OpenCall, type Route } from '../areas/Area';
import { checkToken } from '../areas/tokens/checkToken';
import { ApiError } from '../errors/ApiError';
import { isRecord } from '../isRecord';
import type { World } from '../World';
import type { Account } from '../state/Account';
import { printJson } from './printJson';
import { spendQuota } from './quota';
import type { Router } from './Router';

const JSON_TYPE = 'application/json; encoding=utf-8';
const NO_JSON = Object.freeze({});

/** An API request as read from the connection. */
export interface ApiRequest {
	method: string;
	path: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	body: Buffer;
	remoteAddress: string;
}

/** An answer ready to be written, with data for the log. */
export interface ApiResponse {
	status: number;
	headers: Readonly<Record<string, string>>;
	body: string | Buffer;
	errcode: number;
	appid: string | null;
}

/**
 * Answers one API call: route, access token, permission, method, quota, body, then the route's own rules.
 *
 * Refusals are printed as by the platform: HTTP 200, errcode, errmsg with a rid. A path without a route is answered as by the platform's
 * gateway, with 40066; it is counted in the store and logged, so that it is not mistaken for a rule of WeChat.
 */
export async function answerApi(world: World, router: Router, request: ApiRequest): Promise<ApiResponse> {
	const seen: { account: Account | null; contentType: string } = { account: null, contentType: JSON_TYPE };
	try {
		const found = router.find(request.method, request.path);
		if (found === 'unknown') return unknownRoute(world, request);
		const route = found === 'wrong-method' ? router.any(request.path) : found;
		if (route?.contentType) seen.contentType = route.contentType;
		if (route?.auth === 'access_token') seen.account = checkToken(world, request.query.get('access_token'));
		if (found === 'wrong-method') throw new ApiError(route?.method === 'GET' ? 43001 : 43002);
		const answer = await callRoute(world, found, request, seen.account);
		return success(answer, seen.contentType, seen.account);
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		return refused(world, error, seen.contentType, seen.account);
	}
}

function callRoute(
	world: World,
	route: Route,
	request: ApiRequest,
	account: Account | null,
): Answer | Promise<Answer> {
	if (route.auth === 'none') return route.handle(openCall(world, route, request));
	if (!account) throw new ApiError(41001);
	if (!route.permits.includes(account.kind)) throw new ApiError(48001);
	const fewer = account.kind === 'test-number' ? route.perDayTestNumber : undefined;
	spendQuota(world.clock, account, route.path, { perDay: fewer ?? route.perDay });
	const call: AccountCall = { ...openCall(world, route, request), account };
	return route.handle(call);
}

function openCall(world: World, route: Route, request: ApiRequest): OpenCall {
	const json = route.body === 'json' ? readJson(request.body) : NO_JSON;
	const { query, headers, remoteAddress, body } = request;
	return { world, query, headers, remoteAddress, raw: body, json };
}

function readJson(body: Buffer): Readonly<Record<string, unknown>> {
	if (body.length === 0) throw new ApiError(44002);
	try {
		const value: unknown = JSON.parse(body.toString('utf8'));
		if (isRecord(value)) return value;
	} catch {
		throw new ApiError(47001);
	}
	throw new ApiError(47001);
}

function success(answer: Answer, contentType: string, account: Account | null): ApiResponse {
	const appid = account?.appid ?? null;
	if (answer instanceof RawAnswer) {
		const headers = { 'content-type': answer.contentType, ...answer.headers };
		return { status: answer.status, headers, body: answer.body, errcode: 0, appid };
	}
	const headers = { 'content-type': contentType };
	const errcode = typeof answer.errcode === 'number' ? answer.errcode : 0;
	return { status: 200, headers, body: printJson(answer), errcode, appid };
}

function refused(world: World, refusal: ApiError, contentType: string, account: Account | null): ApiResponse {
	const body = printError(world, refusal);
	const headers = { 'content-type': contentType };
	return { status: 200, headers, body, errcode: refusal.errcode, appid: account?.appid ?? null };
}

/** Prints a refusal as the platform does: errcode, errmsg ending in the rid, then any further data of the code. */
export function printError(world: World, refusal: ApiError): string {
	const rid = world.ids.rid(world.clock.nowSeconds());
	return printJson({ errcode: refusal.errcode, errmsg: `${refusal.errmsg} rid: ${rid}`, ...refusal.details });
}

function unknownRoute(world: World, request: ApiRequest): ApiResponse {
	const name = `${request.method} ${request.path}`;
	const { unknownRoutes } = world.store;
	unknownRoutes.set(name, (unknownRoutes.get(name) ?? 0) + 1);
	world.log(`unknown route ${name}: the simulator does not have it`);
	return refused(world, new ApiError(40066), JSON_TYPE, null);
}
