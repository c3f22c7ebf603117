import type { IDataObject } from 'n8n-workflow';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { PACKAGE, START } from '../harness/nodeTypes';
import { runWorkflow } from '../harness/runWorkflow';

/** A platform of a few lines: what it answers for an openid decides the test. */
interface Platform {
	url: string;
	/** Openids in the order in which their calls arrived. */
	arrived: string[];
	mostInFlight: number;
	tokenCalls: number;
	close(): Promise<void>;
}

type Answer = (openid: string, nth: number) => { body?: object; hold?: Promise<void> };

async function startPlatform(answer: Answer): Promise<Platform> {
	let inFlight = 0;
	const seen = new Map<string, number>();
	const platform = { arrived: [] as string[], mostInFlight: 0, tokenCalls: 0 };
	const server: Server = createServer((request, response) => {
		const url = new URL(request.url ?? '', 'http://127.0.0.1');
		if (url.pathname === '/cgi-bin/stable_token') {
			platform.tokenCalls += 1;
			response.end(JSON.stringify({ access_token: 'TOKEN-000000000000000000000001', expires_in: 7200 }));
			return;
		}
		const openid = url.searchParams.get('openid') ?? '';
		inFlight += 1;
		platform.mostInFlight = Math.max(platform.mostInFlight, inFlight);
		platform.arrived.push(openid);
		const nth = (seen.get(openid) ?? 0) + 1;
		seen.set(openid, nth);
		const { body, hold } = answer(openid, nth);
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

const getUsers = (platform: Platform, count: number, node: object = {}, runOptions: IDataObject = {}) =>
	runWorkflow({
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
		expect(all[10]?.json).toMatchObject({ details: { errcode: 45009, attempted: true } });
		expect(all[49]?.json).toMatchObject({
			error: expect.stringContaining('Not attempted'),
			details: { attempted: false },
		});
		expect(platform.arrived.length).toBeLessThanOrEqual(13);
	});

	test('without continue on fail the first failure ends the run and says how far it came', async () => {
		const refused = { errcode: 40003, errmsg: 'invalid openid' };
		platform = await startPlatform((openid) => (openid === openids(20)[5] ? { body: refused } : {}));
		const { error } = await getUsers(platform, 20, {}, { inFlight: 1 });
		expect(error).toMatchObject({ message: 'WeChat 40003: invalid openid', context: { itemIndex: 5 } });
		expect((error as unknown as { description: string }).description).toContain(
			'5 done, 1 failed: 40003 × 1, 14 not attempted',
		);
		expect(platform.arrived).toHaveLength(6);
	});

	test('an unusable number of calls in flight is refused before any call', async () => {
		platform = await startPlatform(() => ({}));
		const { error } = await getUsers(platform, 2, {}, { inFlight: 500 });
		expect(error?.message).toContain('Calls in Flight');
		expect(platform.arrived).toEqual([]);
	});
});
