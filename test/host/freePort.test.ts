import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from '../../host/freePort';

describe('freePort', () => {
	it('gives a port that can be bound on 127.0.0.1', async () => {
		const server = createServer().listen(await freePort(), '127.0.0.1');
		await once(server, 'listening');
		await once(server.close(), 'close');
	});

	it('gives no port twice to calls at the same time', async () => {
		const ports = await Promise.all(Array.from({ length: 50 }, async () => await freePort()));
		expect(new Set(ports).size).toBe(50);
	});
});
