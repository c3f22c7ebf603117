import { apiOf, follow, type AccountApi } from './support/apiOf';
import { startCallbackServer } from './support/callbackServer';
import { call, startPlatform, type Platform } from './support/platform';

const GET_QUOTA = '/cgi-bin/openapi/quota/get';
const CLEAR_ONE = '/cgi-bin/openapi/quota/clear';
const CLEAR = '/cgi-bin/clear_quota';
const RID = '/cgi-bin/openapi/rid/get';
const CHECK = '/cgi-bin/callback/check';
const LIST = '/cgi-bin/user/get';

let platform: Platform;
let api: AccountApi;
let appid: string;

beforeEach(async () => {
	platform = await startPlatform();
	appid = platform.account.appid;
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
	api = await apiOf(platform);
});
afterEach(() => platform.simulator.close());

const quota = async (path: string) => (await api.post(GET_QUOTA, { cgi_path: path })).json.quota;

describe('openapi/quota/get', () => {
	it('counts the calls of today, for this account only', async () => {
		const other = await apiOf(platform, (await platform.simulator.control.account()).account);
		await api.get(LIST);
		await api.get(LIST);
		await other.get(LIST);
		const { json } = await api.post(GET_QUOTA, { cgi_path: LIST });
		expect(json).toEqual({
			errcode: 0,
			errmsg: 'ok',
			quota: { daily_limit: 500, used: 2, remain: 498 },
			rate_limit: { call_count: 1_000_000, refresh_second: 60 },
		});
		await platform.simulator.control.clock({ now: '2026-11-22T16:00:00Z' });
		api = await apiOf(platform);
		expect(await quota(LIST)).toMatchObject({ used: 0 });
	});

	it('knows limits of tokens, of test numbers and those set for the account', async () => {
		expect(await quota('/cgi-bin/token')).toEqual({ daily_limit: 2000, used: 0, remain: 2000 });
		expect(await quota('/cgi-bin/stable_token')).toEqual({ daily_limit: 500_000, used: 1, remain: 499_999 });
		await platform.simulator.control.account({ appid, kind: 'test-number' });
		expect(await quota(LIST)).toMatchObject({ daily_limit: 100 });
		expect(await quota('/cgi-bin/token')).toMatchObject({ daily_limit: 200 });
		await platform.simulator.control.account({ appid, dailyLimits: { [LIST]: 7 } });
		expect(await quota(LIST)).toMatchObject({ daily_limit: 7 });
	});

	it.each([
		['no path', undefined, 76021],
		['a path without slash', 'cgi-bin/user/get', 76003],
		['a path with host', `https://api.weixin.qq.com${LIST}`, 76003],
		['an unknown path', '/cgi-bin/nothing', 76021],
		['web authorization', '/sns/userinfo', 76022],
	])('answers %s with an errcode %#', async (_case, cgi_path, errcode) => {
		expect(await api.code(GET_QUOTA, { cgi_path })).toBe(errcode);
	});

	it('answers 76022 for an API that the account may not call', async () => {
		await platform.simulator.control.account({ appid, kind: 'subscription-uncertified' });
		expect(await api.code(GET_QUOTA, { cgi_path: LIST })).toBe(76022);
	});
});

describe('resets', () => {
	it('clear_quota empties all counters of its own account, ten times a month', async () => {
		const other = await apiOf(platform, (await platform.simulator.control.account()).account);
		await platform.simulator.control.account({ appid, dailyLimits: { [LIST]: 1 } });
		await api.get(LIST);
		expect((await api.get(LIST)).json.errcode).toBe(45009);
		expect(await api.code(CLEAR, { appid })).toBe(0);
		expect((await api.get(LIST)).json.errcode).toBeUndefined();
		for (let turn = 2; turn <= 10; turn++) expect(await api.code(CLEAR, { appid })).toBe(0);
		expect(await api.code(CLEAR, { appid })).toBe(48006);
		expect(await other.code(CLEAR, { appid })).toBe(40013);
		await platform.simulator.control.clock({ now: '2026-11-30T16:00:00Z' });
		api = await apiOf(platform);
		expect(await api.code(CLEAR, { appid })).toBe(0);
	});

	it('clear_quota/v2 takes the secret in the body or in the query and shares the ten', async () => {
		const { secret } = platform.account;
		for (let turn = 0; turn < 5; turn++) {
			const inBody = await call(platform, `${CLEAR}/v2`, { appid, appsecret: secret });
			const inQuery = await platform.http.post<string>(`${CLEAR}/v2?appid=${appid}&appsecret=${secret}`);
			expect([inBody.json.errcode, JSON.parse(inQuery.data)]).toEqual([0, { errcode: 0, errmsg: 'ok' }]);
		}
		expect(await api.code(CLEAR, { appid })).toBe(48006);
		expect((await call(platform, `${CLEAR}/v2`, { appid, appsecret: secret })).json.errcode).toBe(48006);
	});

	it.each([
		['no appid', {}, 41002],
		['no secret', { appid: 'own' }, 41004],
		['an unknown appid', { appid: 'wx0000000000000000', appsecret: 'x' }, 40013],
		['a wrong secret', { appid: 'own', appsecret: 'x' }, 40125],
		['a list', [], 47001],
	])('clear_quota/v2 refuses %s', async (_case, body, errcode) => {
		const own = 'appid' in body && body.appid === 'own' ? { ...body, appid } : body;
		expect((await call(platform, `${CLEAR}/v2`, own)).json.errcode).toBe(errcode);
	});

	it('quota/clear empties one counter, fifty times a month apart from the ten', async () => {
		await api.get(LIST);
		await api.get('/cgi-bin/tags/get');
		expect(await api.code(CLEAR_ONE, { cgi_path: LIST })).toBe(0);
		expect(await quota(LIST)).toMatchObject({ used: 0 });
		expect(await quota('/cgi-bin/tags/get')).toMatchObject({ used: 1 });
		for (let turn = 2; turn <= 50; turn++) await api.code(CLEAR_ONE, { cgi_path: LIST });
		expect(await api.code(CLEAR_ONE, { cgi_path: LIST })).toBe(45009);
		expect(await api.code(CLEAR, { appid })).toBe(0);
		expect(await api.code(CLEAR_ONE, { cgi_path: '/cgi-bin/nothing' })).toBe(76021);
	});

	it('are for certified accounts (48001)', async () => {
		await platform.simulator.control.account({ appid, kind: 'service-uncertified' });
		expect(await api.code(CLEAR, { appid })).toBe(48001);
		const { secret } = platform.account;
		expect((await call(platform, `${CLEAR}/v2`, { appid, appsecret: secret })).json.errcode).toBe(48001);
	});
});

describe('openapi/rid/get', () => {
	async function fail(client = api): Promise<{ rid: string; errmsg: string }> {
		const { json } = await client.post('/cgi-bin/tags/create', { tag: { name: '' } });
		const errmsg = String(json.errmsg);
		return { rid: errmsg.slice(-26), errmsg };
	}

	it('shows what the platform received', async () => {
		await platform.simulator.control.account({ appid, egressIp: '203.0.113.7' });
		const { rid, errmsg } = await fail();
		const { json } = await api.post(RID, { rid });
		expect(json).toMatchObject({
			errcode: 0,
			request: {
				invoke_time: Date.parse('2026-11-22T02:00:00Z') / 1000,
				cost_in_ms: 0,
				request_url: expect.stringMatching(/^access_token=/),
				request_body: '{"tag":{"name":""}}',
				response_body: JSON.stringify({ errcode: 45157, errmsg }),
				client_ip: '203.0.113.7',
			},
		});
	});

	it('shows a call with a token that had ended', async () => {
		await platform.simulator.control.area('tokens', 'expire', {});
		const { rid } = await fail();
		api = await apiOf(platform);
		expect((await api.post(RID, { rid })).json).toMatchObject({ errcode: 0 });
	});

	it('does not show the calls of another account (76003)', async () => {
		const other = await apiOf(platform, (await platform.simulator.control.account()).account);
		const { rid } = await fail();
		expect(await other.code(RID, { rid })).toBe(76003);
	});

	it('forgets after seven days (76004)', async () => {
		const { rid } = await fail();
		await platform.simulator.control.clock({ advanceSeconds: 7 * 86_400 });
		api = await apiOf(platform);
		expect(await api.code(RID, { rid })).toBe(0);
		await platform.simulator.control.clock({ advanceSeconds: 1 });
		expect(await api.code(RID, { rid })).toBe(76004);
	});

	it('answers 76001 for an unknown one and 76002 for none', async () => {
		expect(await api.code(RID, { rid: '61725984-6126f6f9-040f19c4' })).toBe(76001);
		for (const rid of [undefined, '', 'x', '61725984-6126f6f9'])
			expect(await api.code(RID, { rid })).toBe(76002);
	});

	it('does not know sns calls (76022)', async () => {
		const { json } = await call(platform, '/sns/oauth2/access_token?appid=wx1&secret=x&code=y');
		expect(await api.code(RID, { rid: String(json.errmsg).slice(-26) })).toBe(76022);
	});
});

it('getcallbackip and get_api_domain_ip give addresses and ranges', async () => {
	for (const path of ['/cgi-bin/getcallbackip', '/cgi-bin/get_api_domain_ip']) {
		const list = (await api.get(path)).json.ip_list as string[];
		expect(list).toContain('127.0.0.1');
		expect(list.some((entry) => entry.includes('/'))).toBe(true);
	}
});

describe('callback/check', () => {
	const check = (action: unknown, check_operator: unknown = 'DEFAULT') =>
		api.post(CHECK, { action, check_operator });

	it('answers 40201 while there is no server URL', async () => {
		expect((await check('all')).json.errcode).toBe(40201);
	});

	it('tells what was asked for', async () => {
		const server = await startCallbackServer();
		await platform.simulator.control.account({ appid, mode: 'plain', callbackUrl: server.url });
		await server.close();
		const { json } = await check('all', 'UNICOM');
		expect(json).toEqual({
			dns: [{ ip: '127.0.0.1', real_operator: 'UNICOM' }],
			ping: [
				{ ip: '127.0.0.1', from_operator: 'UNICOM', package_loss: '0%', time: expect.stringMatching(/ms$/) },
			],
		});
		expect(Object.keys((await check('dns')).json)).toEqual(['dns']);
		expect(Object.keys((await check('ping')).json)).toEqual(['ping']);
	});

	it('answers 40202 and 40203 for other values', async () => {
		expect((await check('trace')).json.errcode).toBe(40202);
		expect((await check(undefined)).json.errcode).toBe(40202);
		expect((await check('all', 'CMCC')).json.errcode).toBe(40203);
	});
});

it('rids and quotas are open to uncertified accounts', async () => {
	await follow(platform, 1);
	await platform.simulator.control.account({ appid, kind: 'subscription-uncertified' });
	expect(await api.code(RID, { rid: 'x' })).toBe(76002);
	expect(await api.code(GET_QUOTA, { cgi_path: '/cgi-bin/token' })).toBe(0);
});
