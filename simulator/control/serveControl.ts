import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLocalRequest } from '../server/isLocalRequest';
import { readBody } from '../server/readBody';
import { ControlError } from '../ControlError';
import type { LocalControl } from './LocalControl';

/** Path prefix of the control API. */
export const CONTROL_PREFIX = '/_sim';

type Endpoint = (control: LocalControl, input: unknown) => Promise<unknown>;

/** The control itself validates inputs, so an endpoint only passes them on. */
const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
	'POST /reset': (control, input) => control.reset(input),
	'POST /accounts': (control, input) => control.account(input),
	'POST /followers': (control, input) => control.follower(input),
	'POST /push': (control, input) => control.push(input),
	'POST /settled': (control) => control.settled(),
	'POST /faults': (control, input) => control.fault(input),
	'POST /clock': (control, input) => control.clock(input),
	'POST /restore': (control, input) => control.restore(JSON.stringify(input)),
	'POST /chat': (control, input) => control.chat(input),
	'GET /state': (control) => control.state(),
	'GET /calls': (control) => control.calls(),
	'GET /deliveries': (control) => control.deliveries(),
	'GET /snapshot': async (control) => JSON.parse(await control.snapshot()) as unknown,
};

/**
 * Serves one request to the control API: JSON in, JSON out; 400 with `error` for anything it refuses, including unknown paths, 403 for
 * requests from a foreign web page.
 */
export async function serveControl(
	control: LocalControl,
	message: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	if (!isLocalRequest(message))
		return answer(response, 403, { error: 'The control API serves only loopback names and its own pages' });
	try {
		const input = await readInput(message);
		const result = await findEndpoint(message)(control, input);
		answer(response, 200, result ?? {});
	} catch (error) {
		if (!(error instanceof ControlError)) throw error;
		answer(response, 400, { error: error.message });
	}
}

function findEndpoint(message: IncomingMessage): Endpoint {
	const path = (message.url ?? '').split('?')[0]?.slice(CONTROL_PREFIX.length) ?? '';
	const name = `${message.method} ${path}`;
	const endpoint = Object.hasOwn(ENDPOINTS, name) ? ENDPOINTS[name] : undefined;
	if (endpoint) return endpoint;
	const [, area = '', control = ''] = path.split('/');
	if (message.method !== 'POST' || control === '') throw new ControlError(`there is no endpoint ${name}`);
	return (local, input) => local.callArea(area, control, input);
}

async function readInput(message: IncomingMessage): Promise<unknown> {
	const body = await readBody(message);
	if (!body) throw new ControlError('the body is longer than 32 MB');
	if (body.length === 0) return {};
	try {
		return JSON.parse(body.toString('utf8')) as unknown;
	} catch {
		throw new ControlError('the body is not JSON');
	}
}

function answer(response: ServerResponse, status: number, content: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
	// 64-bit ids are text here, since clients of the control API are JavaScript.
	response.end(
		JSON.stringify(content, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
	);
}
