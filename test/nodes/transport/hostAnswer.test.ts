import { createServer, get, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { textAnswer } from '../../../core/page/httpAnswer';
import {
	answerInstead,
	answerSilence,
	beforeHead,
	completeAnswer,
	type HostResponse,
	writeAnswer,
} from '../../../nodes/transport/hostAnswer';

let server: Server;
let handle: (response: ServerResponse) => void;

beforeEach(async () => {
	server = createServer((_request, response) => handle(response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

/** Asks the server, which answers as told, and reads the answer to its end. */
async function answerOf(how: (response: ServerResponse) => void): Promise<{ status?: number; body: string }> {
	let thrown: unknown;
	handle = (response) => {
		try {
			how(response);
		} catch (error) {
			thrown = error;
			response.destroy();
		}
	};
	const { port } = server.address() as AddressInfo;
	const answer = await new Promise<{ status?: number; body: string }>((resolve, reject) => {
		get({ port, agent: false }, (message) => {
			let body = '';
			message.on('data', (chunk) => (body += String(chunk)));
			message.on('end', () => resolve({ status: message.statusCode, body }));
			message.on('error', reject);
		}).on('error', reject);
	}).catch((error: unknown) => {
		throw thrown ?? error;
	});
	expect(thrown).toBeUndefined();
	return answer;
}

/** Node's response with the method of Express that writing an answer takes. */
const asHost = (response: ServerResponse) =>
	Object.assign(response, {
		status: (code: number) => (response.statusCode = code),
	}) as unknown as HostResponse;

test.each([
	[{ 'cache-control': 'no-store' }, 'no-store, no-transform'],
	[{}, 'no-transform'],
])(
	'completeAnswer with the headers %j gives cache-control %s, and the length in bytes',
	(headers, caching) => {
		expect(completeAnswer({ status: 200, headers, body: '好' })).toEqual({
			statusCode: 200,
			headers: { 'cache-control': caching, 'content-length': '3' },
			body: Buffer.from('好'),
		});
	},
);

test.each([204, 304])('completeAnswer gives an answer of status %i neither body nor length', (status) => {
	const { headers, body } = completeAnswer({ status, headers: {}, body: 'x' });
	expect([headers['content-length'], body.length]).toEqual([undefined, 0]);
});

test('writeAnswer writes an answer once', async () => {
	const answer = await answerOf((response) => {
		for (const body of ['first', 'second']) writeAnswer(asHost(response), textAnswer(201, body));
	});
	expect(answer).toEqual({ status: 201, body: 'first' });
});

test('writeAnswer adds nothing to an answer that has begun', async () => {
	const answer = await answerOf((response) => {
		response.write('streamed ');
		writeAnswer(asHost(response), textAnswer(500, 'in the middle'));
		response.end('answer');
	});
	expect(answer).toEqual({ status: 200, body: 'streamed answer' });
});

describe('answerSilence', () => {
	const silent = (end: (response: ServerResponse) => void) => (response: ServerResponse) => {
		answerSilence(asHost(response), () => textAnswer(202, 'instead'));
		end(response);
	};

	test('answers where the response is ended without an answer, once', async () => {
		const answer = await answerOf(
			silent((response) => {
				response.end();
				response.end();
			}),
		);
		expect(answer).toEqual({ status: 202, body: 'instead' });
	});

	test.each<[string, (response: ServerResponse) => void, string]>([
		['given at its end', (response) => void response.end('whole'), 'whole'],
		[
			'that was written before its end',
			(response) => {
				response.write('streamed');
				response.end();
			},
			'streamed',
		],
	])('leaves an answer alone %s', async (_what, end, body) => {
		expect(await answerOf(silent(end))).toEqual({ status: 200, body });
	});
});

describe('answerInstead', () => {
	const instead = (end: (response: HostResponse) => void) => (response: ServerResponse) => {
		const host = asHost(response);
		answerInstead(host, (succeeded) => textAnswer(succeeded ? 200 : 502, succeeded ? 'done' : 'failed'));
		end(host);
	};

	test.each<[string, number, (response: HostResponse) => void, string]>([
		['send', 200, (response) => void response.send(), 'done'],
		['json', 200, (response) => void response.json(), 'done'],
		['end', 200, (response) => void response.end(), 'done'],
		['json', 399, (response) => void response.json(), 'done'],
		['json', 400, (response) => void response.json(), 'failed'],
		['send', 500, (response) => void response.send(), 'failed'],
		['end', 500, (response) => void response.end(), 'failed'],
	])('replaces what n8n gives to %s with the status %i', async (_method, status, end, body) => {
		const answer = await answerOf(
			instead((response) => {
				response.status(status);
				end(response);
			}),
		);
		expect(answer).toEqual({ status: body === 'done' ? 200 : 502, body });
	});

	test('leaves the answer of a later node alone', async () => {
		const end = (response: HostResponse) => void response.end(Buffer.from('of the workflow'));
		expect(await answerOf(instead(end))).toEqual({ status: 200, body: 'of the workflow' });
	});
});

test.each<[Record<string, string>, string | undefined]>([
	[{ location: 'https://shop.example.com/' }, 'https://shop.example.com/'],
	[{ 'x-other': '1' }, undefined],
])('beforeHead tells of an answer with the headers %j before they are sent', async (headers, location) => {
	const told: unknown[] = [];
	const answer = await answerOf((response) => {
		beforeHead(asHost(response), (to) => told.push(to, response.headersSent));
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		response.writeHead(201);
		response.end('whole');
	});
	expect(answer).toEqual({ status: 201, body: 'whole' });
	expect(told).toEqual([location, false]);
});
