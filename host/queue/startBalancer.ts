import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The load balancer in front of the webhook processors. */
export interface Balancer {
	/** Public origin. */
	url: string;
	/** Origins behind it. */
	targets: readonly string[];
	/** Chooses the target of a request. */
	choose: (request: IncomingMessage) => number;
	/** Whether an answer gets lost on its way back: the connection is closed instead. Never, by default. */
	losesAnswer: (request: IncomingMessage) => boolean;
	/** Number of lost answers so far. */
	lost(): number;
	close(): Promise<void>;
}

/**
 * Starts a balancer on a free port of 127.0.0.1; it has no targets yet and sends everything to the first. A target that accepts no
 * connection is skipped, as by nginx; a request that one has begun to handle goes to no other.
 */
export async function startBalancer(): Promise<Balancer> {
	let lost = 0;
	const server = http.createServer((request, response) => {
		const body: Buffer[] = [];
		request.on('data', (chunk: Buffer) => body.push(chunk));
		request.once('end', () => {
			const first = balancer.choose(request);
			pass(request, response, Buffer.concat(body), order(balancer.targets, first), () => {
				if (!balancer.losesAnswer(request)) return false;
				lost += 1;
				return true;
			});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const balancer: Balancer = {
		url: `http://127.0.0.1:${port}`,
		targets: [],
		choose: () => 0,
		losesAnswer: () => false,
		lost: () => lost,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return balancer;
}

function order(targets: readonly string[], first: number): string[] {
	return targets.map((_, index) => targets[(first + index) % targets.length] as string);
}

function pass(
	request: IncomingMessage,
	response: ServerResponse,
	body: Buffer,
	[target, ...others]: string[],
	losesAnswer: () => boolean,
): void {
	if (target === undefined) return void response.destroy();
	const { hostname, port } = new URL(target);
	const { url, method, headers } = request;
	const onward = http.request({ hostname, port, path: url, method, headers, agent: false }, (answer) => {
		if (losesAnswer()) {
			answer.resume();
			response.destroy();
			return;
		}
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(response);
		answer.once('error', () => response.destroy());
	});
	onward.once('error', ({ code }: NodeJS.ErrnoException) => {
		if (code === 'ECONNREFUSED' && others.length > 0) pass(request, response, body, others, losesAnswer);
		else response.destroy();
	});
	response.once('close', () => onward.destroy());
	onward.end(body);
}

/** Chooses like nginx with `hash $arg_openid`: all deliveries of one push reach the same one of two processors. */
export function byOpenid({ url = '' }: IncomingMessage): number {
	const openid = new URL(url, 'http://127.0.0.1').searchParams.get('openid') ?? '';
	return [...openid].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 2;
}
