import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forgePush, nextText } from './forgePush';
import { TriggerHost } from './triggerHost';

const SAFE = { credential: { messageEncryption: 'safe' } };
const open: TriggerHost[] = [];

const start = async (setup: ConstructorParameters<typeof TriggerHost>[0]) => {
	const host = await new TriggerHost(setup).start();
	open.push(host);
	return host;
};

const relaying = (urls: string[], more: object = {}) => ({
	...SAFE,
	parameters: { options: { relayUrls: urls }, ...more },
});

const until = async (done: () => boolean) => {
	while (!done()) await new Promise((resolve) => setImmediate(resolve));
};

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (host) => await host.stop()));
});

test('a verified push reaches the further URLs as it came, and they can verify it', async () => {
	const receivers = [await start(SAFE), await start(SAFE)];
	const main = await start(relaying(receivers.map(({ url }) => url)));
	const answer = await main.push(forgePush(nextText(), { mode: 'safe' }));
	expect(answer.data).toBe('success');
	await until(() => receivers.every(({ stored }) => stored.length === 1));
	const { meta: _own, ...content } = main.stored[0]?.json ?? {};
	for (const { stored } of receivers) expect(stored[0]?.json).toMatchObject(content);
});

test('a push that is not selected here is relayed all the same', async () => {
	const receiver = await start(SAFE);
	const main = await start(relaying([receiver.url], { events: ['image'] }));
	await main.push(forgePush(nextText(), { mode: 'safe' }));
	await until(() => receiver.stored.length === 1);
	expect(main.stored).toHaveLength(0);
});

test('a forged push is not relayed', async () => {
	const receiver = await start(SAFE);
	const main = await start(relaying([receiver.url]));
	expect((await main.push(forgePush(nextText(), { mode: 'safe', token: 'otherToken' }))).status).toBe(403);
	await main.push(forgePush(nextText(), { mode: 'safe' }));
	await until(() => receiver.stored.length === 1);
	expect(receiver.log).toEqual([]);
});

test('a push that comes again is not relayed again', async () => {
	const receiver = await start(SAFE);
	const main = await start(relaying([receiver.url]));
	const text = nextText();
	await main.push(forgePush(text, { mode: 'safe' }));
	await main.push(forgePush(text, { mode: 'safe' }));
	await main.push(forgePush(nextText({ Content: 'last' }), { mode: 'safe' }));
	await until(() => receiver.stored.some(({ json }) => json.Content === 'last'));
	expect(receiver.stored).toHaveLength(2);
});

test('two triggers that relay to each other do not do so for ever', async () => {
	const urls: string[] = [];
	// Pushes that start nothing are not remembered either.
	const nothing = { events: [] };
	const a = await start(relaying(urls, nothing));
	const b = await start(relaying([a.url], nothing));
	urls.push(b.url);
	await a.push(forgePush(nextText(), { mode: 'safe' }));
	await until(() => b.received === 1);
	await a.push(forgePush(nextText(), { mode: 'safe' }));
	await until(() => b.received === 2);
	await b.hasReceived(2);
	expect([a.received, b.received]).toEqual([2, 2]);
});

describe('a receiver that does not work', () => {
	let dead: Server;

	const listen = async (answer: Parameters<typeof createServer>[1]) => {
		dead = createServer(answer as never);
		await new Promise<void>((resolve) => dead.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(dead.address() as AddressInfo).port}/secret-path`;
	};

	afterEach(() => {
		dead.closeAllConnections();
		dead.close();
	});

	test('never delays the acknowledgement', async () => {
		let arrived = false;
		const main = await start(relaying([await listen((() => (arrived = true)) as never)]));
		const before = Date.now();
		expect((await main.push(forgePush(nextText(), { mode: 'safe' }))).data).toBe('success');
		expect(Date.now() - before).toBeLessThan(1_000);
		await until(() => arrived);
	});

	test.each([
		['answers with an error', 500],
		['redirects elsewhere', 302],
	])('and %s is named in the log, without its path or the query', async (_name, status) => {
		const elsewhere = status === 302 ? await start(SAFE) : undefined;
		const url = await listen(((
			_request: unknown,
			response: { writeHead(code: number, headers: object): { end(): void } },
		) => response.writeHead(status, elsewhere ? { location: elsewhere.url } : {}).end()) as never);
		const main = await start(relaying([url]));
		await main.push(forgePush(nextText(), { mode: 'safe' }));
		await until(() => main.log.length > 0);
		expect(main.log).toEqual([
			`warn: WeChat Trigger relayed a push to ${new URL(url).host}, which answered HTTP ${status}`,
		]);
	});

	test('and cannot be reached is named in the log', async () => {
		const url = await listen((() => {}) as never);
		await new Promise((resolve) => dead.close(resolve));
		const main = await start(relaying([url]));
		await main.push(forgePush(nextText(), { mode: 'safe' }));
		await until(() => main.log.length > 0);
		expect(main.log[0]).toContain(
			`could not relay a push to ${new URL(url).host}: the connection was refused`,
		);
		expect(main.log[0]).not.toContain('secret-path');
	});
});
