import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { captureAnswer } from '../../../nodes/transport/captureAnswer';
import type { HostResponse } from '../../../nodes/transport/hostAnswer';

let server: Server;

beforeEach(async () => {
	server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

/** The methods that Express adds to Node's response. */
function asExpress(response: ServerResponse) {
	return Object.assign(response, {
		status: (code: number) => Object.assign(response, { statusCode: code }),
		header: (name: string, value: string) => response.setHeader(name, value),
		set: (name: string, value: string) => response.setHeader(name, value),
	});
}

/** A request that is waiting, as Express gives it to n8n. */
async function waiting() {
	const client = get({ port: (server.address() as AddressInfo).port, agent: false });
	const answered = once(client, 'response') as Promise<[IncomingMessage]>;
	// Nobody waits for the answer of a client that hangs up.
	answered.catch(() => undefined);
	const [, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
	const ended = jest.fn<void, [Buffer | undefined]>();
	const express = asExpress(response);
	const capture = () => captureAnswer(express as unknown as HostResponse, ended, () => 42);
	return { client, answered, express, ended, capture };
}

test('captureAnswer passes on what n8n would answer, and lets it change nothing that is sent', async () => {
	const { answered, express, ended, capture } = await waiting();
	const { own, isOpen } = capture();
	for (const returned of [
		express.status(500),
		express.setHeader('x-a', '1'),
		express.setHeaders(new Map([['x-b', '1']])),
		express.header('x-c', '1'),
		express.set('x-d', '1'),
		express.end(Buffer.from('late')),
	])
		expect(returned).toBe(express);
	expect(ended.mock.calls).toEqual([[Buffer.from('late')]]);
	expect(isOpen()).toBe(true);
	own.status(201);
	own.setHeader('x-own', '1');
	own.end('reply');
	expect(isOpen()).toBe(false);
	const [message] = await answered;
	expect([message.statusCode, await text(message)]).toEqual([201, 'reply']);
	expect(Object.keys(message.headers).filter((name) => name.startsWith('x-'))).toEqual(['x-own']);
	// Node would throw, since the headers have been sent.
	expect(express.setHeaders(new Map([['x-b', '1']]))).toBe(express);
});

test('captureAnswer takes an end without bytes, or with the text of an error of n8n, for no answer', async () => {
	const { express, ended, capture } = await waiting();
	capture();
	express.end();
	express.end('{"code":0,"message":"Workflow could not be started"}');
	expect(ended.mock.calls).toEqual([[undefined], [undefined]]);
});

test('captureAnswer finds a response that has begun no longer open', async () => {
	const { express, capture } = await waiting();
	const { isOpen, closedAt } = capture();
	express.writeHead(200);
	expect([isOpen(), closedAt()]).toEqual([false, undefined]);
});

test('captureAnswer notices that the client hangs up, and when', async () => {
	const { client, express, capture } = await waiting();
	const { isOpen, closedAt } = capture();
	expect([isOpen(), closedAt()]).toEqual([true, undefined]);
	client.destroy();
	await once(express, 'close');
	expect([isOpen(), closedAt()]).toEqual([false, 42]);
});

test('captureAnswer finds a connection closed that was closed before it, which tells nobody again', async () => {
	const { client, express, capture } = await waiting();
	client.destroy();
	await once(express, 'close');
	const { isOpen, closedAt } = capture();
	expect([isOpen(), closedAt()]).toEqual([false, 42]);
});
