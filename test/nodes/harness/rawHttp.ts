import { connect } from 'node:net';

/** An answer as its bytes say, without what an HTTP client makes of them. */
export interface RawAnswer {
	status: number;
	/** By name in small letters. */
	headers: Record<string, string>;
	body: Buffer;
}

/** A request, written by hand. */
export interface RawRequest {
	method: string;
	url: string;
	version?: '1.0' | '1.1';
	headers?: Record<string, string>;
	body?: string | Buffer;
}

/**
 * Sends a request over a socket and reads until the server closes it.
 *
 * @param request complete; `Host`, `Connection: close` and the length of its body are added
 */
export async function rawHttp(request: RawRequest): Promise<RawAnswer> {
	const { method, url, version = '1.1', headers = {}, body = '' } = request;
	const { host, hostname, port, pathname, search } = new URL(url);
	const length = body.length === 0 ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
	const lines = Object.entries({ Host: host, Connection: 'close', ...length, ...headers });
	const head = [`${method} ${pathname}${search} HTTP/${version}`, ...lines.map((line) => line.join(': '))];
	return await new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		const socket = connect(Number(port), hostname, () => {
			socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.from(body)]));
		});
		socket.on('data', (chunk) => chunks.push(chunk));
		socket.on('error', reject);
		socket.on('end', () => resolve(readAnswer(Buffer.concat(chunks))));
	});
}

function readAnswer(bytes: Buffer): RawAnswer {
	const end = bytes.indexOf('\r\n\r\n');
	const [status = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
	const headers = lines.map((line): [string, string] => {
		const colon = line.indexOf(':');
		return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
	});
	return {
		status: Number(status.split(' ')[1]),
		headers: Object.fromEntries(headers),
		body: bytes.subarray(end + 4),
	};
}

/**
 * Asserts that an answer came in one piece: its length stated and true, neither chunked nor compressed.
 *
 * @param answer to be looked at
 * @param body what it should be, when it matters
 */
export function expectWhole(answer: RawAnswer, body?: string): void {
	expect(answer.headers).toMatchObject({ 'content-length': String(answer.body.length) });
	expect(answer.headers).not.toHaveProperty('transfer-encoding');
	expect(answer.headers).not.toHaveProperty('content-encoding');
	if (body !== undefined) expect(answer.body.toString('utf8')).toBe(body);
}
