import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AxiosResponse } from 'axios';
import { call, type Platform, startPlatform } from './support/platform';

const REDIRECT = 'https://n8n.example.com/webhook/1/oauth';
const STATE = 'abc123';

let platform: Platform;

beforeEach(async () => {
	platform = await startPlatform();
});

afterEach(async () => {
	await platform.simulator.close();
});

/** The link as the official page builds it; `more` replaces or adds parameters, undefined takes one out. */
function link(
	scope: string,
	more: Record<string, string | undefined> = {},
	path = '/connect/oauth2/authorize',
): string {
	const all = {
		appid: platform.account.appid,
		redirect_uri: REDIRECT,
		response_type: 'code',
		scope,
		state: STATE,
		...more,
	};
	const query = Object.entries(all).flatMap(([name, value]) =>
		value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
	);
	return `${path}?${query.join('&')}`;
}

function open(path: string, headers: Record<string, string> = {}): Promise<AxiosResponse<string>> {
	return platform.http.get(path, { maxRedirects: 0, headers });
}

/** Presses a button of a page. */
function press(page: AxiosResponse<string>, action: string, fields: Record<string, string>, cookie = '') {
	const ticket = /name="ticket" value="(\w+)"/.exec(page.data)?.[1] ?? '';
	const body = new URLSearchParams({ ticket, ...fields }).toString();
	return platform.http.post<string>(`/connect/sim/${action}`, body, {
		maxRedirects: 0,
		headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
	});
}

function callbackOf(answer: AxiosResponse<string>): URL {
	return new URL(String(answer.headers.location));
}

async function person(nickname = '小明', follow = false) {
	const { follower } = await platform.simulator.control.follower({
		nickname,
		headimgurl: 'https://thirdwx.qlogo.cn/mmopen/a/132',
		...(follow ? { follow } : {}),
	});
	return follower;
}

/** A code as a person who is authorized silently gets it. */
async function silentCode(): Promise<string> {
	return callbackOf(await open(link('snsapi_base'))).searchParams.get('code') ?? '';
}

/** A code of a person who consents. */
async function consentedCode(): Promise<string> {
	const page = await open(link('snsapi_userinfo', { forcePopup: 'true' }));
	return callbackOf(await press(page, 'consent', { decision: 'allow' })).searchParams.get('code') ?? '';
}

function exchange(code: string, more: Record<string, string> = {}) {
	const { appid, secret } = platform.account;
	const query = new URLSearchParams({ appid, secret, code, grant_type: 'authorization_code', ...more });
	return call(platform, `/sns/oauth2/access_token?${query}`);
}

function refresh(token: string) {
	const query = new URLSearchParams({
		appid: platform.account.appid,
		grant_type: 'refresh_token',
		refresh_token: token,
	});
	return call(platform, `/sns/oauth2/refresh_token?${query}`);
}

function profile(token: unknown, openid: unknown) {
	return call(platform, `/sns/userinfo?access_token=${String(token)}&openid=${String(openid)}&lang=zh_CN`);
}

describe('the authorize page', () => {
	it('redirects silently for snsapi_base, with code and state', async () => {
		await person();
		const answer = await open(link('snsapi_base'));
		expect(answer.status).toBe(302);
		const callback = callbackOf(answer);
		expect(callback.origin + callback.pathname).toBe(REDIRECT);
		expect([...callback.searchParams.keys()]).toEqual(['code', 'state']);
		expect(callback.searchParams.get('state')).toBe(STATE);
	});

	it('adds to a query that the redirect URI has', async () => {
		await person();
		const answer = await open(link('snsapi_base', { redirect_uri: `${REDIRECT}?a=1#frag` }));
		expect(String(answer.headers.location)).toMatch(/oauth\?a=1&code=\w{32}&state=abc123#frag$/);
	});

	it('asks for snsapi_userinfo; allowed, it goes on with a code', async () => {
		await person();
		const page = await open(link('snsapi_userinfo'));
		expect(page.status).toBe(200);
		expect(page.data).toContain('允许');
		const answer = await press(page, 'consent', { decision: 'allow' });
		expect(callbackOf(answer).searchParams.get('code')).toMatch(/^\w{32}$/);
	});

	it('tells the website nothing when the person refuses', async () => {
		await person();
		const answer = await press(await open(link('snsapi_userinfo')), 'consent', { decision: 'reject' });
		expect(answer.status).toBe(200);
		expect(answer.headers.location).toBeUndefined();
	});

	it('tells the website of a refusal when the console says so', async () => {
		await person();
		await platform.simulator.control.area('oauth', 'console', { authdeny: true });
		const answer = await press(await open(link('snsapi_userinfo')), 'consent', { decision: 'reject' });
		expect(callbackOf(answer).searchParams.get('code')).toBe('authdeny');
	});

	it('does not take a second answer', async () => {
		await person();
		const page = await open(link('snsapi_userinfo'));
		await press(page, 'consent', { decision: 'allow' });
		expect((await press(page, 'consent', { decision: 'allow' })).data).toContain('页面已过期');
	});

	it('is silent after a recent consent, unless forcePopup asks again', async () => {
		await person();
		await consentedCode();
		expect((await open(link('snsapi_userinfo'))).status).toBe(302);
		expect((await open(link('snsapi_userinfo', { forcePopup: 'true' }))).status).toBe(200);
		await platform.simulator.control.clock({ advanceSeconds: 86_401 });
		expect((await open(link('snsapi_userinfo'))).status).toBe(200);
	});

	it('is silent for a follower from the menu, also with forcePopup, and for nobody else', async () => {
		const follower = await person('小明', true);
		const stranger = await person('路人');
		const { control } = platform.simulator;
		await control.area('oauth', 'phone', { openid: follower.openid, fromMenu: true });
		expect((await open(link('snsapi_userinfo', { forcePopup: 'true' }))).status).toBe(302);
		await control.area('oauth', 'phone', { openid: stranger.openid, fromMenu: true });
		expect((await open(link('snsapi_userinfo'))).status).toBe(200);
		await control.clock({ advanceSeconds: 601 });
		await control.area('oauth', 'phone', { openid: follower.openid });
		expect((await open(link('snsapi_userinfo'))).status).toBe(200);
	});

	it('counts a VIEW event of the menu as coming from the menu', async () => {
		const follower = await person('小明', true);
		await platform.simulator.control.account({
			appid: platform.account.appid,
			callbackUrl: 'http://127.0.0.1:9/',
			handshake: false,
		});
		const event = { Event: 'VIEW', EventKey: REDIRECT };
		await platform.simulator.control.push({ openid: follower.openid, event, wait: false });
		expect((await open(link('snsapi_userinfo'))).status).toBe(302);
	});

	it('asks whose phone it is while it cannot know, and remembers it in the browser', async () => {
		await person('小明');
		const second = await person('小红');
		const page = await open(link('snsapi_userinfo'));
		expect(page.data).toContain('你是谁');
		const chosen = await press(page, 'phone', { openid: second.openid });
		const again = String(chosen.headers.location);
		expect(again).toMatch(/^\/connect\/oauth2\/authorize\?appid=.*#wechat_redirect$/);
		const cookie = String(chosen.headers['set-cookie']).split(';')[0] ?? '';
		const consent = await open(again.replace(/#.*/, ''), { cookie });
		expect(consent.data).toContain(second.openid);
		const allowed = await press(consent, 'consent', { decision: 'allow' }, cookie);
		const { json } = await exchange(callbackOf(allowed).searchParams.get('code') ?? '');
		expect(json.openid).toBe(second.openid);
		expect((await open(link('snsapi_base'), { cookie })).status).toBe(302);
	});

	it('lets the browser be another person’s, also when there is only one', async () => {
		await person();
		const consent = await open(link('snsapi_userinfo'));
		const switched = await press(consent, 'phone', { switch: 'yes' });
		const cookie = String(switched.headers['set-cookie']).split(';')[0] ?? '';
		const page = await open(String(switched.headers.location).replace(/#.*/, ''), { cookie });
		expect(page.data).toContain('你是谁');
	});

	it('lets a new person come who does not follow', async () => {
		const chosen = await press(await open(link('snsapi_base')), 'phone', { openid: 'new' });
		const cookie = String(chosen.headers['set-cookie']).split(';')[0] ?? '';
		const answer = await open(String(chosen.headers.location).replace(/#.*/, ''), { cookie });
		const { json } = await exchange(callbackOf(answer).searchParams.get('code') ?? '');
		expect(json.openid).toMatch(/^o[\w-]{27}$/);
	});

	it.each([
		['scope before response_type', (q: string[]) => [q[0], q[1], q[3], q[2], q[4]]],
		['state first', (q: string[]) => [q[4], q[0], q[1], q[2], q[3]]],
		['redirect_uri first', (q: string[]) => [q[1], q[0], q[2], q[3], q[4]]],
		['response_type missing', (q: string[]) => [q[0], q[1], q[3], q[4]]],
		['appid twice', (q: string[]) => [q[0], ...q]],
		['an unknown parameter', (q: string[]) => [...q, 'extra=1']],
		['forceSnapShot before forcePopup', (q: string[]) => [...q, 'forceSnapShot=true', 'forcePopup=true']],
		[
			'an unencoded redirect_uri with a query',
			(q: string[]) => [q[0], 'redirect_uri=https://a.cn/?x=1&y=2', ...q.slice(2)],
		],
	])('shows 该链接无法访问 for %s', async (_name, reorder) => {
		await person();
		const parts = (link('snsapi_base').split('?')[1] ?? '').split('&');
		const answer = await open(`/connect/oauth2/authorize?${reorder(parts).join('&')}`);
		expect(answer.status).toBe(200);
		expect(answer.data).toContain('该链接无法访问');
	});

	it.each([
		['a state with a dash', { state: 'a-b' }],
		['a state of 129 characters', { state: 'x'.repeat(129) }],
		['response_type=token', { response_type: 'token' }],
	])('shows 该链接无法访问 for %s', async (_name, more) => {
		await person();
		expect((await open(link('snsapi_base', more))).data).toContain('该链接无法访问');
	});

	it.each([
		['10012', { appid: '' }],
		['10011', { redirect_uri: '' }],
		['10010', { scope: '' }],
		['10013', { state: '' }],
		['10005', { scope: 'snsapi_login' }],
		['10003', { redirect_uri: 'javascript:alert(1)' }],
	])('shows %s for %p', async (code, more) => {
		await person();
		expect((await open(link('snsapi_base', more))).data).toContain(`错误码:${code}`);
	});

	it('shows 10003 for another host than those of the console', async () => {
		await person();
		await platform.simulator.control.area('oauth', 'console', { domains: ['example.com', '127.0.0.1:5678'] });
		expect((await open(link('snsapi_base'))).data).toContain('错误码:10003');
		const test = link('snsapi_base', { redirect_uri: 'http://127.0.0.1:5678/x' });
		expect((await open(test)).status).toBe(302);
		await platform.simulator.control.area('oauth', 'console', { domains: ['n8n.example.com'] });
		expect((await open(link('snsapi_base'))).status).toBe(302);
	});

	it.each(['service-uncertified', 'subscription-certified'] as const)(
		'shows 10005 for a %s account',
		async (kind) => {
			await platform.simulator.control.account({ appid: platform.account.appid, kind });
			await person();
			expect((await open(link('snsapi_base'))).data).toContain('错误码:10005');
		},
	);

	it('shows 10006 for a test number that is not followed', async () => {
		await platform.simulator.control.account({ appid: platform.account.appid, kind: 'test-number' });
		const { openid } = await person();
		expect((await open(link('snsapi_base'))).data).toContain('错误码:10006');
		await platform.simulator.control.follower({ openid, follow: true });
		expect((await open(link('snsapi_base'))).status).toBe(302);
	});

	it('turns other browsers away when the console says so', async () => {
		await person();
		await platform.simulator.control.area('oauth', 'console', { requireWechat: true });
		expect((await open(link('snsapi_base'))).data).toContain('请在微信客户端打开链接');
		const headers = { 'user-agent': 'Mozilla/5.0 MicroMessenger/8.0.49' };
		expect((await open(link('snsapi_base'), headers)).status).toBe(302);
	});

	it('escapes what people call themselves', async () => {
		await person('<script>alert(1)</script>');
		expect((await open(link('snsapi_userinfo'))).data).not.toContain('<script>alert');
	});
});

describe('a snapshot page', () => {
	const fullService = () => open(`/connect/sim/full-service?appid=${platform.account.appid}`);
	const console_ = (settings: object) => platform.simulator.control.area('oauth', 'console', settings);

	it('leads to the full service: the same request, the question, another code for the same state', async () => {
		const { openid } = await person();
		await console_({ snapshots: true });
		const first = callbackOf(await open(link('snsapi_userinfo')));
		expect((await exchange(first.searchParams.get('code') ?? '')).json).toMatchObject({ is_snapshotuser: 1 });

		const again = await fullService();
		expect(again.status).toBe(302);
		expect(String(again.headers.location)).toMatch(/^\/connect\/oauth2\/authorize\?.*#wechat_redirect$/);
		const page = await open(String(again.headers.location));
		expect(page.data).toContain('允许');
		const second = callbackOf(await press(page, 'consent', { decision: 'allow' }));
		expect(second.searchParams.get('state')).toBe(first.searchParams.get('state'));
		const { json } = await exchange(second.searchParams.get('code') ?? '');
		expect(json).toMatchObject({ openid });
		expect(json).not.toHaveProperty('is_snapshotuser');
	});

	it('is a snapshot for another link still', async () => {
		await person();
		await console_({ snapshots: true });
		await open(link('snsapi_userinfo'));
		await fullService();
		expect((await open(link('snsapi_userinfo', { state: 'other' }))).status).toBe(302);
	});

	it('has no full service before it was seen', async () => {
		await person();
		expect((await fullService()).data).toContain('没有打开的快照页');
	});

	it('with cookies of its own shows what the server says to a browser without any, and the bar', async () => {
		await person();
		await console_({ snapshots: true, snapshotCookies: 'separate' });
		const seen: IncomingMessage[] = [];
		const server = createServer((message, response) => {
			seen.push(message);
			response.end('<h1>Hello "guest"</h1>');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		try {
			const { port } = server.address() as AddressInfo;
			const page = await open(
				link('snsapi_userinfo', { redirect_uri: `http://127.0.0.1:${port}/callback` }),
				{ 'user-agent': 'MicroMessenger', cookie: 'a=b' },
			);
			expect(page.status).toBe(200);
			expect(page.data).toContain('srcdoc="&#60;h1&#62;Hello &#34;guest&#34;&#60;/h1&#62;"');
			expect(page.data).toContain(`href="/connect/sim/full-service?appid=${platform.account.appid}"`);
			expect(seen[0]?.url).toMatch(/^\/callback\?code=\w{32}&state=abc123$/);
			expect(seen[0]?.headers).toMatchObject({ 'user-agent': 'MicroMessenger' });
			expect(seen[0]?.headers).not.toHaveProperty('cookie');
		} finally {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	});

	it('with cookies of its own says that the server did not answer', async () => {
		await person();
		await console_({ snapshots: true, snapshotCookies: 'separate' });
		const page = await open(link('snsapi_userinfo', { redirect_uri: 'http://127.0.0.1:9/' }));
		expect(page.data).toContain('ECONNREFUSED');
	});
});

describe('website login', () => {
	const qr = (more: Record<string, string | undefined> = {}) =>
		link('snsapi_login', more, '/connect/qrconnect');

	beforeEach(async () => {
		await platform.simulator.control.area('oauth', 'console', { website: true });
	});

	it('gives a code and, with it, a unionid', async () => {
		const { openid, unionid } = await person();
		const answer = await press(await open(qr()), 'scan', { openid });
		const { json } = await exchange(callbackOf(answer).searchParams.get('code') ?? '');
		expect(json).toMatchObject({ openid, unionid, scope: 'snsapi_login' });
	});

	it('comes back with the state alone when the person refuses', async () => {
		await person();
		const answer = await press(await open(qr()), 'scan', { decision: 'reject' });
		expect([...callbackOf(answer).searchParams]).toEqual([['state', STATE]]);
	});

	it('comes back with code=authdeny when the console says so', async () => {
		await person();
		await platform.simulator.control.area('oauth', 'console', { authdeny: true });
		const answer = await press(await open(qr()), 'scan', { decision: 'reject' });
		expect([...callbackOf(answer).searchParams]).toEqual([
			['code', 'authdeny'],
			['state', STATE],
		]);
	});

	it('accepts lang after state and refuses scope snsapi_base', async () => {
		expect((await open(qr({ lang: 'en' }))).data).toContain('微信登录');
		expect((await open(qr({ scope: 'snsapi_base' }))).data).toContain('没有 Scope 权限');
	});

	it('shows 10016 when a website application is used on the authorize page', async () => {
		expect((await open(link('snsapi_base'))).data).toContain('错误码:10016');
	});
});

describe('sns/oauth2/access_token', () => {
	it('gives openid and tokens for snsapi_base, no unionid', async () => {
		await platform.simulator.control.account({ appid: platform.account.appid, openPlatform: true });
		const { openid } = await person();
		const { json, type } = await exchange(await silentCode());
		expect(json).toMatchObject({ openid, scope: 'snsapi_base', expires_in: 7200 });
		expect(Object.keys(json).sort()).toEqual([
			'access_token',
			'expires_in',
			'openid',
			'refresh_token',
			'scope',
		]);
		expect(type).toContain('text/plain');
	});

	it('adds the unionid with consent and an Open Platform binding', async () => {
		const { unionid } = await person();
		expect((await exchange(await consentedCode())).json).not.toHaveProperty('unionid');
		await platform.simulator.control.account({ appid: platform.account.appid, openPlatform: true });
		expect((await exchange(await consentedCode())).json.unionid).toBe(unionid);
	});

	it('refuses a code the second time: 40163', async () => {
		await person();
		const code = await silentCode();
		expect((await exchange(code)).json.errcode).toBeUndefined();
		expect((await exchange(code)).json).toMatchObject({ errcode: 40163 });
		expect(String((await exchange(code)).json.errmsg)).toMatch(/^code been used rid: /);
	});

	it('refuses a code after five minutes: 42003', async () => {
		await person();
		const [early, late] = [await silentCode(), await silentCode()];
		await platform.simulator.control.clock({ advanceSeconds: 299 });
		expect((await exchange(early)).json.errcode).toBeUndefined();
		await platform.simulator.control.clock({ advanceSeconds: 2 });
		expect((await exchange(late)).json.errcode).toBe(42003);
	});

	it('gives a virtual identity on a snapshot page', async () => {
		const { openid } = await person();
		const answer = await open(link('snsapi_userinfo', { forceSnapShot: 'true' }));
		const { json } = await exchange(callbackOf(answer).searchParams.get('code') ?? '');
		expect(json.is_snapshotuser).toBe(1);
		expect(json.openid).not.toBe(openid);
		expect((await profile(json.access_token, json.openid)).json.nickname).toBe('微信用户');
	});

	it.each([
		[40029, { code: 'unknown' }],
		[41008, { code: '' }],
		[41002, { appid: '' }],
		[41004, { secret: '' }],
		[40002, { grant_type: 'refresh_token' }],
		[40013, { appid: 'wx0000000000000000' }],
		[40125, { secret: 'wrong' }],
	])('answers %d for %p', async (errcode, more) => {
		await person();
		const code = await silentCode();
		expect((await exchange(code, more)).json.errcode).toBe(errcode);
		// A refused exchange does not use the code up.
		expect((await exchange(code)).json.errcode).toBeUndefined();
	});

	it('does not know the code of another account', async () => {
		await person();
		const code = await silentCode();
		const { account } = await platform.simulator.control.account();
		expect((await exchange(code, { appid: account.appid, secret: account.secret })).json.errcode).toBe(40029);
	});

	it('is refused for POST', async () => {
		expect((await call(platform, '/sns/oauth2/access_token', {})).json.errcode).toBe(43001);
	});

	it('obeys faults', async () => {
		await person();
		const code = await silentCode();
		await platform.simulator.control.fault({ match: '/sns/*', errcode: -1, count: 1 });
		expect((await exchange(code)).json.errcode).toBe(-1);
		expect((await exchange(code)).json.errcode).toBeUndefined();
	});
});

describe('user tokens', () => {
	it('are renewed: the same while valid, a new one afterwards, until 30 days are over', async () => {
		await person();
		const { json: first } = await exchange(await silentCode());
		const { control } = platform.simulator;
		await control.clock({ advanceSeconds: 3600 });
		const { json: second } = await refresh(String(first.refresh_token));
		expect(second).toMatchObject({
			access_token: first.access_token,
			expires_in: 7200,
			openid: first.openid,
		});
		await control.clock({ advanceSeconds: 7201 });
		const { json: third } = await refresh(String(first.refresh_token));
		expect(third.access_token).not.toBe(first.access_token);
		await control.clock({ advanceSeconds: 30 * 86_400 });
		expect((await refresh(String(first.refresh_token))).json.errcode).toBe(42002);
		expect((await refresh('unknown')).json.errcode).toBe(40030);
	});

	it('open the profile with consent, and only the right one', async () => {
		const { openid } = await person('张三');
		const { json } = await exchange(await consentedCode());
		expect((await profile(json.access_token, openid)).json).toEqual({
			openid,
			nickname: '张三',
			sex: 0,
			language: '',
			city: '',
			province: '',
			country: '',
			headimgurl: 'https://thirdwx.qlogo.cn/mmopen/a/132',
			privilege: [],
		});
		expect((await profile(json.access_token, 'oSomebodyElse')).json.errcode).toBe(40003);
		expect((await profile('unknown', openid)).json.errcode).toBe(40001);
		await platform.simulator.control.clock({ advanceSeconds: 7200 });
		expect((await profile(json.access_token, openid)).json.errcode).toBe(42001);
	});

	it('do not open the profile without consent: 48001', async () => {
		const { openid } = await person();
		const { json } = await exchange(await silentCode());
		expect((await profile(json.access_token, openid)).json.errcode).toBe(48001);
	});

	it('can be checked', async () => {
		const { openid } = await person();
		const { json } = await exchange(await silentCode());
		const check = (id: string) =>
			call(platform, `/sns/auth?access_token=${String(json.access_token)}&openid=${id}`);
		expect((await check(openid)).json).toEqual({ errcode: 0, errmsg: 'ok' });
		expect((await check('oSomebodyElse')).json.errcode).toBe(40003);
	});

	it('die with the password: 42007', async () => {
		const { openid } = await person();
		const { json } = await exchange(await consentedCode());
		await platform.simulator.control.area('oauth', 'password', { openid });
		expect((await profile(json.access_token, openid)).json.errcode).toBe(42007);
		expect((await refresh(String(json.refresh_token))).json.errcode).toBe(42007);
	});

	it('survive a restart of the platform from its snapshot', async () => {
		await person();
		const code = await silentCode();
		const saved = await platform.simulator.control.snapshot();
		await platform.simulator.control.reset();
		await platform.simulator.control.restore(saved);
		const { json } = await exchange(code);
		expect(json.openid).toMatch(/^o/);
		expect((await exchange(code)).json.errcode).toBe(40163);
	});
});
