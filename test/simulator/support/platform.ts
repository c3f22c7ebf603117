import axios, { type AxiosInstance } from 'axios';
import type { AccountView } from '../../../simulator/control/Control';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../simulator/createSimulator';

/** A running simulator with one account, and an HTTP client for its API. */
export interface Platform {
	simulator: Simulator;
	/** Base URL of the API, JSON as text (64-bit numbers!), every status accepted. */
	http: AxiosInstance;
	account: AccountView;
	/** Lines the simulator logged. */
	log: string[];
}

/** Starts a simulator with an account; close it in `afterEach`. */
export async function startPlatform(options: SimulatorOptions = {}): Promise<Platform> {
	const log: string[] = [];
	const simulator = await createSimulator({ seed: 'test', log: (line) => log.push(line), ...options });
	const { account } = await simulator.control.account();
	const http = axios.create({
		baseURL: simulator.urls.api,
		proxy: false,
		validateStatus: () => true,
		transformResponse: (text: string) => text,
	});
	return { simulator, http, account, log };
}

/** Calls an API and parses its answer; 64-bit numbers lose digits here, so take `text` for those. */
export async function call(
	{ http }: Platform,
	path: string,
	body?: unknown,
): Promise<{ status: number; text: string; json: Record<string, unknown>; type: string }> {
	const answer = await http.request<string>({
		url: path,
		method: body === undefined ? 'GET' : 'POST',
		data: body,
	});
	const json: unknown = answer.data === '' ? {} : JSON.parse(answer.data);
	return {
		status: answer.status,
		text: answer.data,
		json: json as Record<string, unknown>,
		type: String(answer.headers['content-type']),
	};
}

/** Asks for a stable token. */
export async function stableToken(platform: Platform, forceRefresh?: boolean) {
	const { appid, secret } = platform.account;
	const body = { grant_type: 'client_credential', appid, secret, force_refresh: forceRefresh };
	const { json } = await call(platform, '/cgi-bin/stable_token', body);
	return { token: String(json.access_token), expiresIn: Number(json.expires_in), errcode: json.errcode };
}

/** Asks for a classic token. */
export async function classicToken(platform: Platform) {
	const { appid, secret } = platform.account;
	const path = `/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`;
	const { json } = await call(platform, path);
	return { token: String(json.access_token), expiresIn: Number(json.expires_in), errcode: json.errcode };
}

/** errcode of a harmless call with this token; 0 when the token is accepted. */
export async function tokenErrcode(platform: Platform, token: string): Promise<number> {
	const { json } = await call(platform, `/cgi-bin/user/get?access_token=${token}`);
	return Number(json.errcode ?? 0);
}
