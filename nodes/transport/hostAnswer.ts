import type { HttpAnswer } from '../../core/page/httpAnswer';
import type { IWebhookFunctions } from 'n8n-workflow';

/** An answer in the form that n8n's `sendResponse` takes. */
export interface SentAnswer {
	statusCode: number;
	headers: Record<string, string>;
	/** Bytes, because n8n loses a string when the trigger's static data changes meanwhile. */
	body: Buffer;
}

/** The part of n8n's response object that the triggers need. */
export interface HostResponse {
	readonly headersSent: boolean;
	readonly writableEnded: boolean;
	/** True once the connection is gone. */
	readonly destroyed?: boolean;
	/** Status of the answer, once it has been written. */
	readonly statusCode: number;
	status(code: number): unknown;
	setHeader(name: string, value: string | string[]): unknown;
	getHeader(name: string): unknown;
	writeHead: (...head: never[]) => unknown;
	end: (body?: Buffer | string, ...rest: never[]) => unknown;
	once(event: 'close', listener: () => void): unknown;
	/** n8n itself answers with this. */
	send: (body?: never) => unknown;
	/** n8n itself answers JSON with this. */
	json: (body?: never) => unknown;
}

/** These have no body, so they must not have a length. */
const WITHOUT_LENGTH = [204, 304];

/**
 * Adds headers that make an answer arrive in one piece: WeChat's check of the server URL reportedly fails on chunked answers.
 *
 * The length is set, because n8n's compression writes the headers before it knows the body. And the answer is marked no-transform, because
 * compression would remove the length from every text of a kilobyte or more.
 *
 * @param answer as it is meant
 * @returns the answer in the form for n8n's `sendResponse`
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-content-length
 */
export function completeAnswer(answer: HttpAnswer): SentAnswer {
	const { status, headers, body } = inOnePiece(answer);
	return { statusCode: status, headers: { ...headers }, body: Buffer.from(body) };
}

function inOnePiece({ status, headers, body }: HttpAnswer): HttpAnswer {
	const isBodiless = WITHOUT_LENGTH.includes(status);
	const caching = headers['cache-control'];
	return {
		status,
		headers: {
			...headers,
			'cache-control': caching ? `${caching}, no-transform` : 'no-transform',
			...(isBodiless ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
		},
		body: isBodiless ? '' : body,
	};
}

/**
 * The response to the request that n8n is handling.
 *
 * @param n8n the webhook's context
 */
export function responseOf(n8n: IWebhookFunctions): HostResponse {
	return n8n.getResponseObject();
}

/**
 * Writes an answer directly, unless one has been written already. n8n's own way of answering would add a sandbox policy.
 *
 * @param response n8n's response
 * @param answer as it is meant
 */
export function writeAnswer(response: HostResponse, answer: HttpAnswer): void {
	if (response.headersSent) return;
	const { status, headers, body } = inOnePiece(answer);
	response.status(status);
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	// A string, because Node writes it together with the headers.
	response.end(body);
}

/**
 * Answers instead of n8n when n8n ends a response without an answer, as it does in queue mode when the workflow gave none.
 *
 * @param response n8n's response, not answered yet
 * @param choose returns the answer at that moment
 */
export function answerSilence(response: HostResponse, choose: () => HttpAnswer): void {
	const end = response.end.bind(response);
	response.end = (body, ...rest) => {
		if (body !== undefined || response.headersSent) return end(body, ...rest);
		writeAnswer(response, choose());
		return response;
	};
}

/**
 * Replaces n8n's answer to the browser, but keeps its timing: n8n answers once the execution is stored or queued (or, when the workflow is
 * to answer, once it has ended without doing so), and with an error when that failed.
 *
 * @param response n8n's response
 * @param choose returns the answer; it gets whether n8n reports success
 */
export function answerInstead(response: HostResponse, choose: (succeeded: boolean) => HttpAnswer): void {
	const chosen = () => choose(response.statusCode < 400);
	const write = () => {
		writeAnswer(response, chosen());
		return response;
	};
	response.send = write;
	response.json = write;
	answerSilence(response, chosen);
}

/**
 * Calls back just before another party's answer begins, when headers can still be set.
 *
 * @param response n8n's response
 * @param act gets the URL that the browser is redirected to, if any
 */
export function beforeHead(response: HostResponse, act: (location: string | undefined) => void): void {
	const { writeHead } = response;
	response.writeHead = (...head) => {
		const location = response.getHeader('location');
		act(typeof location === 'string' ? location : undefined);
		return writeHead.apply(response, head);
	};
}
