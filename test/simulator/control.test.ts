import axios from 'axios';
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createControlClient } from '../../simulator/client';
import type { Control } from '../../simulator/control/Control';
import { createSimulator } from '../../simulator/createSimulator';
import { startCallbackServer } from './support/callbackServer';
import {
	call,
	classicToken,
	stableToken,
	startPlatform,
	tokenErrcode,
	type Platform,
} from './support/platform';

let platform: Platform;
beforeEach(async () => (platform = await startPlatform()));
afterEach(() => platform.simulator.close());

/** Uses everything that a reset has to forget. */
async function useEverything({ simulator }: Platform) {
	const { control } = simulator;
	await control.follower({ follow: true });
	await control.area('templates', 'add', { title: 't', content: '品名{{thing1.DATA}}' });
	await stableToken(platform, true);
	await classicToken(platform);
	await call(platform, '/cgi-bin/nothing');
	await control.fault({ match: '/never', errcode: -1 });
	await control.clock({ advanceSeconds: 86_400 * 365, freeze: true });
}

describe('reset', () => {
	it('leaves the platform as it started', async () => {
		const { control } = platform.simulator;
		const fresh = await startPlatform();
		await fresh.simulator.control.reset();
		await useEverything(platform);
		await control.reset();
		const { clock, ...state } = await control.state();
		const { clock: freshClock, ...freshState } = await fresh.simulator.control.state();
		expect(state).toEqual(freshState);
		expect(clock.frozen).toBe(false);
		expect(Math.abs(clock.now - freshClock.now)).toBeLessThan(60_000);
		expect(await control.calls()).toEqual([]);
		expect(await control.deliveries()).toEqual([]);
		const ids = JSON.parse(await control.snapshot()) as { ids: unknown };
		const freshIds = JSON.parse(await fresh.simulator.control.snapshot()) as { ids: unknown };
		expect(ids.ids).toEqual(freshIds.ids);
		await fresh.simulator.close();
	});

	it('forgets tokens and quotas of an account that comes back under the same name', async () => {
		const { control } = platform.simulator;
		const { appid, secret } = platform.account;
		await control.account({ appid, dailyLimits: { '/cgi-bin/token': 1 } });
		const { token } = await classicToken(platform);
		await control.reset();
		await control.account({ appid, secret });
		expect(await tokenErrcode(platform, token)).toBe(40001);
		expect((await classicToken(platform)).errcode).toBeUndefined();
	});

	it('cuts pushes under way and orders no more attempts', async () => {
		const { control } = platform.simulator;
		const server = await startCallbackServer();
		await control.account({ appid: platform.account.appid, callbackUrl: server.url });
		await control.follower();
		server.answerWith(() => undefined);
		const pushing = control.push({ message: { MsgType: 'text' } });
		await server.nth(1);
		await control.reset();
		expect(await pushing).toMatchObject({ outcome: 'abandoned', faultShownToUser: false });
		await control.clock({ advanceSeconds: 60 });
		await control.settled();
		expect(server.received).toHaveLength(2);
		await server.close();
	});

	it('takes another seed', async () => {
		const { control } = platform.simulator;
		const appid = async (seed?: string) => {
			await control.reset({ seed });
			return (await control.account()).account.appid;
		};
		expect(await appid('a')).toBe(await appid('a'));
		expect(await appid('a')).not.toBe(await appid('b'));
		expect(await appid()).toBe(platform.account.appid);
	});
});

describe('snapshot and restore', () => {
	it('put everything back, clock and tokens included', async () => {
		const { control } = platform.simulator;
		await useEverything(platform);
		const { token } = await stableToken(platform);
		const snapshot = await control.snapshot();
		const before = await control.state();
		await control.reset();
		expect(await tokenErrcode(platform, token)).toBe(40001);
		await control.restore(snapshot);
		expect(await control.state()).toEqual(before);
		expect(await tokenErrcode(platform, token)).toBe(0);
	});

	it('refuses what is no snapshot', async () => {
		await expect(platform.simulator.control.restore('{"a":1}')).rejects.toThrow('not a snapshot');
	});
});

describe('clock', () => {
	it('that is moved back by a month lets what waits for it wait, without keeping the machine busy', async () => {
		const { control } = platform.simulator;
		const set = jest.spyOn(globalThis, 'setTimeout');
		await control.fault({ match: '/cgi-bin/token', delayMs: 60_000, count: 1 });
		const waiting = classicToken(platform);
		while ((await control.state()).faults[0]?.struck !== 1) await new Promise(setImmediate);
		await control.clock({ advanceSeconds: -31 * 86_400 });
		expect(Math.max(...set.mock.calls.map(([, milliseconds = 0]) => milliseconds))).toBe(2 ** 31 - 1);
		await control.clock({ advanceSeconds: 32 * 86_400 });
		expect((await waiting).token).toBeDefined();
		set.mockRestore();
	});

	it('moves, freezes and runs on', async () => {
		const { control } = platform.simulator;
		const moved = await control.clock({ now: '2030-01-01T00:00:00Z', freeze: true });
		expect(moved).toEqual({ now: Date.parse('2030-01-01'), iso: '2030-01-01T00:00:00.000Z', frozen: true });
		expect((await control.clock({ advanceSeconds: 1.5 })).iso).toBe('2030-01-01T00:00:01.500Z');
		expect(await control.clock()).toMatchObject({ iso: '2030-01-01T00:00:01.500Z' });
		const running = await control.clock({ freeze: false });
		expect(running.frozen).toBe(false);
		const passed = running.now - Date.parse('2030-01-01T00:00:01.500Z');
		expect(passed).toBeGreaterThanOrEqual(0);
		expect(passed).toBeLessThan(60_000);
	});

	it('refuses a moment it cannot read', async () => {
		await expect(platform.simulator.control.clock({ now: 'tomorrow' })).rejects.toThrow('now');
		const { now } = await platform.simulator.control.clock();
		for (const [input, field] of [
			[{ advanceSeconds: 1e15 }, 'advanceSeconds'],
			[{ advanceSeconds: -1e12 }, 'advanceSeconds'],
			[{ now: 9e15, freeze: true }, 'now'],
			[{ now: 0 }, 'now'],
		] as const) {
			await expect(platform.simulator.control.clock(input)).rejects.toThrow(
				`${field}: the clock can show 2000-01-01T00:00:00.000Z to 2286-`,
			);
		}
		expect((await platform.simulator.control.clock()).frozen).toBe(false);
		expect((await platform.simulator.control.state()).clock.now - now).toBeLessThan(60_000);
	});
});

describe('unknown routes', () => {
	it('answer as the platform’s gateway does, are counted and logged', async () => {
		const { status, json } = await call(platform, '/cgi-bin/nothing?access_token=x', {});
		expect(status).toBe(200);
		expect(json).toEqual({
			errcode: 40066,
			errmsg: expect.stringMatching(/^invalid url rid: /),
		});
		await call(platform, '/cgi-bin/nothing', {});
		const { unknownRoutes } = await platform.simulator.control.state();
		expect(unknownRoutes).toEqual([{ route: 'POST /cgi-bin/nothing', calls: 2 }]);
		expect(platform.log).toEqual(
			Array(2).fill('unknown route POST /cgi-bin/nothing: the simulator does not have it'),
		);
	});
});

describe('secrets', () => {
	it('are masked in calls and state, also wrong ones', async () => {
		const { appid, secret, token, encodingAESKey } = platform.account;
		const newKey = 'N'.repeat(43);
		await platform.simulator.control.account({ appid, encodingAESKey: newKey });
		const access = await classicToken(platform);
		await call(platform, `/cgi-bin/user/get?access_token=${access.token}`);
		const wrong = 'f'.repeat(32);
		await call(platform, '/cgi-bin/stable_token', { grant_type: 'client_credential', appid, secret: wrong });
		await call(platform, `/cgi-bin/user/get?access_token=${wrong}`);
		const shown = JSON.stringify([
			await platform.simulator.control.calls(),
			await platform.simulator.control.state(),
		]);
		for (const hidden of [secret, token, encodingAESKey, newKey, access.token, wrong])
			expect(shown).not.toContain(hidden);
		expect(shown).toContain(appid);
	});
});

describe('over HTTP', () => {
	let client: Control;
	beforeEach(() => (client = createControlClient(platform.simulator.urls.control)));

	it('does and answers the same as in process', async () => {
		const local = platform.simulator.control;
		const { account } = await client.account({ appid: platform.account.appid, mode: 'plain' });
		expect(account).toEqual({ ...platform.account, mode: 'plain' });
		const { follower } = await client.follower({ follow: true, nickname: '小明' });
		await client.clock({ now: '2030-01-01T00:00:00Z', freeze: true });
		const added = await client.area('templates', 'add', { title: 't', content: '品名{{thing1.DATA}}' });
		expect(added.templateId).toHaveLength(43);
		await client.fault({ match: '/never', errcode: -1 });
		expect(await client.state()).toEqual(await local.state());
		expect(await client.chat()).toEqual(
			JSON.parse(JSON.stringify(await local.chat({ openid: follower.openid }))),
		);
		await client.restore(await client.snapshot());
		expect(await client.snapshot()).toBe(await local.snapshot());
		expect(await client.calls()).toEqual(await local.calls());
		expect(await client.deliveries()).toEqual([]);
		await client.settled();
		await client.reset();
		expect((await local.state()).accounts).toEqual([]);
	});

	it('answers a push with its attempts', async () => {
		const server = await startCallbackServer();
		await client.account({ appid: platform.account.appid, callbackUrl: server.url });
		await client.follower();
		const delivery = await client.push({ event: { Event: 'CLICK', EventKey: 'K' } });
		expect(delivery.attempts).toEqual([
			expect.objectContaining({ status: 200, body: 'success', reply: null, ms: expect.any(Number) }),
		]);
		await server.close();
	});

	it.each([
		['an ill-formed AppID', () => client.account({ appid: 'x' }), 'appid: an AppID is wx and 16 hex digits'],
		['a short key', () => client.account({ encodingAESKey: 'x' }), 'encodingAESKey: an EncodingAESKey is 43'],
		[
			'an FTP server URL',
			() => client.account({ callbackUrl: 'ftp://x/' }),
			'callbackUrl: must be http or https',
		],
		['an ill-formed range', () => client.account({ ipAllowlist: ['10.0.0.0/33'] }), 'ipAllowlist.0: an IPv4'],
		['an unknown account', () => client.follower({ appid: 'wx0' }), 'appid: there is no account wx0'],
		['an unknown person', () => client.chat({ openid: 'oNo' }), 'openid: account'],
		['a push of nothing', () => client.push({}), 'exactly one of message, event, raw, repeat'],
		[
			'a QR code without following',
			() => client.follower({ qr: { scene: 1, ticket: 't' } }),
			'qr: only together',
		],
	])('refuses %s naming field and rule', async (_name, ask, message) => {
		await expect(ask()).rejects.toThrow(message);
	});

	it('refuses unknown endpoints and bodies that are not JSON with 400', async () => {
		const { control } = platform.simulator.urls;
		const ask = (endpoint: string, body: string) =>
			axios.post<unknown>(control + endpoint, Buffer.from(body), {
				validateStatus: () => true,
				proxy: false,
			});
		for (const [endpoint, body] of [
			['/nothing', '{}'],
			['/templates/nothing', '{}'],
			['/__proto__/add', '{}'],
			['/reset', '{'],
		] as const) {
			const { status, data } = await ask(endpoint, body);
			expect({ endpoint, status, data }).toEqual({
				endpoint,
				status: 400,
				data: { error: expect.any(String) },
			});
		}
	});

	it.each([
		['another host name', { host: 'evil.example' }],
		['a name that begins like loopback', { host: '127.0.0.1.evil.example' }],
		['a name that begins with localhost', { host: 'localhost.evil.example' }],
		['a name that ends like loopback', { host: 'evil-127.0.0.1' }],
		['a name that begins like an official one', { host: 'api.weixin.qq.com.evil.example' }],
		['a name that ends like an official one', { host: 'evil.example/api.weixin.qq.com' }],
		['another page', { origin: 'https://evil.example' }],
		['a page without an origin, such as a sandboxed frame or a file', { origin: 'null' }],
		['a page of loopback on another port', { origin: 'http://127.0.0.1:1' }],
	])('refuses requests made through %s', async (_name, headers) => {
		const { api, control, open, ui } = platform.simulator.urls;
		const pages = [
			`${control}/state`,
			`${api}/cgi-bin/token`,
			`${open}/connect/oauth2/authorize`,
			`${ui}view`,
		];
		for (const url of pages) {
			const { status } = await axios.get(url, { headers, validateStatus: () => true, proxy: false });
			expect({ url, status }).toEqual({ url, status: 403 });
		}
	});

	it('serves clients that are led here from the platform’s own names', async () => {
		const { api } = platform.simulator.urls;
		const headers = { host: 'api.weixin.qq.com' };
		const { status } = await axios.get(`${api}/cgi-bin/token`, { headers, proxy: false });
		expect(status).toBe(200);
	});
});

it('is not troubled by a caller who leaves in the middle of a request', async () => {
	const { port } = new URL(platform.simulator.urls.api);
	const socket = connect({ host: '127.0.0.1', port: Number(port) });
	socket.write(
		'POST /cgi-bin/stable_token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n',
	);
	await once(socket, 'data');
	socket.destroy();
	await once(socket, 'close');
	expect((await stableToken(platform)).errcode).toBeUndefined();
	expect(platform.log).toEqual([]);
});

describe('where it listens', () => {
	const knock = (host: string, port: number) =>
		new Promise<boolean>((resolve) => {
			const socket = connect({ host, port, timeout: 2000 });
			const end = (open: boolean) => {
				socket.destroy();
				resolve(open);
			};
			socket
				.once('connect', () => end(true))
				.once('error', () => end(false))
				.once('timeout', () => end(false));
		});

	it('is 127.0.0.1 and no other address of the machine', async () => {
		const { hostname, port } = new URL(platform.simulator.urls.api);
		expect(hostname).toBe('127.0.0.1');
		expect(await knock('127.0.0.1', Number(port))).toBe(true);
		const others = Object.values(networkInterfaces())
			.flatMap((addresses) => addresses ?? [])
			.filter(({ internal, family }) => !internal && family === 'IPv4')
			.map(({ address }) => address);
		for (const address of [...others, '::1'])
			expect([address, await knock(address, Number(port))]).toEqual([address, false]);
	});

	it('takes the port it is given, and says so when that is taken', async () => {
		const { port } = new URL(platform.simulator.urls.api);
		await expect(createSimulator({ port: Number(port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});

	it('serves a page for people', async () => {
		const { status, data } = await axios.get<string>(platform.simulator.urls.ui, { proxy: false });
		expect(status).toBe(200);
		expect(data).toContain('<title>WeChat simulator</title>');
	});
});
