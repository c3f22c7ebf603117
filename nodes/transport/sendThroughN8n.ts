import type { IHttpRequestOptions } from 'n8n-workflow';
import { isRecord } from '../../core/json/isRecord';
import type { WireRequest, WireResponse } from '../../core/api/wire';
import { IndeterminateResultError, InvalidInputError, type Reach } from '../../core/errors/WechatErrors';
import { type AbortGroup, abortGroup } from './abortGroup';
import { type AnswerStream, readCapped } from './readCapped';

/** A function of n8n that sends a request: `helpers.httpRequest` or one that adds authentication. */
export type N8nRequest = (options: IHttpRequestOptions) => Promise<unknown>;

/** Failures before a request left this machine, by Node.js error code. */
const NOT_SENT: Readonly<Record<string, string>> = {
	ENOTFOUND: 'the host name could not be resolved (DNS)',
	EAI_AGAIN: 'the host name could not be resolved (DNS did not answer)',
	ECONNREFUSED: 'the connection was refused',
	EHOSTUNREACH: 'there is no route to the host',
	ENETUNREACH: 'the network cannot be reached',
	ERR_INVALID_URL: 'the API host is not a valid address',
};

/** Errors of n8n's protection against requests into its own network (SSRF), by name; they have no code. */
const BLOCKED: ReadonlySet<unknown> = new Set(['SsrfBlockedIpError', 'SsrfBlockedHostnameError']);

/** Routing failures, which can also affect an open connection. */
const NO_ROUTE: ReadonlySet<string> = new Set(['EHOSTUNREACH', 'ENETUNREACH']);

/**
 * A refused certificate, which ends the connection before the request is sent. Any other TLS failure may occur after the request was
 * received.
 */
const CERTIFICATE =
	/^(CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_TLS_CERT_)/;

const TLS = /^(ERR_SSL_|ERR_TLS_|EPROTO)/;

const LOST: Readonly<Record<string, string>> = {
	ECONNRESET: 'the connection was closed before an answer came',
	EPIPE: 'the connection was closed before an answer came',
	ECONNABORTED: 'no answer came in time',
	ETIMEDOUT: 'no answer came in time',
	ERR_CANCELED: 'the execution was stopped while waiting for the answer',
};

/**
 * Sends a request through n8n (proxy settings, SSRF guard, cancellation) and returns the answer unchanged, whatever its status.
 *
 * @param request n8n's function
 * @param wire the complete request
 * @param calls of the same execution
 * @throws IndeterminateResultError saying whether anything may have been sent, without the URL; InvalidInputError when the answer is a file
 *   that is larger than the request allows
 */
export async function sendThroughN8n(
	request: N8nRequest,
	wire: WireRequest,
	calls: AbortGroup = abortGroup(),
): Promise<WireResponse> {
	const call = calls.add(new AbortController());
	const options: IHttpRequestOptions = {
		method: wire.method,
		url: wire.url,
		headers: { ...wire.headers },
		...(wire.body === undefined ? {} : { body: bytesOf(wire.body) }),
		// A stream of the decompressed body, the only form in which n8n lets an answer be aborted.
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// WeChat's API never redirects; following a redirect would send the token to another host.
		disableFollowRedirect: true,
		timeout: wire.timeoutMs,
		abortSignal: call.signal,
	};
	try {
		const response = (await request(options)) as {
			body: unknown;
			headers: WireResponse['headers'];
			statusCode: number;
		};
		return {
			status: response.statusCode,
			headers: response.headers,
			body: isStream(response.body)
				? await readCapped(response.body, { wire, giveUp: () => call.abort() })
				: toBuffer(response.body),
		};
	} catch (error) {
		throw error instanceof InvalidInputError ? error : toLostCall(error, wire.path);
	} finally {
		calls.delete(call);
	}
}

/**
 * Classifies a network failure as "nothing was sent" or "may have been sent".
 *
 * @param error thrown by n8n's helper; codes are looked for along its causes
 * @param path of the request
 */
export function toLostCall(error: unknown, path: string): IndeterminateResultError {
	if (error instanceof IndeterminateResultError) return error;
	const lost = (reach: Reach, reason: string) => new IndeterminateResultError(reach, reason, path);
	const causes = causesOf(error);
	const interrupted = causes.some(({ syscall }) => syscall === 'read' || syscall === 'write');
	if (causes.some(({ name }) => BLOCKED.has(name))) {
		return lost(
			'not-sent',
			"n8n's protection against SSRF blocks the address; whoever runs n8n can allow it with N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES",
		);
	}
	for (const { code } of causes) {
		if (typeof code !== 'string') continue;
		const notSent = NOT_SENT[code];
		if (notSent && !(interrupted && NO_ROUTE.has(code))) return lost('not-sent', notSent);
		if (CERTIFICATE.test(code))
			return lost('not-sent', `the certificate of the server was not accepted (${code})`);
		if (TLS.test(code)) return lost('maybe-sent', `the secure connection broke (${code})`);
		const reason = LOST[code];
		if (reason) return lost('maybe-sent', reason);
	}
	return lost('maybe-sent', 'the connection failed before a complete answer came');
}

function causesOf(error: unknown): Cause[] {
	const causes: Cause[] = [];
	for (let current = error, depth = 0; isRecord(current) && depth < 6; current = current.cause, depth++) {
		const { name, code, syscall, httpCode, messages } = current;
		causes.push({ name, code: code ?? httpCode, syscall: syscall ?? firstWord(messages) });
	}
	return causes;
}

/**
 * Up to 2.33, n8n's own error keeps no cause: only its code, as `httpCode`, and Node.js's message, which begins with the system call
 * (`connect ECONNREFUSED 127.0.0.1:443`).
 */
function firstWord(messages: unknown): string | undefined {
	const [message] = Array.isArray(messages) ? (messages as unknown[]) : [];
	return typeof message === 'string' ? message.split(' ', 1)[0] : undefined;
}

interface Cause {
	name?: unknown;
	code?: unknown;
	syscall?: unknown;
}

/** n8n's HTTP client parses a JSON string again before it sends it, but leaves bytes alone. */
function bytesOf(body: string | Buffer): Buffer {
	return typeof body === 'string' ? Buffer.from(body) : body;
}

function isStream(body: unknown): body is AnswerStream {
	return typeof body === 'object' && body !== null && 'on' in body;
}

function toBuffer(body: unknown): Buffer {
	if (Buffer.isBuffer(body)) return body;
	if (body instanceof ArrayBuffer) return Buffer.from(body);
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''));
}
