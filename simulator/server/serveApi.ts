import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../errors/ApiError';
import { addToRing } from '../state/ring';
import type { World } from '../World';
import { answerApi, printError, type ApiRequest, type ApiResponse } from './answerApi';
import type { Fault } from './Fault';
import { isLocalRequest } from './isLocalRequest';
import { readBody } from './readBody';
import type { Router } from './Router';

const LOGGED_CHARACTERS = 4096;
const HTML = { 'content-type': 'text/html; charset=utf-8' };
const CUT: ApiResponse = { status: 0, headers: {}, body: '', errcode: 0, appid: null };

/**
 * Serves one HTTP request to the platform's API: reads it, applies faults and latency, answers and logs it.
 *
 * @param latencyMs added to every answer, on the platform's clock
 */
export async function serveApi(
	world: World,
	router: Router,
	latencyMs: number,
	message: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	if (!isLocalRequest(message)) {
		response.writeHead(403, HTML).end('<html><body>403 Forbidden: loopback names only</body></html>');
		return;
	}
	const atMs = world.clock.now();
	const request = await readRequest(message);
	if (!request) {
		response.writeHead(413, HTML).end('<html><body>413 Request Entity Too Large</body></html>');
		return;
	}
	const fault = world.store.faults.length > 0 ? takeFault(world, request.path) : null;
	const delayMs = latencyMs + (fault?.delayMs ?? 0);
	if (delayMs > 0 && !(await waited(world, delayMs))) {
		message.socket.destroy();
		return;
	}
	const answer = await disturbed(world, router, request, fault);
	record(world, atMs, request, answer, fault);
	if (answer.status === 0) message.socket.destroy();
	else
		response
			.writeHead(answer.status, { ...answer.headers, 'content-length': byteLength(answer.body) })
			.end(answer.body);
}

/**
 * Takes the first fault that applies to a call, and counts it.
 *
 * @param path of the API
 * @returns the fault, or null when none applies
 */
function takeFault(world: World, path: string): Fault | null {
	for (const fault of world.store.faults) {
		if (fault.remaining === 0 || !matches(fault.match, path)) continue;
		if (fault.rate < 1 && world.ids.fraction() >= fault.rate) continue;
		if (fault.remaining !== null) fault.remaining -= 1;
		fault.struck += 1;
		return fault;
	}
	return null;
}

function matches(pattern: string, path: string): boolean {
	return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}

/** Waits; false when the platform was reset meanwhile. */
function waited({ timers }: World, delayMs: number): Promise<boolean> {
	return new Promise((resolve) => {
		timers.after(
			delayMs,
			() => resolve(true),
			() => resolve(false),
		);
	});
}

async function readRequest(message: IncomingMessage): Promise<ApiRequest | null> {
	const url = message.url ?? '/';
	const mark = url.indexOf('?');
	const body = await readBody(message);
	if (!body) return null;
	return {
		method: message.method ?? 'GET',
		path: mark < 0 ? url : url.slice(0, mark),
		query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)),
		headers: message.headers,
		body,
		remoteAddress: (message.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
	};
}

async function disturbed(
	world: World,
	router: Router,
	request: ApiRequest,
	fault: Fault | null,
): Promise<ApiResponse> {
	switch (fault?.effect.kind) {
		case 'errcode': {
			const refusal = new ApiError(fault.effect.errcode, fault.effect.errmsg ?? undefined);
			const headers = { 'content-type': 'application/json; encoding=utf-8' };
			return { ...CUT, status: 200, headers, body: printError(world, refusal), errcode: refusal.errcode };
		}
		case 'status': {
			const { status } = fault.effect;
			return { ...CUT, status, headers: HTML, body: `<html><body><h1>${status}</h1></body></html>` };
		}
		case 'drop-before':
			return CUT;
		case 'drop-after':
			return { ...(await answerApi(world, router, request)), status: 0 };
		case 'truncate': {
			const answer = await answerApi(world, router, request);
			return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
		}
		case 'body':
			return { ...(await answerApi(world, router, request)), body: fault.effect.body };
		default:
			return answerApi(world, router, request);
	}
}

function record(
	world: World,
	atMs: number,
	request: ApiRequest,
	answer: ApiResponse,
	fault: Fault | null,
): void {
	addToRing(world.store.calls, {
		atMs,
		method: request.method,
		path: request.path,
		query: request.query.toString(),
		requestBody: loggedBody(request.body, request.headers['content-type']),
		status: answer.status,
		errcode: answer.errcode,
		responseBody: loggedBody(answer.body, answer.headers['content-type']),
		ms: world.clock.now() - atMs,
		appid: answer.appid,
		fault: fault?.effect.kind ?? null,
	});
	world.changes.announce();
}

/** Text is kept up to a limit, anything else only by its size. */
function loggedBody(body: string | Buffer, contentType: string | undefined): string {
	if (typeof body === 'string') return body.slice(0, LOGGED_CHARACTERS);
	if (body.length === 0) return '';
	if (contentType && /multipart|image|audio|video|octet/.test(contentType))
		return `(${body.length} bytes of ${contentType.split(';')[0]})`;
	return body.toString('utf8', 0, LOGGED_CHARACTERS);
}

function byteLength(body: string | Buffer): number {
	return Buffer.byteLength(body);
}
