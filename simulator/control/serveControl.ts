import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLocalRequest } from '../server/isLocalRequest';
import { readBody } from '../server/readBody';
import { ControlError } from '../ControlError';
import type { LocalControl } from './LocalControl';

/** Path prefix of the control door. */
export const CONTROL_PREFIX = '/_sim';

type Door = (control: LocalControl, input: unknown) => Promise<unknown>;

/** Inputs are read by the control itself, so a door only hands them over. */
const DOORS: Readonly<Record<string, Door>> = {
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
 * Serves one request to the control door: JSON in, JSON out; 400 with `error` for what it refuses, 404 for unknown doors,
 * 403 for requests that a foreign web page made.
 */
export async function serveControl(
	control: LocalControl,
	message: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	if (!isLocalRequest(message))
		return answer(response, 403, { error: 'The control door serves loopback names and its own pages only' });
	try {
		const input = await readInput(message);
		const result = await findDoor(message)(control, input);
		answer(response, 200, result ?? {});
	} catch (error) {
		if (!(error instanceof ControlError)) throw error;
		answer(response, 400, { error: error.message });
	}
}

function findDoor(message: IncomingMessage): Door {
	const path = (message.url ?? '').split('?')[0]?.slice(CONTROL_PREFIX.length) ?? '';
	const name = `${message.method} ${path}`;
	const door = Object.hasOwn(DOORS, name) ? DOORS[name] : undefined;
	if (door) return door;
	const [, area = '', control = ''] = path.split('/');
	if (message.method !== 'POST' || control === '') throw new ControlError(`there is no door ${name}`);
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
	// 64-bit ids are text here: control callers are JavaScript.
	response.end(
		JSON.stringify(content, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
	);
}
