import { randomUUID } from 'node:crypto';
import type { AxiosInstance, AxiosResponse, Method } from 'axios';
import axios from 'axios';

/** n8n refused a call, or did not answer. */
export class HostApiError extends Error {
	override readonly name = 'HostApiError';

	/**
	 * @param attempted purpose of the call, e.g. `activate workflow "Welcome"`
	 * @param status HTTP status; undefined when there was no answer
	 * @param body of n8n's answer, as text
	 */
	constructor(
		readonly attempted: string,
		readonly call: string,
		readonly status: number | undefined,
		readonly body: string,
	) {
		super(`Could not ${attempted}: ${call} answered ${status ?? 'nothing'}: ${body.slice(0, 2_000)}`);
	}
}

/** One call of n8n's REST interface. */
export interface Call {
	/** Purpose of the call, for its error: `create credential "WeChat"`. */
	attempt: string;
	method: Method;
	/** Path below `/rest`, with its leading slash. */
	path: string;
	query?: Record<string, string | number>;
	body?: unknown;
}

/** n8n's REST interface as the editor uses it, with the cookie of one login. */
export class RestSession {
	private readonly http: AxiosInstance;
	private cookie: string | undefined;

	/** @param origin e.g. `http://127.0.0.1:5678` */
	constructor(origin: string) {
		this.http = axios.create({
			baseURL: `${origin}/rest`,
			timeout: 60_000,
			// Loopback needs no proxy, even if the environment sets one.
			proxy: false,
			// n8n binds the cookie to this header, so it has to stay the same.
			headers: { 'browser-id': randomUUID() },
			validateStatus: () => true,
		});
	}

	/**
	 * Makes one call.
	 *
	 * @returns the `data` part of the answer
	 * @throws HostApiError on any status but 2xx, and when there is no answer
	 */
	async call<T>({ attempt, method, path, query, body }: Call): Promise<T> {
		const shown = `${method} /rest${path}`;
		let response: AxiosResponse<unknown>;
		try {
			response = await this.http.request<unknown>({
				method,
				url: path,
				params: query,
				data: body,
				headers: this.cookie ? { cookie: this.cookie } : {},
			});
		} catch (error) {
			// Not as `cause`: axios keeps the request there, including password and cookie.
			throw new HostApiError(
				attempt,
				shown,
				undefined,
				error instanceof Error ? error.message : String(error),
			);
		}
		if (response.status < 200 || response.status > 299) {
			throw new HostApiError(attempt, shown, response.status, asText(response.data));
		}
		this.keepCookie(response.headers['set-cookie']);
		return unwrap(response.data) as T;
	}

	private keepCookie(cookies: string[] | undefined): void {
		const own = cookies?.find((cookie) => cookie.startsWith('n8n-auth='));
		if (own) this.cookie = own.split(';', 1)[0];
	}
}

function asText(body: unknown): string {
	return typeof body === 'string' ? body : JSON.stringify(body);
}

function unwrap(body: unknown): unknown {
	return typeof body === 'object' && body !== null && 'data' in body ? body.data : body;
}
