import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerEndlessly } from '../harness/answerEndlessly';
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
	parameters: { triggerOptions: { relayUrls: urls }, ...more },
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
			expect.stringMatching(
				`^warn: WeChat Trigger could not relay a push to ${new URL(url).host}: it answered HTTP ${status}. It is not sent again; 1 of 1 were lost since 20[0-9TZ:.-]+$`,
			),
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

	test('but takes the push and answers without end is hung up on, and has lost nothing', async () => {
		let hungUp = false;
		const url = await listen(((_request: unknown, response: ServerResponse) => {
			response.once('close', () => (hungUp = true));
			answerEndlessly(response);
		}) as never);
		const main = await start(relaying([url]));
		await main.push(forgePush(nextText(), { mode: 'safe' }));
		await until(() => hungUp);
		await main.push(forgePush(nextText(), { mode: 'safe' }));
		expect(main.stored[1]?.json.meta).not.toHaveProperty('relay');
		expect(main.log).toEqual([]);
	});

	test('is told of in the next pushes, with how many copies it has lost, while it is relayed to', async () => {
		const receiver = await start(SAFE);
		const url = await listen(((_request: unknown, response: ServerResponse) =>
			response.writeHead(500).end()) as never);
		const main = await start(relaying([receiver.url, url]));
		const next = async () => {
			await main.push(forgePush(nextText(), { mode: 'safe' }));
			return (main.stored.at(-1)?.json.meta as { relay?: { lost: number; receivers: object[] } }).relay;
		};
		expect(await next()).toBeUndefined();
		await until(() => main.log.length === 1);
		expect(await next()).toEqual({
			lost: 1,
			receivers: [
				{
					host: new URL(url).host,
					lost: 1,
					relayed: 1,
					problem: 'it answered HTTP 500',
					since: expect.stringMatching(/^20.*Z$/) as string,
				},
			],
		});
		let told = await next();
		while (told && told.lost < 3) told = await next();
		expect(told?.receivers).toEqual([expect.objectContaining({ lost: told?.lost, relayed: told?.lost })]);
		expect(main.log).toHaveLength(1);
		main.setup.parameters = { triggerOptions: { relayUrls: [receiver.url] } };
		expect(await next()).toBeUndefined();
	});

	test.each(['not an address', 'ftp://files.example.com/x', 'http://'])(
		'because %j is not a web address costs no push',
		async (url) => {
			const main = await start(relaying([url]));
			expect((await main.push(forgePush(nextText(), { mode: 'safe' }))).data).toBe('success');
			await until(() => main.log.length === 1);
			expect(main.log[0]).toContain('Relay To: ');
			await main.push(forgePush(nextText(), { mode: 'safe' }));
			expect(main.stored).toHaveLength(2);
			expect(main.stored[1]?.json.meta).toMatchObject({ relay: { lost: 1 } });
		},
	);
});
