import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { AxiosError } from 'axios';
import type { Timers } from '../state/Timers';
import type { AttemptFailure } from './Delivery';

/** The platform closes the connection after this long without a complete answer. */
const TIMEOUT_MS = 5000;
const MAX_ANSWER_BYTES = 1024 * 1024;

/** A reused connection could be closed by the server just as a push begins, and count as a failed attempt. */
const FRESH_CONNECTIONS = {
	httpAgent: new HttpAgent({ keepAlive: false }),
	httpsAgent: new HttpsAgent({ keepAlive: false }),
};

/** The result of an HTTP request to an account's server. */
export type ServerAnswer =
	| {
			status: number;
			body: string;
			/** It had `Transfer-Encoding: chunked`, so no length. */
			chunked: boolean;
	  }
	| { failure: AttemptFailure; failureText: string };

/** A request to an account's server. */
export interface ServerRequest {
	method: 'GET' | 'POST';
	/** May have a query of its own. */
	url: string;
	query: Readonly<Record<string, string>>;
	body?: string;
	contentType?: string;
}

/**
 * Calls an account's server as the platform does: 5 seconds on the platform's clock, no redirects, no proxy.
 *
 * @param abandon aborts the request, as a connection failure
 * @returns the result; never throws for anything the server or the network does
 */
export async function postToServer(
	timers: Timers,
	request: ServerRequest,
	abandon: AbortSignal,
): Promise<ServerAnswer> {
	const timeout = new AbortController();
	// An answer that arrived in time, but was not read yet by a busy process, is read first.
	const cancel = timers.after(TIMEOUT_MS, () => setImmediate(() => timeout.abort()));
	try {
		const answer = await axios.request<ArrayBuffer>({
			method: request.method,
			url: withQuery(request.url, request.query),
			data: request.body === undefined ? undefined : Buffer.from(request.body),
			headers: {
				'User-Agent': 'Mozilla/4.0',
				Accept: '*/*',
				...(request.contentType ? { 'Content-Type': request.contentType } : {}),
			},
			responseType: 'arraybuffer',
			...FRESH_CONNECTIONS,
			maxRedirects: 0,
			maxContentLength: MAX_ANSWER_BYTES,
			proxy: false,
			validateStatus: () => true,
			signal: AbortSignal.any([timeout.signal, abandon]),
		});
		const chunked = /chunked/i.test(String(answer.headers['transfer-encoding'] ?? ''));
		return { status: answer.status, body: Buffer.from(answer.data).toString('utf8'), chunked };
	} catch (error) {
		if (timeout.signal.aborted)
			return { failure: 'timeout', failureText: `no answer within ${TIMEOUT_MS / 1000} s` };
		if (error instanceof AxiosError)
			return { failure: 'connection', failureText: error.code ?? error.message };
		throw error;
	} finally {
		cancel();
	}
}

function withQuery(url: string, query: Readonly<Record<string, string>>): string {
	const [beforeHash = url] = url.split('#');
	const text = new URLSearchParams(query).toString();
	return text === '' ? beforeHash : `${beforeHash}${beforeHash.includes('?') ? '&' : '?'}${text}`;
}
