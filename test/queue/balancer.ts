import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The load balancer before the webhook processors. */
export interface Balancer {
	/** Public origin. */
	url: string;
	/** Origins behind it. */
	targets: readonly string[];
	/** Says which of the targets gets a request. */
	choose: (request: IncomingMessage) => number;
	close(): Promise<void>;
}

/** Starts a balancer on a free port of 127.0.0.1; it has no targets yet and gives everything to the first. */
export async function startBalancer(): Promise<Balancer> {
	const server = http.createServer((request, response) => {
		const target = new URL(balancer.targets[balancer.choose(request)] ?? 'http://127.0.0.1:9');
		const onward = http.request(
			{
				host: target.hostname,
				port: target.port,
				path: request.url,
				method: request.method,
				headers: request.headers,
			},
			(answer) => {
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			},
		);
		onward.once('error', () => response.destroy());
		response.once('close', () => onward.destroy());
		request.pipe(onward);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const balancer: Balancer = {
		url: `http://127.0.0.1:${port}`,
		targets: [],
		choose: () => 0,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return balancer;
}

/** Chooses as nginx does with `hash $arg_openid`: all deliveries of one push reach one processor. */
export function byOpenid({ url = '' }: IncomingMessage): number {
	const openid = new URL(url, 'http://127.0.0.1').searchParams.get('openid') ?? '';
	return [...openid].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 2;
}
