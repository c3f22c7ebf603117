import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that the platform made to the account's server. */
export interface ReceivedRequest {
	method: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	body: string;
	response: ServerResponse;
}

/** An account's server under the test's control. */
export interface CallbackServer {
	url: string;
	received: ReceivedRequest[];
	/** Answers every request from now on; before, handshakes are echoed and pushes get `success`. */
	answerWith(answer: (request: ReceivedRequest) => void): void;
	/** The n-th request (from 0), as soon as it has come. */
	nth(index: number): Promise<ReceivedRequest>;
	close(): Promise<void>;
}

/** Starts a server that behaves until told otherwise. */
export async function startCallbackServer(): Promise<CallbackServer> {
	const received: ReceivedRequest[] = [];
	let waiting: { index: number; resolve: (request: ReceivedRequest) => void }[] = [];
	let answer = behave;
	const server = createServer((message, response) => {
		const chunks: Buffer[] = [];
		message.on('data', (chunk: Buffer) => chunks.push(chunk));
		message.on('end', () => {
			const { searchParams: query } = new URL(message.url ?? '/', 'http://127.0.0.1');
			const body = Buffer.concat(chunks).toString('utf8');
			const request = { method: message.method ?? '', query, headers: message.headers, body, response };
			received.push(request);
			for (const { index, resolve } of waiting) if (index === received.length - 1) resolve(request);
			waiting = waiting.filter(({ index }) => index >= received.length);
			answer(request);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wx?keep=1`,
		received,
		answerWith: (next) => (answer = next),
		nth(index) {
			const present = received[index];
			if (present) return Promise.resolve(present);
			return new Promise((resolve) => waiting.push({ index, resolve }));
		},
		close: () => stop(server),
	};
}

function behave({ method, query, response }: ReceivedRequest): void {
	response.end(method === 'GET' ? query.get('echostr') : 'success');
}

function stop(server: Server): Promise<void> {
	server.closeAllConnections();
	return new Promise((resolve) => server.close(() => resolve()));
}
