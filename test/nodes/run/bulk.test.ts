import type { IDataObject } from 'n8n-workflow';
import type * as n8nWorkflow from 'n8n-workflow';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { PACKAGE, START } from '../harness/nodeTypes';
import { runWorkflow } from '../harness/runWorkflow';
import { inWords } from './lab';

/** How many of the next waits end, at once; all others last until they are given up. */
const mockWaits = { ending: Infinity };
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof n8nWorkflow>('n8n-workflow'),
	sleep: async (milliseconds: number) => {
		// To let others go first is no wait.
		if (milliseconds > 0 && mockWaits.ending-- <= 0) await new Promise(() => {});
		await new Promise(setImmediate);
	},
}));

/** A platform of a few lines: what it answers for an openid decides the test. */
interface Platform {
	url: string;
	/** Openids in the order in which their calls arrived. */
	arrived: string[];
	mostInFlight: number;
	tokenCalls: number;
	close(): Promise<void>;
}

type Answer = (openid: string, nth: number, token: string) => { body?: object; hold?: Promise<void> };

async function startPlatform(answer: Answer): Promise<Platform> {
	let inFlight = 0;
	const seen = new Map<string, number>();
	const platform = { arrived: [] as string[], mostInFlight: 0, tokenCalls: 0 };
	const server: Server = createServer((request, response) => {
		const url = new URL(request.url ?? '', 'http://127.0.0.1');
		if (url.pathname === '/cgi-bin/stable_token') {
			platform.tokenCalls += 1;
			const access_token = `TOKEN-00000000000000000000000${platform.tokenCalls}`;
			response.end(JSON.stringify({ access_token, expires_in: 7200 }));
			return;
		}
		const openid = url.searchParams.get('openid') ?? '';
		inFlight += 1;
		platform.mostInFlight = Math.max(platform.mostInFlight, inFlight);
		platform.arrived.push(openid);
		const nth = (seen.get(openid) ?? 0) + 1;
		seen.set(openid, nth);
		const { body, hold } = answer(openid, nth, url.searchParams.get('access_token') ?? '');
		void (hold ?? Promise.resolve()).then(() => {
			inFlight -= 1;
			response.end(JSON.stringify(body ?? { openid }));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return Object.assign(platform, {
		url: `http://127.0.0.1:${port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	});
}

const openids = (count: number) =>
	Array.from({ length: count }, (_, index) => `o${String(index).padStart(27, '0')}`);

const getUsers = (
	platform: Platform,
	count: number,
	node: object = {},
	runOptions: IDataObject = {},
	cancelAfter?: Promise<void>,
) =>
	runWorkflow({
		cancelAfter,
		types: [new Wechat()],
		credentials: {
			wechatMpApi: {
				appId: 'wx0123456789abcdef',
				appSecret: '0123456789abcdef0123456789abcdef',
				apiHost: 'custom',
				customApiHost: platform.url,
			},
		},
		input: openids(count).map((id) => ({ json: { id } })),
		nodes: [
			{ name: 'Start', type: START },
			{
				name: 'WeChat',
				type: `${PACKAGE}.wechat`,
				parameters: {
					resource: 'user',
					operation: 'get',
					openid: '={{ $json.id }}',
					runOptions: runOptions as never,
				},
				...node,
			},
		],
	});

describe('many items', () => {
	let platform: Platform;
	beforeEach(() => (mockWaits.ending = Infinity));
	afterEach(async () => await platform.close());

	test('30 items with 4 in flight never exceed 4, and outputs keep the order of the inputs', async () => {
		let release = () => {};
		const slow = new Promise<void>((resolve) => (release = resolve));
		platform = await startPlatform((openid) => {
			// The second item answers last of all.
			if (openid === openids(30)[1]) return { hold: slow };
			if (openid === openids(30)[29]) release();
			return {};
		});
		const { items, error } = await getUsers(platform, 30, {}, { inFlight: 4 });
		expect(error).toBeUndefined();
		expect(items('WeChat').map(({ json }) => json.openid)).toEqual(openids(30));
		expect(items('WeChat').map(({ pairedItem }) => pairedItem)).toEqual(
			openids(30).map((_, item) => ({ item })),
		);
		expect(platform.mostInFlight).toBeLessThanOrEqual(4);
		expect(platform.mostInFlight).toBeGreaterThan(1);
		expect(platform.tokenCalls).toBe(1);
	});

	test('a used-up quota with continue on fail stops the run: the rest is returned as not attempted', async () => {
		const quota = { errcode: 45009, errmsg: 'reach max api daily quota limit' };
		platform = await startPlatform((openid) =>
			openid >= (openids(50)[10] as string) ? { body: quota } : {},
		);
		const { items } = await getUsers(platform, 50, { onError: 'continueRegularOutput' }, { inFlight: 2 });
		const all = items('WeChat');
		expect(all).toHaveLength(50);
		expect(all.slice(0, 10).map(({ json }) => json.openid)).toEqual(openids(50).slice(0, 10));
		expect(all[10]?.json).toMatchObject({ details: { errcode: 45009, attempted: true, retryable: true } });
		expect(all[49]?.json).toMatchObject({
			error: expect.stringContaining('Not attempted'),
			details: { attempted: false, retryable: true },
		});
		expect(platform.arrived.length).toBeLessThanOrEqual(13);
	});

	test('without continue on fail the first failure ends the run and says how far it came', async () => {
		const refused = { errcode: 40003, errmsg: 'invalid openid' };
		platform = await startPlatform((openid) => (openid === openids(20)[5] ? { body: refused } : {}));
		const { error } = await getUsers(platform, 20, {}, { inFlight: 1 });
		expect(error).toMatchObject({
			message: 'This OpenID does not belong to this account (WeChat 40003) · OpenID 不属于该账号',
			context: { itemIndex: 5 },
		});
		expect((error as unknown as { description: string }).description).toContain(
			`Items so far: 5 done, 1 failed: ${inWords(40003)} × 1, 14 not attempted. Done: items 0–4. Failed: item 5. Not attempted: items 6–19.`,
		);
		expect(platform.arrived).toHaveLength(6);
	});

	test('a refusal that concerns one item tells how to have the others worked on, a used-up quota does not', async () => {
		const answers = { 5: { errcode: 40003, errmsg: 'invalid openid' } } as Record<number, object>;
		platform = await startPlatform((openid) => ({ body: answers[openids(20).indexOf(openid)] }));
		const described = async () =>
			(await getUsers(platform, 20, {}, { inFlight: 1 })).error as unknown as { description: string };
		expect((await described()).description).toContain('set On Error in the Settings of the node to Continue');
		answers[5] = { errcode: 45009, errmsg: 'reach max api daily quota limit' };
		expect((await described()).description).not.toContain('On Error');
	});

	test('a frozen follower (50002) does not end the run of the others', async () => {
		const frozen = { errcode: 50002, errmsg: 'user limited' };
		platform = await startPlatform((openid) => (openid === openids(6)[2] ? { body: frozen } : {}));
		const { items } = await getUsers(platform, 6, { onError: 'continueRegularOutput' }, { inFlight: 2 });
		expect(items('WeChat').filter(({ json }) => json.openid)).toHaveLength(5);
	});

	test('a stop ends the waits of the rate cap, and the waiting items count as not attempted', async () => {
		const quota = { errcode: 45009, errmsg: 'reach max api daily quota limit' };
		platform = await startPlatform((openid) => (openid === openids(9)[1] ? { body: quota } : {}));
		// The second call waits for its second; what comes after it would wait for ever.
		mockWaits.ending = 1;
		const { items } = await getUsers(
			platform,
			9,
			{ onError: 'continueRegularOutput' },
			{ inFlight: 5, perSecond: 1 },
		);
		expect(items('WeChat').map(({ json }) => (json.details as IDataObject | undefined)?.attempted)).toEqual([
			undefined,
			true,
			...new Array<boolean>(7).fill(false),
		]);
		expect(platform.arrived).toHaveLength(2);
	});

	test('twenty calls in flight that meet an expired token renew it once, and all of them arrive', async () => {
		const expired = { errcode: 42001, errmsg: 'access_token expired' };
		let release = () => {};
		const together = new Promise<void>((resolve) => (release = resolve));
		let refused = 0;
		platform = await startPlatform((openid, _nth, token) => {
			// The first item and its token are fine; then the token is over for all at the same moment.
			if (openid === openids(1)[0] || token !== 'TOKEN-000000000000000000000001') return {};
			refused += 1;
			if (refused === 20) release();
			return { body: expired, hold: together };
		});
		const { items, error } = await getUsers(platform, 41, {}, { inFlight: 20 });
		expect(error).toBeUndefined();
		expect(items('WeChat').map(({ json }) => json.openid)).toEqual(openids(41));
		expect(refused).toBe(20);
		expect(platform.tokenCalls).toBe(2);
	});

	test('cancelling during a back-off ends the run and makes no further call', async () => {
		let cancel = () => {};
		const cancelAfter = new Promise<void>((resolve) => (cancel = resolve));
		platform = await startPlatform((openid) => {
			if (openid !== openids(3)[2]) return {};
			setImmediate(cancel);
			return { body: { errcode: -1, errmsg: 'system error' } };
		});
		mockWaits.ending = 0;
		const { run } = await getUsers(platform, 3, { onError: 'continueRegularOutput' }, {}, cancelAfter);
		expect(run.status).toBe('canceled');
		expect(platform.arrived.filter((openid) => openid === openids(3)[2])).toHaveLength(1);
	});

	test('cancelling while the rate cap holds items back ends the run', async () => {
		let cancel = () => {};
		const cancelAfter = new Promise<void>((resolve) => (cancel = resolve));
		platform = await startPlatform((openid) => {
			if (openid === openids(9)[1]) setImmediate(cancel);
			return {};
		});
		mockWaits.ending = 1;
		const { run } = await getUsers(platform, 9, {}, { inFlight: 2, perSecond: 1 }, cancelAfter);
		expect(run.status).toBe('canceled');
		expect(platform.arrived).toEqual(openids(2));
	});

	test('an unusable number of calls in flight is refused before any call', async () => {
		platform = await startPlatform(() => ({}));
		const { error } = await getUsers(platform, 2, {}, { inFlight: 500 });
		expect(error?.message).toContain('Calls in Flight');
		expect(platform.arrived).toEqual([]);
	});
});
