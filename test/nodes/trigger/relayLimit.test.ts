import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forgePush, nextText } from './forgePush';
import { TriggerHost } from './triggerHost';

const LIMIT = 100;

const until = async (done: () => boolean) => {
	while (!done()) await new Promise((resolve) => setImmediate(resolve));
};

let slow: Server;
let main: TriggerHost;
afterEach(async () => {
	slow.closeAllConnections();
	slow.close();
	await main.stop();
});

test('while a receiver holds 100 copies, further ones are given up, counted and told of; then it gets the next', async () => {
	const places: string[] = [];
	const waiting: ServerResponse[] = [];
	slow = createServer(({ url = '' }, response) => {
		places.push(url);
		waiting.push(response);
	});
	await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
	const { port } = slow.address() as AddressInfo;
	// All copies of one push leave at once, so that none of them is given up by its own time limit first.
	const relayUrls = Array.from({ length: LIMIT + 1 }, (_, copy) => `http://127.0.0.1:${port}/?copy=${copy}`);
	main = await new TriggerHost({ parameters: { triggerOptions: { relayUrls } } }).start();
	expect((await main.push(forgePush(nextText()))).data).toBe('success');
	await until(() => places.length + main.log.length === LIMIT + 1);
	expect(places).toHaveLength(LIMIT);
	for (const place of places) expect(place).toMatch(/^\/\?copy=\d+&signature=[^?]+$/);
	expect(main.log).toEqual([expect.stringContaining(`127.0.0.1:${port}: ${LIMIT} others are under way`)]);
	await main.push(forgePush(nextText()));
	expect(main.stored.at(-1)?.json.meta).toMatchObject({ relay: { lost: 1 } });
	for (const response of waiting) response.end();
	while (places.length === LIMIT) await main.push(forgePush(nextText()));
}, 30_000);
