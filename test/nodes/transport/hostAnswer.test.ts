import { createServer, get, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { textAnswer } from '../../../core/page/httpAnswer';
import { answerSilence, type HostResponse, writeAnswer } from '../../../nodes/transport/hostAnswer';

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
