import type { HttpAnswer } from '../../core/oauth/httpAnswer';
import type { IWebhookFunctions } from 'n8n-workflow';

/** An answer in the form that n8n's `sendResponse` takes. */
export interface SentAnswer {
	statusCode: number;
	headers: Record<string, string>;
	/** Bytes, because n8n loses a text when the trigger's static data changes meanwhile. */
	body: Buffer;
}

/** As much of n8n's response object as the triggers need. */
export interface HostResponse {
	readonly headersSent: boolean;
	readonly writableEnded: boolean;
	/** True once the connection is gone. */
	readonly destroyed?: boolean;
	/** Of the answer, once it has been written. */
	readonly statusCode: number;
	status(code: number): unknown;
	setHeader(name: string, value: string | string[]): unknown;
	getHeader(name: string): unknown;
	writeHead: (...head: never[]) => unknown;
	end: (body?: Buffer | string, ...rest: never[]) => unknown;
	once(event: 'close', listener: () => void): unknown;
	/** How n8n itself answers. */
	send: (body?: never) => unknown;
	/** How n8n itself answers with JSON. */
	json: (body?: never) => unknown;
}

/** These have no body, so that a length would be that of something else. */
const WITHOUT_LENGTH = [204, 304];

/**
 * Adds what makes an answer arrive in one piece: WeChat's check of the server URL is reported to fail on chunked answers.
 *
 * Its length is stated, because n8n's compression writes the head before it knows the body. And it is not to be
 * transformed, because compression takes the length away again from every text of a kilobyte and more.
 *
 * @param answer as it is meant
 * @returns the same for n8n's `sendResponse`
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
 * Writes an answer past n8n, unless one has been written already. n8n's own way of answering would put a sandbox policy on it.
 *
 * @param response n8n's response
 * @param answer as it is meant
 */
export function writeAnswer(response: HostResponse, answer: HttpAnswer): void {
	if (response.headersSent || response.writableEnded) return;
	const { status, headers, body } = inOnePiece(answer);
	response.status(status);
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	// A text, because Node writes it together with the head.
	response.end(body);
}

/**
 * Answers in place of n8n when n8n ends a response without an answer, as it does in queue mode when the workflow has given no
 * answer.
 *
 * @param response n8n's response, not answered yet
 * @param choose gives the answer at that moment
 */
export function answerSilence(response: HostResponse, choose: () => HttpAnswer): void {
	const end = response.end.bind(response);
	response.end = (body, ...rest) => {
		if (body !== undefined || response.headersSent || response.writableEnded) return end(body, ...rest);
		writeAnswer(response, choose());
		return response;
	};
}

/**
 * Lets n8n decide when the browser is answered, and us decide with what: n8n answers once the execution is stored or queued
 * (or, when the workflow is to answer, once it has ended without doing so), and with an error when that failed.
 *
 * @param response n8n's response
 * @param choose gives the answer; it gets whether n8n reports success
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
