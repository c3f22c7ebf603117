import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A reverse proxy in front of n8n, as the README advises. */
export interface Proxy {
	/** The address to give to WeChat in place of n8n's own. */
	urlFor(n8nUrl: string): string;
	close(): Promise<void>;
}

/**
 * Passes every request on unchanged, but for its content type: n8n then leaves the body to the trigger instead of parsing it
 * with the one XML parser that all requests share.
 */
export async function plainTextProxy(): Promise<Proxy> {
	let target = new URL('http://127.0.0.1');
	const server = http.createServer((request, response) => {
		const onward = http.request(
			{
				host: target.hostname,
				port: target.port,
				path: request.url,
				method: request.method,
				headers: { ...request.headers, 'content-type': 'text/plain' },
			},
			(answer) => {
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			},
		);
		onward.once('error', () => response.destroy());
		request.pipe(onward);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		urlFor(n8nUrl) {
			target = new URL(n8nUrl);
			return `http://127.0.0.1:${port}${target.pathname}`;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
