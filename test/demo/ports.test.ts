import { createServer, type Server } from 'node:net';
import { freePort } from '../../host/freePort';
import { createSay } from '../../demo/language.cjs';
import { choosePorts } from '../../demo/ports';

const say = createSay('en');
let server: Server | undefined;
afterEach(() => server?.close());

async function take(port: number): Promise<void> {
	server = createServer();
	await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
}

test('five different free ports are taken unless told', async () => {
	expect(new Set(Object.values(await choosePorts(undefined, say))).size).toBe(5);
});

test('five ports in a row are taken, the editor of n8n first and the platform next', async () => {
	const first = (await freePort()) + 20_000 > 65_000 ? 21_000 : 31_000;
	await expect(choosePorts(first, say)).resolves.toEqual({
		n8n: first,
		platform: first + 1,
		model: first + 2,
		site: first + 3,
		broker: first + 4,
	});
});

test('a port of the row that is taken is named, with what to do', async () => {
	const port = await freePort();
	await take(port);
	await expect(choosePorts(port - 1, say)).rejects.toThrow(
		`Port ${port} cannot be used on 127.0.0.1: another program has it, or the system reserves it. End that program, give --port a number other than ${port - 1}, or leave it out to use free ports.`,
	);
});
