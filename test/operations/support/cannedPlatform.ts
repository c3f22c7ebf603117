import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerEndlessly } from '../../nodes/harness/answerEndlessly';

/** A request as it came over the network. */
export interface ReceivedRequest {
	method: string;
	path: string;
	/** Without the access token. */
	query: Record<string, string>;
	accessToken: string | undefined;
	contentType: string;
	body: Buffer;
}

/** What to answer: JSON, or a file with its headers, or nothing at all, or compressed data that never ends. */
export type CannedAnswer =
	| { json: unknown }
	| { bytes: Buffer; headers: Record<string, string>; status?: number }
	| 'drop the connection'
	| 'answer without end';

/** A server that gives out a token and otherwise answers as it is told. */
export interface CannedPlatform {
	url: string;
	/** Everything but requests for tokens, oldest first. */
	received: ReceivedRequest[];
	/** Replaces how requests are answered, at once or later; `index` counts from 0 since then. */
	answer(how: (request: ReceivedRequest, index: number) => CannedAnswer | Promise<CannedAnswer>): void;
	close(): Promise<void>;
}

/** The account's access token. */
export const CANNED_TOKEN = 'CANNED-TOKEN-00000000000000000001';

const TOKEN_ANSWER = { access_token: CANNED_TOKEN, expires_in: 7200 };

/** Starts the server on a free loopback port. */
export async function startCannedPlatform(): Promise<CannedPlatform> {
	const received: ReceivedRequest[] = [];
	let how: Parameters<CannedPlatform['answer']>[0] = () => ({ json: { errcode: 0 } });
	const server = createServer((message, response) => {
		void readRequest(message).then(async (request) => {
			if (request.path === '/cgi-bin/stable_token') {
				response.end(JSON.stringify(TOKEN_ANSWER));
				return;
			}
			received.push(request);
			const answer = await how(request, received.length - 1);
			if (answer === 'drop the connection') message.socket.destroy();
			else if (answer === 'answer without end') answerEndlessly(response);
			else if ('json' in answer) response.end(JSON.stringify(answer.json));
			else response.writeHead(answer.status ?? 200, answer.headers).end(answer.bytes);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received,
		answer(next) {
			how = next;
			received.length = 0;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

async function readRequest(message: IncomingMessage): Promise<ReceivedRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	const { pathname, searchParams } = new URL(message.url ?? '/', 'http://127.0.0.1');
	const { access_token: accessToken, ...query } = Object.fromEntries(searchParams);
	return {
		method: message.method ?? '',
		path: pathname,
		query,
		accessToken,
		contentType: message.headers['content-type'] ?? '',
		body: Buffer.concat(chunks),
	};
}
