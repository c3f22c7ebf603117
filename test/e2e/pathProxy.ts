import { createServer, type IncomingMessage, request, type RequestOptions } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A reverse proxy on 127.0.0.1 that publishes a server under a path. */
export interface PathProxy {
	/** Origin, without a slash at the end. */
	origin: string;
	/** Says where the server is; until then nothing is passed on. */
	forwardTo(url: string): void;
	close(): void;
}

/**
 * Starts a proxy that takes a path away from the addresses below it, as `handle_path` of Caddy does, tells who called and how,
 * and passes WebSocket on. Everything beside the path is answered with 404, as by another site on the same domain.
 *
 * @param path with a slash at both ends
 * @param kept beginnings of paths that are passed on as they are
 */
export async function startPathProxy(path: string, kept: readonly string[]): Promise<PathProxy> {
	let target: URL | undefined;
	const inside = (url: string): string =>
		kept.some((beginning) => url.startsWith(beginning)) ? url : url.slice(path.length - 1);
	const onward = ({ method, url = '', headers, socket }: IncomingMessage): RequestOptions | undefined =>
		target && url.startsWith(path)
			? {
					host: target.hostname,
					port: target.port,
					agent: false,
					method,
					path: inside(url),
					headers: {
						...headers,
						'x-forwarded-for': socket.remoteAddress,
						'x-forwarded-proto': 'http',
						'x-forwarded-host': headers.host,
					},
				}
			: undefined;
	const server = createServer((incoming, answer) => {
		const options = onward(incoming);
		if (!options) return void answer.writeHead(404).end();
		const outgoing = request(options, (response) => {
			answer.writeHead(response.statusCode ?? 502, response.headers);
			response.pipe(answer);
		});
		outgoing.on('error', () => answer.destroy());
		incoming.pipe(outgoing);
	});
	server.on('upgrade', (incoming, socket, head) => {
		const options = onward(incoming);
		if (!options) return void socket.destroy();
		const outgoing = request(options);
		outgoing.on('error', () => socket.destroy());
		outgoing.on('response', () => socket.destroy());
		outgoing.on('upgrade', (response, upstream) => {
			const lines = response.rawHeaders.flatMap((name, index, all) =>
				index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : [],
			);
			socket.write(['HTTP/1.1 101 Switching Protocols', ...lines, '', ''].join('\r\n'));
			upstream.write(head);
			upstream.pipe(socket).pipe(upstream);
			for (const end of [socket, upstream]) end.on('error', () => end.destroy());
		});
		outgoing.end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		forwardTo: (url) => (target = new URL(url)),
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
