import { once } from 'node:events';
import type { Server } from 'node:net';
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** Ports this process has given away; what is about to bind them may not have done so yet. */
const given = new Set<number>();

async function listen(): Promise<Server> {
	const server = createServer();
	server.listen({ port: 0, host: LOOPBACK, exclusive: true });
	await once(server, 'listening');
	return server;
}

function portOf(server: Server): number {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('A listening TCP server has a port');
	return address.port;
}

/**
 * Finds `count` different TCP ports that are free on 127.0.0.1 right now and were not handed out by this process
 * before. Another process may still take one before it is bound, so the caller has to be ready to ask again.
 */
export async function freePorts(count: number): Promise<number[]> {
	const servers: Server[] = [];
	const ports: number[] = [];
	try {
		while (ports.length < count) {
			const server = await listen();
			// Kept open until all are found, so that none comes twice.
			servers.push(server);
			const port = portOf(server);
			if (given.has(port)) continue;
			given.add(port);
			ports.push(port);
		}
	} finally {
		await Promise.all(servers.map(async (server) => await once(server.close(), 'close')));
	}
	return ports;
}
