import type { CallbackServer } from './support/callbackServer';
import { startConnection, type Connection } from './support/connection';
import { call, type Platform } from './support/platform';

let connection: Connection;
let platform: Platform;
let server: CallbackServer;
const connect = (mode: 'plain' | 'compatible' | 'safe') => connection.connect(mode);
const sayHello = () => connection.sayHello();
const answerWith = (body: string, status?: number) => connection.answerWith(body, status);

beforeEach(async () => {
	connection = await startConnection();
	({ platform, server } = connection);
});
afterEach(() => connection.close());

describe('attempts', () => {
	beforeEach(async () => {
		await platform.simulator.control.clock({ freeze: true });
		await connect('safe');
	});

	it('repeats the same push twice after five silent seconds each, then tells the person', async () => {
		server.answerWith(() => undefined);
		const pushing = sayHello();
		for (const index of [1, 2, 3]) {
			await server.nth(index);
			await platform.simulator.control.clock({ advanceSeconds: 5 });
		}
		const delivery = await pushing;
		expect(delivery).toMatchObject({ outcome: 'unreachable', faultShownToUser: true });
		expect(delivery.attempts).toEqual(
			[1, 2, 3].map(() => expect.objectContaining({ failure: 'timeout', ms: 5000, status: null })),
		);
		const [first, ...others] = server.received.slice(1);
		for (const { body, query } of others) {
			expect(body).toBe(first?.body);
			expect(String(query)).toBe(String(first?.query));
		}
		expect(others).toHaveLength(2);
	});

	it('does not give up before five seconds are over', async () => {
		server.answerWith(() => undefined);
		const pushing = sayHello();
		const { response } = await server.nth(1);
		await platform.simulator.control.clock({ advanceSeconds: 4.999 });
		response.end('success');
		expect((await pushing).attempts).toEqual([
			expect.objectContaining({ status: 200, body: 'success', ms: 4999 }),
		]);
	});

	it('takes the answer to a later attempt', async () => {
		let turn = 0;
		server.answerWith(({ response }) => (++turn === 1 ? response.destroy() : response.end('')));
		const delivery = await sayHello();
		expect(delivery.attempts.map(({ failure, status }) => failure ?? status)).toEqual(['connection', 200]);
		expect(delivery).toMatchObject({ outcome: 'acknowledged', faultShownToUser: false });
	});

	it('repeats after server errors, not after refusals', async () => {
		answerWith('busy', 503);
		expect((await sayHello()).attempts.map(({ status }) => status)).toEqual([503, 503, 503]);
		answerWith('forbidden', 403);
		const refused = await sayHello();
		expect(refused.attempts.map(({ status }) => status)).toEqual([403]);
		expect(refused).toMatchObject({ outcome: 'fault', faultShownToUser: true });
	});

	it('does not follow redirects', async () => {
		server.answerWith(({ response }) => response.writeHead(302, { location: server.url }).end());
		const delivery = await sayHello();
		expect(delivery.attempts).toEqual([
			expect.objectContaining({ status: 302, fault: expect.stringContaining('302') }),
		]);
	});

	it('says nothing to the person when an event fails', async () => {
		answerWith('{"ok":true}');
		const delivery = await platform.simulator.control.push({ event: { Event: 'CLICK' } });
		expect(delivery).toMatchObject({ outcome: 'fault', faultShownToUser: false });
	});

	it('answers at once with wait: false and goes on', async () => {
		server.answerWith(() => undefined);
		const { control } = platform.simulator;
		const { id, outcome } = await control.push({ message: { MsgType: 'text' }, wait: false });
		expect(outcome).toBe('pending');
		(await server.nth(1)).response.end('success');
		await control.settled();
		expect((await control.deliveries()).find((delivery) => delivery.id === id)?.outcome).toBe('acknowledged');
	});

	it('takes an answer that came in time, also when it is read later', async () => {
		const { control } = platform.simulator;
		server.answerWith(({ response }) => {
			response.end('success');
			// The timer is due before anything that came over the network is read.
			void control.clock({ advanceSeconds: 5 });
			const until = performance.now() + 20;
			while (performance.now() < until);
		});
		const delivery = await sayHello();
		expect(delivery.attempts).toEqual([expect.objectContaining({ status: 200, failure: null })]);
	});

	it('keeps 256 pushes in flight, the rest wait their turn', async () => {
		const { control } = platform.simulator;
		server.answerWith(() => undefined);
		for (let turn = 0; turn < 257; turn++) await control.push({ message: { MsgType: 'text' }, wait: false });
		const busy = await server.nth(256);
		await call(platform, '/cgi-bin/token');
		expect(server.received).toHaveLength(257);
		busy.response.end('success');
		await server.nth(257);
	});

	it('refuses to push to an account without server URL', async () => {
		await platform.simulator.control.account({ appid: platform.account.appid, callbackUrl: null });
		await expect(sayHello()).rejects.toThrow('has no server URL');
	});
});
