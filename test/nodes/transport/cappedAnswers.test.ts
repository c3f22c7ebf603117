import { getEventListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { WireRequest, WireResponse } from '../../../core/api/wire';
import { IndeterminateResultError, InvalidInputError } from '../../../core/errors/WechatErrors';
import { readCapped } from '../../../nodes/transport/readCapped';
import { answerEndlessly } from '../harness/answerEndlessly';
import { shareHeld } from '../harness/garbage';
import { sendThrough } from '../harness/sendThrough';

const MB = 1024 * 1024;
const TOO_LARGE = 'File: has more than 1 MB, the limit for media of this kind in WeChat';

let server: Server;
let url: string;
let answer: (response: ServerResponse, request: IncomingMessage) => void;
/** Fulfilled when the connection of the last request is closed. */
let closed: Promise<void>;

beforeEach(async () => {
	server = createServer((request, response) => {
		closed = new Promise((resolve) => void response.once('close', () => resolve()));
		answer(response, request);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

const fetchCapped = async (timeoutMs = 5_000, signal?: AbortSignal, more: Partial<WireRequest> = {}) =>
	await sendThrough(
		{
			path: '/cgi-bin/x',
			method: 'GET',
			url,
			headers: {},
			timeoutMs,
			maxBytes: MB,
			expects: 'binary',
			...more,
		},
		signal,
	);

const ENCODINGS = {
	identity: (bytes: Buffer) => bytes,
	gzip: gzipSync,
	deflate: deflateSync,
	br: brotliCompressSync,
};
const names = Object.keys(ENCODINGS) as (keyof typeof ENCODINGS)[];

const encoded = (encoding: keyof typeof ENCODINGS, bytes: Buffer) => (response: ServerResponse) => {
	if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
	response.end(ENCODINGS[encoding](bytes));
};

describe('an answer with a limit', () => {
	test.each(names)('that is as long as it may be (%s) is given whole', async (encoding) => {
		const bytes = Buffer.alloc(MB, 'x');
		answer = encoded(encoding, bytes);
		const response = (await fetchCapped()) as WireResponse;
		expect(response.status).toBe(200);
		expect(response.body.equals(bytes)).toBe(true);
	});

	test.each(names)('that is one byte longer after decompression (%s) is refused', async (encoding) => {
		answer = encoded(encoding, Buffer.alloc(MB + 1, 'x'));
		const refused = await fetchCapped();
		expect(refused).toBeInstanceOf(InvalidInputError);
		expect(refused).toMatchObject({ message: TOO_LARGE });
	});

	test('that never ends is cut off at the limit', async () => {
		answer = answerEndlessly;
		expect(await fetchCapped()).toMatchObject({ message: TOO_LARGE });
		await closed;
	});

	test.each([
		[MB, '1 MB'],
		[64 * 1024, '64 KB'],
	])(
		'of %i bytes that never ends and is no file says what happened, and that it may have taken effect',
		async (maxBytes, limit) => {
			answer = answerEndlessly;
			const failure = await fetchCapped(5_000, undefined, { expects: 'json', maxBytes });
			expect(failure).toBeInstanceOf(IndeterminateResultError);
			expect(failure).toMatchObject({ reach: 'maybe-sent', message: `the response has more than ${limit}` });
			await closed;
		},
	);

	test('that may be cut is given up to the limit, with its status', async () => {
		answer = (response) => {
			response.statusCode = 418;
			answerEndlessly(response);
		};
		const response = await fetchCapped(5_000, undefined, { whenLonger: 'cut', maxBytes: 1000 });
		expect(response).toMatchObject({ status: 418 });
		expect((response as WireResponse).body.equals(Buffer.alloc(1000, ' '))).toBe(true);
		await closed;
	});

	test('of another status keeps to it as well', async () => {
		answer = (response) => response.writeHead(502).end(Buffer.alloc(2 * MB));
		expect(await fetchCapped()).toMatchObject({ message: TOO_LARGE });
	});
});

test('an answer is let go as soon as nobody uses it, not only when its timeout ends', async () => {
	const read = async () => {
		const wire = { path: '/', timeoutMs: 600_000, maxBytes: MB };
		const stream = Readable.from([Buffer.alloc(MB / 2), Buffer.alloc(MB / 2)]);
		return new WeakRef(await readCapped(stream, { wire, giveUp: () => {} }));
	};
	const answers = await Promise.all(Array.from({ length: 10 }, read));
	expect(await shareHeld(answers)).toBeLessThan(0.5);
});

describe('an answer with a limit that begins and', () => {
	test('does not go on is given up', async () => {
		answer = (response) => void response.writeHead(200).write('begun');
		const clock = jest.spyOn(AbortSignal, 'timeout');
		// Long enough for the head of an answer on a machine that is busy.
		const failure = await fetchCapped(500);
		// One time in which it has begun, and one in which nothing came.
		expect(clock.mock.calls.filter(([milliseconds]) => milliseconds === 500)).toHaveLength(2);
		clock.mockRestore();
		expect(failure).toBeInstanceOf(IndeterminateResultError);
		expect(failure).toMatchObject({ reach: 'maybe-sent', message: 'no complete answer came in time' });
		await closed;
	});

	test('comes in drops is given up after twenty times the timeout', async () => {
		let drops = 0;
		answer = (response) => {
			const drop = () => {
				if (response.destroyed) return;
				drops += 1;
				response.write('.', () => setTimeout(drop, 2));
			};
			drop();
		};
		expect(await fetchCapped(20)).toMatchObject({ message: 'no complete answer came in time' });
		expect(drops).toBeGreaterThan(20);
		await closed;
	});

	test('is cut off in the middle is no answer', async () => {
		answer = (response) => {
			response.writeHead(200, { 'content-length': 100 });
			response.write('begun', () => response.destroy());
		};
		expect(await fetchCapped()).toBeInstanceOf(IndeterminateResultError);
	});

	const readStream = (stream: Readable, giveUp: () => void = () => {}) =>
		readCapped(stream, { wire: { path: '/cgi-bin/x', timeoutMs: 60_000, maxBytes: 5 }, giveUp });

	test('comes along with its head needs no clock', async () => {
		const clock = jest.spyOn(AbortSignal, 'timeout');
		await readStream(Readable.from([Buffer.from('all')]));
		expect(clock).not.toHaveBeenCalled();
		clock.mockRestore();
	});

	test('is given whole gives up no request', async () => {
		const giveUp = jest.fn();
		const stream = Readable.from([Buffer.from('all')]);
		const closed = new Promise((resolve) => stream.once('close', resolve));
		await readStream(stream, giveUp);
		await closed;
		expect(giveUp).not.toHaveBeenCalled();
	});

	test('comes after its head leaves nothing behind that waits for its clock', async () => {
		const timer = new AbortController();
		const clock = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(timer.signal);
		const stream = new Readable({ read: () => {} });
		const answered = readStream(stream);
		while (getEventListeners(timer.signal, 'abort').length === 0)
			await new Promise((resolve) => setImmediate(resolve));
		stream.push('all');
		stream.push(null);
		await answered;
		clock.mockRestore();
		expect(getEventListeners(timer.signal, 'abort')).toEqual([]);
	});

	test('goes on without an end is waited for twenty times', async () => {
		const stream = new Readable({ read: () => {} });
		let pauses = 0;
		const clock = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
			pauses += 1;
			stream.push('.');
			const timer = new AbortController();
			setImmediate(() => timer.abort());
			return timer.signal;
		});
		const wire = { path: '/cgi-bin/x', timeoutMs: 1, maxBytes: MB };
		const answered = readCapped(stream, { wire, giveUp: () => {} });
		await expect(answered).rejects.toThrow('no complete answer came in time');
		clock.mockRestore();
		expect(pauses).toBe(20);
	});

	test('ends without an error and without an end is no answer', async () => {
		const stream = new Readable({ read: () => {} });
		const answered = readStream(stream);
		stream.push('begun');
		stream.destroy();
		await expect(answered).rejects.toThrow('closed in the middle of the answer');
	});

	test('is longer than allowed is destroyed, and its request given up', async () => {
		const stream = new Readable({ read: () => {} });
		const giveUp = jest.fn();
		const answered = readStream(stream, giveUp);
		stream.push('begun!');
		await expect(answered).rejects.toThrow('the response has more than');
		expect(stream.destroyed).toBe(true);
		expect(giveUp).toHaveBeenCalled();
	});

	test('is no longer waited for when the execution is cancelled', async () => {
		const abort = new AbortController();
		answer = (response) => void response.writeHead(200).write('begun', () => abort.abort());
		expect(await fetchCapped(5_000, abort.signal)).toMatchObject({
			message: 'the execution was stopped while waiting for the answer',
		});
		await closed;
	});

	test('is not what it is said to be compressed with is no answer', async () => {
		answer = (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip at all');
		expect(await fetchCapped()).toBeInstanceOf(IndeterminateResultError);
	});
});
