import type { IDataObject } from 'n8n-workflow';
import { type LoginTestbed, startLoginTestbed } from './loginTestbed';
import { TestBrowser } from './testBrowser';

const EXCHANGE = '/sns/oauth2/access_token';
const isCallback = (url: string) => /[?&]code=/.test(url);

let testbed: LoginTestbed;

afterEach(async () => {
	await testbed.close();
});

describe('a login with scope snsapi_base', () => {
	beforeEach(async () => {
		testbed = await startLoginTestbed({
			passThrough: { parameter: [{ name: 'phone', pattern: '1\\d{10}' }, { name: 'from' }] },
		});
	});

	it('is silent, starts the workflow once with openid and what the link carried, and shows a page', async () => {
		const shown = await testbed.browser.open(
			`${testbed.host.url}?phone=13800138000&from=%E6%B5%B7%E6%8A%A5&other=1`,
		);
		expect(shown).toMatchObject({ status: 200 });
		expect(shown.body).toContain('登录成功');
		expect(testbed.logins()).toEqual([
			{
				openid: testbed.person.openid,
				unionid: null,
				scope: 'snsapi_base',
				user: null,
				params: { phone: '13800138000', from: '海报' },
				meta: {
					appid: testbed.credentials.wechatMpApi.appId,
					channel: 'wechat',
					receivedAt: expect.stringMatching(/^20\d\d-.*Z$/) as string,
					language: 'zh',
					isSnapshotUser: false,
				},
			},
		]);
		expect(testbed.failures()).toEqual([]);
		expect(await testbed.callsOf('/sns/userinfo')).toBe(0);
	});

	it('goes by its own address: link, authorize page, callback', async () => {
		const { path } = await testbed.browser.open(`${testbed.host.url}?phone=13800138000`);
		expect(path.map((url) => url.split('?')[0])).toEqual([
			testbed.host.url,
			`${testbed.platform.urls.open}/connect/oauth2/authorize`,
			testbed.host.url,
		]);
		expect(path[1]).toMatch(/#wechat_redirect$/);
	});

	it('answers with a page that nobody keeps, frames or runs scripts on, outside n8n’s sandbox', async () => {
		const { headers } = await testbed.browser.open(`${testbed.host.url}?phone=13800138000`);
		expect(headers).toMatchObject({
			'cache-control': 'no-store, no-transform',
			'content-type': 'text/html; charset=utf-8',
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff',
		});
		expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
	});

	it.each([
		['a wrong phone number', 'phone=12345'],
		['no phone number', 'from=x'],
		['two phone numbers', 'phone=13800138000&phone=13900139000'],
		['an object', 'phone[$ne]=1'],
		['a line break behind the number', 'phone=13800138000%0a'],
	])('is refused before WeChat is involved for %s', async (_name, query) => {
		const { status, location, body, cookies } = await testbed.browser.step(`${testbed.host.url}?${query}`);
		expect({ status, location, cookies }).toEqual({ status: 400, location: '', cookies: [] });
		expect(body).toContain('链接无效');
		expect(body).toContain('phone');
		expect(testbed.logins()).toEqual([]);
	});

	it('speaks the language of the visitor', async () => {
		const english = new TestBrowser({ 'accept-language': 'en-GB,en;q=0.9' });
		const shown = await english.open(`${testbed.host.url}?phone=13800138000`);
		expect(shown.body).toContain('You are signed in');
		expect(testbed.logins()[0]).toMatchObject({ meta: { language: 'en' } });
	});

	it('asks other browsers to open the link in WeChat', async () => {
		const desktop = new TestBrowser({ 'user-agent': 'Mozilla/5.0 Chrome/130' });
		const { status, location, body } = await desktop.step(`${testbed.host.url}?phone=13800138000`);
		expect({ status, location }).toEqual({ status: 403, location: '' });
		expect(body).toContain('请在微信客户端打开链接');
	});
});

describe('a callback that comes again', () => {
	beforeEach(async () => {
		testbed = await startLoginTestbed();
	});

	it('shows a friendly page after a reload: no second exchange, no second execution', async () => {
		const { url } = await testbed.browser.open(testbed.host.url);
		const again = await testbed.browser.open(url);
		expect(again.status).toBe(200);
		expect(again.body).toContain('本次登录已处理');
		expect(await testbed.callsOf(EXCHANGE)).toBe(1);
		expect(testbed.logins()).toHaveLength(1);
	});

	it('does so after a restart and in another process too', async () => {
		const { url } = await testbed.browser.open(testbed.host.url);
		await testbed.restart();
		expect((await testbed.browser.open(url)).body).toContain('本次登录已处理');
		const other = await testbed.anotherProcess();
		expect((await testbed.browser.open(url.replace(testbed.host.origin, other.origin))).body).toContain(
			'本次登录已处理',
		);
		expect(await testbed.callsOf(EXCHANGE)).toBe(1);
		expect(testbed.logins()).toHaveLength(1);
	});

	it('while the first is under way in the same process is not exchanged again', async () => {
		await testbed.platform.control.fault({ match: EXCHANGE, delayMs: 200, count: 1 });
		const { url } = await testbed.browser.open(testbed.host.url, isCallback);
		const [first, second] = await Promise.all([testbed.browser.open(url), testbed.browser.open(url)]);
		expect([first.body, second.body].filter((body) => body.includes('登录成功'))).toHaveLength(1);
		const [waiting] = [first, second].filter(({ body }) => body.includes('正在登录'));
		expect(waiting?.headers.refresh).toBe('2');
		expect((await testbed.browser.open(url)).body).toContain('本次登录已处理');
		expect(await testbed.callsOf(EXCHANGE)).toBe(1);
		expect(testbed.logins()).toHaveLength(1);
	});

	it('while the first is under way in another process still leads to one execution: WeChat takes a code once', async () => {
		const other = await testbed.anotherProcess();
		const { url } = await testbed.browser.open(testbed.host.url, isCallback);
		const twin = new TestBrowser().copyFrom(testbed.browser);
		const [first, second] = await Promise.all([
			testbed.browser.open(url),
			twin.open(url.replace(testbed.host.origin, other.origin)),
		]);
		expect(testbed.logins()).toHaveLength(1);
		const bodies = [first.body, second.body];
		expect(bodies.filter((body) => body.includes('登录成功'))).toHaveLength(1);
		expect(bodies.filter((body) => body.includes('登录凭证已被使用'))).toHaveLength(1);
	});

	it('with the cookies of before, in a fresh process, is refused by WeChat and starts nothing', async () => {
		const { url } = await testbed.browser.open(testbed.host.url, isCallback);
		const replaying = new TestBrowser().copyFrom(testbed.browser);
		await testbed.browser.open(url);
		await testbed.restart();
		const shown = await replaying.open(url);
		expect(shown.status).toBe(403);
		expect(shown.body).toContain('登录凭证已被使用');
		expect(shown.body).toContain('WeChat 40163');
		expect(testbed.logins()).toHaveLength(1);
	});
});

describe('a login across restarts', () => {
	it('is finished by processes that did not start it', async () => {
		testbed = await startLoginTestbed({
			scope: 'snsapi_userinfo',
			passThrough: { parameter: [{ name: 'order', pattern: '' }] },
		});
		const consent = await testbed.browser.open(`${testbed.host.url}?order=42`);
		await testbed.restart();
		const { status } = await testbed.browser.press(consent, 'decision', 'allow');
		expect(status).toBe(200);
		await testbed.restart();
		await testbed.browser.open(`${testbed.host.url}?order=43`);
		expect(testbed.logins().map(({ params }) => params)).toEqual([{ order: '42' }, { order: '43' }]);
	});

	it('started in two tabs finishes in both', async () => {
		testbed = await startLoginTestbed({ passThrough: { parameter: [{ name: 'tab', pattern: '' }] } });
		const first = await testbed.browser.open(`${testbed.host.url}?tab=1`, isCallback);
		const second = await testbed.browser.open(`${testbed.host.url}?tab=2`, isCallback);
		expect((await testbed.browser.open(first.url)).status).toBe(200);
		expect((await testbed.browser.open(second.url)).status).toBe(200);
		expect(testbed.logins().map(({ params }) => (params as IDataObject).tab)).toEqual(['1', '2']);
	});
});

describe('a login with consent', () => {
	it('gives nickname and avatar, and no token', async () => {
		testbed = await startLoginTestbed({ scope: 'snsapi_userinfo' });
		await testbed.browser.press(await testbed.browser.open(testbed.host.url), 'decision', 'allow');
		const [login] = testbed.logins();
		expect(login).toMatchObject({
			openid: testbed.person.openid,
			scope: 'snsapi_userinfo',
			user: { nickname: '小明', headimgurl: 'https://thirdwx.qlogo.cn/mmopen/vi_32/a/132' },
		});
		expect(login).not.toHaveProperty('tokens');
		expect(JSON.stringify(login)).not.toMatch(/[A-Za-z0-9_-]{100}/);
	});

	it('gives the unionid of an account that is bound to an Open Platform account', async () => {
		testbed = await startLoginTestbed({ scope: 'snsapi_userinfo' });
		const appid = String(testbed.credentials.wechatMpApi.appId);
		await testbed.platform.control.account({ appid, openPlatform: true });
		await testbed.browser.press(await testbed.browser.open(testbed.host.url), 'decision', 'allow');
		expect(testbed.logins()[0]).toMatchObject({ unionid: testbed.person.unionid });
	});

	it('gives tokens when an option asks for them, and claims nowhere that n8n would hide them', async () => {
		testbed = await startLoginTestbed({ scope: 'snsapi_userinfo', options: { includeTokens: true } });
		await testbed.browser.press(await testbed.browser.open(testbed.host.url), 'decision', 'allow');
		const tokens = testbed.logins()[0]?.tokens as IDataObject;
		expect(tokens.accessToken).toMatch(/^[\w-]{100,}$/);
		expect(tokens.refreshToken).toMatch(/^[\w-]{100,}$/);
		expect(tokens.expiresAt).toMatch(/^20\d\d-/);
		const { description } = testbed.trigger.type;
		expect(description.sensitiveOutputFields).toBeUndefined();
		expect(JSON.stringify(description)).not.toMatch(/n8n hides/);
	});

	it('does not fetch the profile when an option says so', async () => {
		testbed = await startLoginTestbed({ scope: 'snsapi_userinfo', options: { fetchUserInfo: false } });
		await testbed.browser.press(await testbed.browser.open(testbed.host.url), 'decision', 'allow');
		expect(testbed.logins()[0]).toMatchObject({ user: null, scope: 'snsapi_userinfo' });
		expect(await testbed.callsOf('/sns/userinfo')).toBe(0);
	});

	it('is not lost when only the profile fails', async () => {
		testbed = await startLoginTestbed({ scope: 'snsapi_userinfo' });
		await testbed.platform.control.fault({ match: '/sns/userinfo', errcode: 48001 });
		const shown = await testbed.browser.press(
			await testbed.browser.open(testbed.host.url),
			'decision',
			'allow',
		);
		expect(shown.status).toBe(200);
		const [login] = testbed.logins();
		expect(login).toMatchObject({ openid: testbed.person.openid, user: null });
		const { message } = (login?.meta as IDataObject).userInfoProblem as IDataObject;
		expect(message).toContain('WeChat 48001');
	});

	it('asks again although consent was given when Force Popup is on, else does not', async () => {
		testbed = await startLoginTestbed({ scope: 'snsapi_userinfo' });
		await testbed.browser.press(await testbed.browser.open(testbed.host.url), 'decision', 'allow');
		expect((await testbed.browser.open(testbed.host.url)).body).toContain('登录成功');
		testbed.host.parts.parameters.options = { forcePopup: true };
		expect((await testbed.browser.open(testbed.host.url)).body).toContain('允许');
	});

	it('is silent for a follower who comes from the menu', async () => {
		testbed = await startLoginTestbed({ scope: 'snsapi_userinfo' });
		const { openid } = testbed.person;
		await testbed.platform.control.follower({ openid, follow: true });
		await testbed.platform.control.area('oauth', 'phone', { openid, fromMenu: true });
		const { path, status } = await testbed.browser.open(testbed.host.url);
		expect(status).toBe(200);
		expect(path).toHaveLength(3);
		expect(testbed.logins()[0]).toMatchObject({ user: { nickname: '小明' } });
	});
});

describe('a snapshot user', () => {
	it('starts the workflow with a flag, and is told what to tap', async () => {
		testbed = await startLoginTestbed({ scope: 'snsapi_userinfo', options: { forceSnapshot: true } });
		const shown = await testbed.browser.open(testbed.host.url);
		expect(shown.body).toContain('使用完整服务');
		expect(testbed.logins()[0]).toMatchObject({
			meta: { isSnapshotUser: true },
			user: { nickname: '微信用户' },
		});
		expect(testbed.logins()[0]?.openid).not.toBe(testbed.person.openid);
	});

	it('starts nothing when the option says so', async () => {
		testbed = await startLoginTestbed({
			scope: 'snsapi_userinfo',
			options: { forceSnapshot: true, snapshotUsers: 'ask' },
		});
		expect((await testbed.browser.open(testbed.host.url)).body).toContain('使用完整服务');
		expect(testbed.logins()).toEqual([]);
	});
});

describe('website login', () => {
	beforeEach(async () => {
		testbed = await startLoginTestbed({ channel: 'website', options: { startOnFailure: true } });
		await testbed.platform.control.area('oauth', 'console', { website: true });
	});

	it('takes any browser to the QR code page and starts the workflow with unionid and profile', async () => {
		const desktop = new TestBrowser({ 'user-agent': 'Mozilla/5.0 Chrome/130' });
		const page = await desktop.open(testbed.host.url);
		expect(new URL(page.url).pathname).toBe('/connect/qrconnect');
		await desktop.press(page, 'openid', testbed.person.openid);
		expect(testbed.logins()[0]).toMatchObject({
			openid: testbed.person.openid,
			unionid: testbed.person.unionid,
			scope: 'snsapi_login',
			user: { nickname: '小明' },
			meta: { channel: 'website' },
		});
	});

	it.each([
		['the state alone', false],
		['code=authdeny', true],
	])(
		'takes %s for a refusal: a page that leads to a new start, and an item for Failed',
		async (_answer, authdeny) => {
			await testbed.platform.control.area('oauth', 'console', { authdeny });
			const shown = await testbed.browser.press(
				await testbed.browser.open(testbed.host.url),
				'decision',
				'reject',
			);
			expect(shown.status).toBe(200);
			expect(shown.body).toContain('您已取消授权');
			expect(shown.body).toContain(`<a href="${testbed.host.url}">重新登录</a>`);
			expect(testbed.logins()).toEqual([]);
			expect(testbed.failures()).toEqual([
				expect.objectContaining({ failure: expect.objectContaining({ reason: 'refused' }) }),
			]);
			await testbed.browser.open(shown.url);
			expect(testbed.failures()).toHaveLength(1);
			expect(await testbed.callsOf(EXCHANGE)).toBe(0);
		},
	);
});
