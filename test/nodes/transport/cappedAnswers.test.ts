import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from 'node:zlib';
import type { WireResponse } from '../../../core/api/wire';
import { IndeterminateResultError, InvalidInputError } from '../../../core/errors/WechatErrors';
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

const fetchCapped = async (timeoutMs = 5_000, signal?: AbortSignal) =>
	await sendThrough({ path: '/cgi-bin/x', method: 'GET', url, headers: {}, timeoutMs, maxBytes: MB }, signal);

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
		answer = (response) => {
			response.setHeader('content-encoding', 'gzip');
			const zip = createGzip();
			zip.pipe(response);
			const block = Buffer.alloc(MB);
			const more = () =>
				void (response.destroyed ? zip.destroy() : zip.write(block, () => setImmediate(more)));
			more();
		};
		expect(await fetchCapped()).toMatchObject({ message: TOO_LARGE });
		await closed;
	});

	test('of another status keeps to it as well', async () => {
		answer = (response) => response.writeHead(502).end(Buffer.alloc(2 * MB));
		expect(await fetchCapped()).toMatchObject({ message: TOO_LARGE });
	});
});

describe('an answer with a limit that begins and', () => {
	test('does not go on is given up', async () => {
		answer = (response) => void response.writeHead(200).write('begun');
		const failure = await fetchCapped(100);
		expect(failure).toBeInstanceOf(IndeterminateResultError);
		expect(failure).toMatchObject({ reach: 'maybe-sent', message: 'no answer came in time' });
		await closed;
	});

	test('is cut off in the middle is no answer', async () => {
		answer = (response) => {
			response.writeHead(200, { 'content-length': 100 });
			response.write('begun', () => response.destroy());
		};
		expect(await fetchCapped()).toBeInstanceOf(IndeterminateResultError);
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
