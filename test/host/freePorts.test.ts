import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePorts } from '../../host/freePorts';

describe('freePorts', () => {
	it('gives different ports that can be bound', async () => {
		const ports = await freePorts(3);
		expect(new Set(ports).size).toBe(3);
		for (const port of ports) {
			const server = createServer().listen(port, '127.0.0.1');
			await once(server, 'listening');
			await once(server.close(), 'close');
		}
	});

	it('gives no port twice to calls at the same time', async () => {
		const all = (await Promise.all(Array.from({ length: 10 }, async () => await freePorts(5)))).flat();
		expect(new Set(all).size).toBe(50);
	});
});
