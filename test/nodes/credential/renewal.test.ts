import { Container } from '@n8n/di';
import nock from 'nock';
import { readApiAccount } from '../../../nodes/transport/account';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { core } from '../harness/host';
import { PACKAGE, START } from '../harness/nodeTypes';
import { runWorkflow, type TestRun } from '../harness/runWorkflow';
import { requestLikeDialog, requestLikeHttpNode } from './requestNodes';

const HOST = 'http://127.0.0.1:9';
const SERVICE = 'http://127.0.0.1:8';
const TOKEN = 'TOKEN-0000000000000000000000001';
const FORCED_TOKEN = 'TOKEN-0000000000000000000000002';
const CHECK = '/cgi-bin/get_api_domain_ip';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 1_795_330_800_000; // 2026-11-22 15:00 in Beijing

let accounts = 0;

/** A credential of an account that this process knows nothing of, with a token in the store that WeChat refuses. */
function account(forcedAt: string, more: Record<string, string> = {}): Record<string, string> {
	const fields = {
		appId: `wx${String(++accounts).padStart(16, 'c')}`,
		appSecret: '0123456789abcdef0123456789abcdef',
		accessSource: 'stable',
		apiHost: 'custom',
		customApiHost: HOST,
		renewalMarker: '',
		...more,
	};
	const { fingerprint } = readApiAccount(fields);
	return { ...fields, accessToken: TOKEN, expiresAt: String(NOW + HOUR), forcedAt, tokenOwner: fingerprint };
}

const getUser = async (credential: Record<string, string>, items = 1): Promise<TestRun> =>
	await runWorkflow({
		types: [new Wechat()],
		input: Array.from({ length: items }, () => ({ json: {} })),
		credentials: { wechatMpApi: credential },
		nodes: [
			{ name: 'Start', type: START },
			{
				name: 'WeChat',
				type: `${PACKAGE}.wechat`,
				parameters: { resource: 'user', operation: 'get', openid: 'o1', lang: 'zh_CN' },
			},
		],
	});

const given = { [TOKEN]: { access_token: TOKEN, expires_in: 7200 } };
let forced: number;

/** WeChat refuses every token, gives back the refused one and, forced, another one that it refuses as well. */
function refuseAll() {
	nock(HOST)
		.persist()
		.get(/\/cgi-bin\/(user\/info|get_api_domain_ip)/)
		.query(true)
		.reply(200, { errcode: 40001, errmsg: 'invalid credential' });
	nock(HOST)
		.persist()
		.post('/cgi-bin/stable_token')
		.reply(200, (_uri, body) => {
			if (!(body as { force_refresh: boolean }).force_refresh) return given[TOKEN];
			forced += 1;
			return { access_token: FORCED_TOKEN, expires_in: 7200 };
		});
}

beforeAll(() => nock.disableNetConnect());
beforeEach(() => {
	forced = 0;
	jest.spyOn(Date, 'now').mockReturnValue(NOW);
	refuseAll();
});
afterEach(() => {
	jest.restoreAllMocks();
	nock.cleanAll();
});
// Node's own modules are shared by all test files of a worker: the next one shall find them as they were.
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

const TEN = Array.from({ length: 10 }, (_, index) => NOW - HOUR + index * MINUTE).join(',');

describe.each([
	['a node', async (credential: Record<string, string>) => await getUser(credential)],
	[
		'the test of the credential',
		async (credential: Record<string, string>) => await requestLikeDialog(credential),
	],
])('%s with a token that is refused', (_case, use) => {
	const textOf = ({ error }: TestRun) =>
		`${error?.message} ${(error as { description?: string } | undefined)?.description ?? ''}`;

	test.each([
		['', 1],
		['0', 1],
		['nonsense', 1],
		[String(NOW - 30_000), 1],
		[String(NOW - 29_999), 0],
		[`${NOW - 60_000}/2`, 0],
		[`${NOW - 120_000}/2`, 1],
		[`${TEN}/0`, 0],
		[String(NOW + HOUR), 1],
		[`${NOW + HOUR}/9`, 1],
	])('and earlier renewals %j forces %d renewals', async (forcedAt, renewals) => {
		await use(account(forcedAt));
		expect(forced).toBe(renewals);
	});

	test('says how many renewals are used up and when the next one is possible', async () => {
		const run = await use(account(`${TEN}/0`));
		expect(textOf(run)).toContain('WeChat refused the access token (WeChat 40001) · access_token 无效');
		expect(textOf(run)).toContain(
			'Within 24 hours, 10 of at most 10 forced renewals were used, and the next one is possible from 14:00 on 23 November, Beijing time.',
		);
		expect(textOf(run)).toContain('WeChat gave the same one again');
		expect(JSON.stringify(run.run)).not.toContain(TOKEN);
	});

	test('keeps the renewal in the store, where the next process finds it, beside what the user entered', async () => {
		const credential = account(`${NOW - HOUR}/0`);
		const run = await use({ ...credential });
		expect(run.credentials.stored.wechatMpApi).toMatchObject({
			...credential,
			accessToken: FORCED_TOKEN,
			expiresAt: expect.any(String) as string,
			forcedAt: `${NOW - HOUR},${NOW}/1`,
		});
	});
});

test('a renewal that one credential of the account has not stored counts for its next use in the process', async () => {
	const credential = account('');
	await requestLikeDialog({ ...credential });
	await getUser({ ...credential });
	expect(forced).toBe(1);
});

test('a renewal that a node has made counts for the test of a credential of the account that has not stored it', async () => {
	const credential = account('');
	await getUser({ ...credential });
	nock.cleanAll();
	nock(HOST).persist().get(CHECK).query(true).reply(200, { errcode: 40001, errmsg: 'x' });
	nock(HOST)
		.persist()
		.post('/cgi-bin/stable_token')
		.reply(200, (_uri, body) => {
			if ((body as { force_refresh: boolean }).force_refresh) forced += 1;
			return { access_token: FORCED_TOKEN, expires_in: 7200 };
		});
	const { error } = await requestLikeDialog({ ...credential, accessToken: FORCED_TOKEN });
	expect(error?.message).toContain('WeChat 40001');
	expect(forced).toBe(1);
});

test('a token that a node has just fetched is renewed by the test of the credential once WeChat refuses it', async () => {
	nock.cleanAll();
	nock(HOST).post('/cgi-bin/stable_token').reply(200, given[TOKEN]);
	nock(HOST).get('/cgi-bin/user/info').query(true).reply(200, { openid: 'o1' });
	const { credentials } = await getUser({ ...account(''), accessToken: '' });
	const kept = credentials.stored.wechatMpApi as Record<string, string>;
	expect(kept.accessToken).toBe(TOKEN);
	refuseAll();
	await requestLikeDialog(kept);
	expect(forced).toBe(1);
});

test('a token that the test of the credential finds accepted lets the process forget no renewal', async () => {
	const credential = account('');
	await requestLikeDialog({ ...credential });
	nock.cleanAll();
	nock(HOST).get(CHECK).query({ access_token: TOKEN }).twice().reply(200, { ip_list: [] });
	nock(HOST).post('/cgi-bin/stable_token').reply(200, given[TOKEN]);
	expect((await requestLikeDialog({ ...credential })).error).toBeUndefined();
	refuseAll();
	await getUser({ ...credential });
	expect(forced).toBe(1);
});

test.each([
	['stable', {}, () => nock(HOST).post('/cgi-bin/stable_token')],
	[
		'classic',
		{},
		() =>
			nock(HOST)
				.get('/cgi-bin/token')
				.query(({ access_token }) => access_token === undefined),
	],
	['service', { serviceUrl: `${SERVICE}/token` }, () => nock(SERVICE).get('/token')],
])(
	'a request for a %s token stores nothing, and goes out as it is, while something waits to be stored',
	async (accessSource, more, request) => {
		nock.cleanAll();
		const asked = request().reply(200, { access_token: FORCED_TOKEN, expires_in: 7200 });
		const tokens: unknown[] = [];
		nock(HOST)
			.get('/cgi-bin/user/info')
			.query(true)
			.twice()
			.reply(200, (uri) => {
				tokens.push(new URL(uri, HOST).searchParams.get('access_token'));
				jest.spyOn(Date, 'now').mockReturnValue(NOW + 2 * HOUR);
				return { openid: 'o1' };
			});
		// That the renewed token is accepted is stored with the next request; by then it has expired.
		const { error, credentials } = await getUser(account(`${NOW - HOUR}/1`, { accessSource, ...more }), 2);
		expect(error).toBeUndefined();
		expect(asked.isDone()).toBe(true);
		expect(tokens).toEqual([TOKEN, FORCED_TOKEN]);
		// A request by which n8n stores something gets the token of the store, which no token endpoint may get.
		expect(credentials.writes).toBe(1);
		expect(credentials.stored.wechatMpApi?.accessToken).toBe(FORCED_TOKEN);
	},
);

test('a forced token that the test of the credential finds accepted lets the pauses begin anew', async () => {
	nock.cleanAll();
	nock(HOST).get(CHECK).query({ access_token: TOKEN }).reply(200, { errcode: 40001, errmsg: 'x' });
	nock(HOST).get(CHECK).query({ access_token: FORCED_TOKEN }).twice().reply(200, { ip_list: [] });
	nock(HOST).post('/cgi-bin/stable_token').twice().reply(200, given[TOKEN]);
	nock(HOST).post('/cgi-bin/stable_token').reply(200, { access_token: FORCED_TOKEN, expires_in: 7200 });
	const { error, credentials } = await requestLikeDialog(account(`${NOW - HOUR}/1`));
	expect(error).toBeUndefined();
	const kept = credentials.stored.wechatMpApi as Record<string, string>;
	expect(kept.forcedAt).toBe(`${NOW - HOUR},${NOW}/2`);
	nock(HOST).get('/cgi-bin/user/info').query(true).reply(200, { openid: 'o1' });
	const next = await getUser(kept);
	expect(next.credentials.stored.wechatMpApi?.forcedAt).toBe(`${NOW - HOUR},${NOW}/0`);
});

/** Makes the pauses between two looks into the store last no time; gives how many there were. */
function shortPauses(): () => number {
	const original = setTimeout;
	let pauses = 0;
	const start = (run: () => void, milliseconds?: number) => {
		if (milliseconds !== 1000) return original(run, milliseconds);
		pauses += 1;
		return original(run, 0);
	};
	jest.spyOn(globalThis, 'setTimeout').mockImplementation(start as typeof setTimeout);
	return () => pauses;
}

describe('a node that needs a token and finds none', () => {
	const use = async (instanceType: 'main' | 'webhook' | 'worker', more: Record<string, string> = {}) => {
		nock.cleanAll();
		const pauses = shortPauses();
		const settings = Container.get(core.InstanceSettings);
		jest.replaceProperty(settings as { instanceType: string }, 'instanceType', instanceType);
		const asked = nock(HOST).post('/cgi-bin/stable_token').reply(200, given[TOKEN]);
		nock(HOST).get('/cgi-bin/user/info').query(true).reply(200, { openid: 'o1' });
		const sent: string[] = [];
		nock.emitter.on('no match', ({ path }: { path: string }) => sent.push(path));
		const credential = account('', more);
		const run = await getUser({ ...credential, accessToken: '' });
		nock.emitter.removeAllListeners('no match');
		const { askedBy, accessToken, ...stored } = run.credentials.stored.wechatMpApi ?? {};
		expect(stored).toMatchObject({ appId: credential.appId, appSecret: credential.appSecret });
		return { error: run.error, askedBy, accessToken, asked: asked.isDone(), sent, pauses: pauses() };
	};
	const fine = { error: undefined, accessToken: TOKEN, asked: true, sent: [], pauses: 1 };

	test.each(['worker', 'webhook'] as const)(
		'claims it in the store of a %s process first, where others see it, and sends nothing for that',
		async (instanceType) => {
			expect(await use(instanceType)).toEqual({
				...fine,
				askedBy: expect.stringMatching(new RegExp(`^${NOW}/.`)) as unknown,
			});
		},
	);

	test('asks at once in main, which may do all of the work', async () => {
		expect(await use('main')).toEqual({ ...fine, askedBy: undefined, pauses: 0 });
	});

	test('leaves the claim of another process that came after its look, and uses the token of that process', async () => {
		const settings = Container.get(core.InstanceSettings);
		jest.replaceProperty(settings as { instanceType: string }, 'instanceType', 'worker');
		const pauses = shortPauses();
		let reads = 0;
		// The node reads the credential when it starts, for the token, and for a claim; the fourth time immediately before it writes its own.
		const askedBy = { get: () => (++reads < 4 ? '' : `${NOW}/another`), enumerable: true };
		const token = { get: () => (pauses() === 0 ? '' : TOKEN), enumerable: true };
		const credential = Object.defineProperties(account(''), { askedBy, accessToken: token });
		nock.cleanAll();
		nock(HOST)
			.get('/cgi-bin/user/info')
			.query({ openid: 'o1', lang: 'zh_CN', access_token: TOKEN })
			.reply(200, { openid: 'o1' });
		const run = await getUser(credential);
		expect(run.error).toBeUndefined();
		expect(run.credentials.stored.wechatMpApi?.askedBy).toBe(`${NOW}/another`);
	});

	test('waits in main for the token for which another process has put a claim into the store', async () => {
		const pauses = shortPauses();
		const token = { get: () => (pauses() === 0 ? '' : TOKEN), enumerable: true };
		const claimed = account('', { askedBy: `${NOW}/another` });
		const credential = Object.defineProperty(claimed, 'accessToken', token);
		nock.cleanAll();
		nock(HOST)
			.get('/cgi-bin/user/info')
			.query({ openid: 'o1', lang: 'zh_CN', access_token: TOKEN })
			.reply(200, { openid: 'o1' });
		// Without an answer to a request for a token.
		expect((await getUser(credential)).error).toBeUndefined();
	});
});

test('the HTTP Request node takes the token that a node has just fetched, which n8n had not stored when it read the credential', async () => {
	nock.cleanAll();
	nock(HOST).post('/cgi-bin/stable_token').once().reply(200, given[TOKEN]);
	nock(HOST).get('/cgi-bin/user/info').query(true).twice().reply(200, { openid: 'o1' });
	const credential = { ...account(''), accessToken: '' };
	await getUser({ ...credential });
	const { error, credentials } = await requestLikeHttpNode({ ...credential }, `${HOST}/cgi-bin/user/info`);
	expect(error).toBeUndefined();
	expect(credentials.stored.wechatMpApi).toMatchObject({ accessToken: TOKEN });
});

test('the path of the check carries no token in an error', async () => {
	const { error } = await requestLikeDialog(account(''));
	expect(error?.message).not.toContain(CHECK);
});

test('a classic token that is refused is not replaced again within 30 seconds', async () => {
	const tokens = nock(HOST)
		.persist()
		.get('/cgi-bin/token')
		.query(true)
		.reply(200, () => {
			forced += 1;
			return { access_token: `TOKEN-00000000000000000000000${forced}`, expires_in: 7200 };
		});
	const { run, credentials } = await getUser(account('', { accessSource: 'classic' }));
	expect(forced).toBe(1);
	const again = await getUser({ ...(credentials.stored.wechatMpApi as Record<string, string>) });
	expect(forced).toBe(1);
	expect(again.error?.message).toBe('WeChat refused the access token (WeChat 40001) · access_token 无效');
	expect(JSON.stringify([run, again.run])).not.toContain('TOKEN-000');
	tokens.persist(false);
});

describe.each([
	['a node', async (credential: Record<string, string>) => await getUser(credential)],
	[
		'the HTTP Request node',
		async (credential: Record<string, string>) =>
			await requestLikeHttpNode(credential, `${HOST}/cgi-bin/user/info`),
	],
])('%s', (_case, use) => {
	test.each(['', 'soon', 'NaN', 'Infinity', '1e99', '-1', String(NOW), String(NOW + 25 * HOUR)])(
		'does not use a classic token on that is said to last until %j',
		async (expiresAt) => {
			nock.cleanAll();
			nock(HOST)
				.get('/cgi-bin/token')
				.query(true)
				.reply(200, { access_token: FORCED_TOKEN, expires_in: 7200 });
			const asked = nock(HOST)
				.get('/cgi-bin/user/info')
				.query(({ access_token }) => access_token === FORCED_TOKEN)
				.reply(200, { openid: 'o1' });
			const { error } = await use({ ...account('', { accessSource: 'classic' }), expiresAt });
			expect(error).toBeUndefined();
			expect(asked.isDone()).toBe(true);
		},
	);
});
