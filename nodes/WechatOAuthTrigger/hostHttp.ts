import type { IWebhookFunctions } from 'n8n-workflow';
import type { PageAnswer } from '../../core/oauth/PageAnswer';

/** As much of n8n's response object as the trigger needs. */
export interface HostResponse {
	readonly headersSent: boolean;
	readonly writableEnded: boolean;
	readonly statusCode: number;
	status(code: number): unknown;
	setHeader(name: string, value: string | string[]): unknown;
	end(body: string): unknown;
	send: (body?: never) => unknown;
	json: (body?: never) => unknown;
}

/** What a visitor's browser says. */
export interface Visit {
	/** Parsed by n8n: values may be lists or objects, since the visitor chooses them. */
	query: Readonly<Record<string, unknown>>;
	cookieHeader: string | undefined;
	acceptLanguage: string | undefined;
	userAgent: string;
}

/**
 * Reads the request that n8n is handling.
 *
 * @param n8n the webhook's context
 */
export function visitOf(n8n: IWebhookFunctions): Visit {
	const { query, headers } = n8n.getRequestObject();
	return {
		query: query as Readonly<Record<string, unknown>>,
		cookieHeader: headers.cookie,
		acceptLanguage: headers['accept-language'],
		userAgent: headers['user-agent'] ?? '',
	};
}

/**
 * The response to it.
 *
 * @param n8n the webhook's context
 */
export function responseOf(n8n: IWebhookFunctions): HostResponse {
	return n8n.getResponseObject();
}

/**
 * Writes an answer, unless one has been written already. n8n's own way of answering would put a sandbox policy on our pages.
 *
 * @param response n8n's response
 * @param answer complete
 */
export function writeAnswer(response: HostResponse, answer: PageAnswer): void {
	if (response.headersSent || response.writableEnded) return;
	response.status(answer.status);
	for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
	response.end(answer.body);
}

/**
 * Lets n8n decide when the browser is answered, and us decide with what: n8n answers once the execution is stored or queued
 * (or, when the workflow is to answer, once it has ended without doing so), and with an error when that failed.
 *
 * @param response n8n's response
 * @param choose gives the answer; it gets whether n8n reports success
 */
export function answerInstead(response: HostResponse, choose: (succeeded: boolean) => PageAnswer): void {
	const write = () => {
		writeAnswer(response, choose(response.statusCode < 400));
		return response;
	};
	response.send = write;
	response.json = write;
}
