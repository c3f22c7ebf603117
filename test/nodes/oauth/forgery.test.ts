import { consentedCallback, type LoginTestbed, startLoginTestbed } from './loginTestbed';
import { TestBrowser } from './testBrowser';

const EXCHANGE = '/sns/oauth2/access_token';
const isCallback = (url: string) => /[?&]code=/.test(url);

let testbed: LoginTestbed;

beforeEach(async () => {
	testbed = await startLoginTestbed({
		passThrough: { parameter: [{ name: 'phone', pattern: '1\\d{10}' }] },
		options: { startOnFailure: true },
	});
});

afterEach(async () => {
	jest.restoreAllMocks();
	await testbed.close();
});

/** The callback of a login of this browser, not yet opened. */
async function callback(browser = testbed.browser, phone = '13800138000'): Promise<string> {
	return (await browser.open(`${testbed.host.url}?phone=${phone}`, isCallback)).url;
}

/** What must hold after every attempt: a page for a person, no question to WeChat, no execution. */
async function expectRefused(browser: TestBrowser, url: string, text = '无法继续登录'): Promise<void> {
	const { status, body, location } = await browser.step(url);
	expect({ status, location }).toEqual({ status: 403, location: '' });
	expect(body).toContain(text);
	expect(await testbed.callsOf(EXCHANGE)).toBe(0);
	expect(testbed.host.executions).toEqual([]);
}

function changed(url: string, change: (query: URLSearchParams) => void): string {
	const next = new URL(url);
	change(next.searchParams);
	return next.href;
}

/** What must hold after a genuine callback in a browser that did not start it: on to a login of its own, and nothing else. */
async function expectLedToOwnLogin(browser: TestBrowser, url: string): Promise<string> {
	const { status, location } = await browser.step(url);
	expect(status).toBe(302);
	const own = new URL(location);
	expect(own.origin + own.pathname).toBe(`${testbed.platform.urls.open}/connect/oauth2/authorize`);
	expect(own.searchParams.get('state')).not.toBe(new URL(url).searchParams.get('state'));
	expect(await testbed.callsOf(EXCHANGE)).toBe(0);
	expect(testbed.host.executions).toEqual([]);
	return location;
}

it('a stranger’s callback link leads the victim to a login of their own, whether or not one is under way', async () => {
	const victim = new TestBrowser();
	const link = await callback();
	await expectLedToOwnLogin(victim, link);
	const own = await callback(victim, '13900139000');
	await expectLedToOwnLogin(victim, link);
	expect((await victim.open(own)).status).toBe(200);
	expect(testbed.logins()).toEqual([expect.objectContaining({ params: { phone: '13900139000' } })]);
});

it('a browser that keeps no cookies is led on once, then told', async () => {
	const link = await callback();
	const again = await expectLedToOwnLogin(new TestBrowser(), link);
	const second = await new TestBrowser().open(again, isCallback);
	await expectRefused(new TestBrowser(), second.url);
});

it('a callback that somebody sent on shows nothing of what its link carried', async () => {
	const link = await callback();
	const now = Date.now();
	jest.spyOn(Date, 'now').mockReturnValue(now + 601_000);
	await expectRefused(new TestBrowser(), link, '登录已超时');
	const { body } = await new TestBrowser().step(link);
	expect(body).not.toContain('13800138000');
	const again = /<a href="([^"]+)">重新登录</.exec(body)?.[1] ?? '';
	await testbed.browser.open(again);
	expect(testbed.logins()).toEqual([expect.objectContaining({ params: { phone: '13800138000' } })]);
});

it('the rightful browser can still finish after a thief has tried', async () => {
	const link = await callback();
	await expectLedToOwnLogin(new TestBrowser(), link);
	expect((await testbed.browser.open(link)).status).toBe(200);
	expect(testbed.logins()).toHaveLength(1);
});

it('the rightful browser can still finish after a thief has tried, with consent too', async () => {
	testbed.host.parts.parameters.scope = 'snsapi_userinfo';
	const consent = await testbed.browser.open(`${testbed.host.url}?phone=13800138000`);
	const link = await consentedCallback(testbed, consent);
	const thief = await new TestBrowser().step(link);
	expect(thief.location).toContain('/connect/oauth2/authorize?');
	expect(testbed.host.executions).toEqual([]);
	expect((await testbed.browser.open(link)).body).toContain('登录成功');
	expect(testbed.logins()).toEqual([expect.objectContaining({ openid: testbed.person.openid })]);
	expect(await testbed.callsOf(EXCHANGE)).toBe(1);
});

it.each([
	['one digit changed', (state: string) => (state.startsWith('0') ? '1' : '0') + state.slice(1)],
	['the digest changed', (state: string) => state.slice(0, -1) + (state.endsWith('0') ? '1' : '0')],
	['the digest of zeros', (state: string) => state.slice(0, 41) + '0'.repeat(64)],
	['the digest cut off', (state: string) => state.slice(0, 41)],
	['another expiry', (state: string) => `${state.slice(0, 32)}ffffffff${state.slice(40)}`],
	['capital letters', (state: string) => state.toUpperCase().replace(/\d/g, 'A')],
	['nothing', () => ''],
	['something else', () => 'STATE'],
])('a state with %s is refused', async (_name, forge) => {
	const link = await callback();
	const state = new URL(link).searchParams.get('state') ?? '';
	await expectRefused(
		testbed.browser,
		changed(link, (query) => query.set('state', forge(state))),
	);
});

it.each([
	['a code without a state', 'code=abc'],
	['a list of states', 'code=abc&state=a&state=b'],
	['an object for a state', 'code=abc&state[x]=a'],
	['a list of codes', 'code=a&code=b&state=abc'],
	['an object for a code', 'code[$ne]=a&state=abc'],
])('%s is refused', async (_name, query) => {
	await callback();
	await expectRefused(testbed.browser, `${testbed.host.url}?${query}`);
});

it.each([
	['two codes', (query: URLSearchParams) => query.append('code', 'b')],
	['a code of 513 characters', (query: URLSearchParams) => query.set('code', 'x'.repeat(513))],
	['a code with a line break', (query: URLSearchParams) => query.set('code', 'a\nb')],
	['the state twice', (query: URLSearchParams) => query.append('state', query.get('state') ?? '')],
])('a genuine callback with %s is refused', async (_name, change) => {
	await expectRefused(testbed.browser, changed(await callback(), change));
});

it.each(['', 'authdeny'])(
	'a refusal (code=%s) in another browser asks WeChat nothing and starts nothing',
	async (code) => {
		const link = changed(await callback(), (query) => query.set('code', code));
		const { status, body } = await new TestBrowser().step(link);
		expect(status).toBe(200);
		expect(body).toContain('您已取消授权');
		expect(body).toContain('重新登录');
		expect(await testbed.callsOf(EXCHANGE)).toBe(0);
		expect(testbed.host.executions).toEqual([]);
	},
);

it.each([
	['Sec-Purpose', 'prefetch;prerender'],
	['Purpose', 'prefetch'],
	['X-Purpose', 'preview'],
	['X-Moz', 'prefetch'],
])('what a browser fetches ahead (%s: %s) begins no login and finishes none', async (name, value) => {
	const link = await callback();
	const ahead = new TestBrowser({ [name]: value }).copyFrom(testbed.browser);
	for (const url of [`${testbed.host.url}?phone=13800138000`, link]) {
		const { status, location, cookies } = await ahead.step(url);
		expect({ status, location, cookies }).toEqual({ status: 503, location: '', cookies: [] });
	}
	expect(await testbed.callsOf(EXCHANGE)).toBe(0);
	expect((await testbed.browser.open(link)).status).toBe(200);
	expect(testbed.logins()).toHaveLength(1);
});

it.each([
	['leads to the bare link where that works alone', '', true],
	['leads nowhere where the link needs a parameter', '1\\d{10}', false],
])('the page for a forged callback %s', async (_case, pattern, leads) => {
	testbed.host.parts.parameters.passThrough = { parameter: [{ name: 'phone', ...(pattern && { pattern }) }] };
	const { body } = await testbed.browser.step(`${testbed.host.url}?code=a&state=b`);
	expect(body).toContain('无法继续登录');
	expect(body.includes(`<a href="${testbed.host.url}">重新登录</a>`)).toBe(leads);
});

it('a callback of a website login in another browser asks WeChat nothing: it has no snapshot view', async () => {
	testbed.host.parts.parameters.channel = 'website';
	await testbed.platform.control.area('oauth', 'console', { website: true });
	const page = await testbed.browser.open(`${testbed.host.url}?phone=13800138000`);
	const { path } = await testbed.browser.press(page, 'openid', testbed.person.openid);
	const link = changed(path.find(isCallback) ?? '', (query) => query.set('code', 'another'));
	const before = await testbed.callsOf(EXCHANGE);
	const { status, location } = await new TestBrowser().step(link);
	expect([status, location]).toEqual([302, expect.stringContaining('/connect/qrconnect?')]);
	expect(await testbed.callsOf(EXCHANGE)).toBe(before);
});

it('the state of one login with the cookie of another is refused', async () => {
	const first = await callback();
	const other = await callback(testbed.browser, '13900139000');
	const mixed = changed(first, (query) => {
		const state = query.get('state') ?? '';
		const otherState = new URL(other).searchParams.get('state') ?? '';
		query.set('state', state.slice(0, 32) + otherState.slice(32));
	});
	await expectRefused(testbed.browser, mixed);
});

it('a login that was started with another AppSecret is refused', async () => {
	const link = await callback();
	testbed.credentials.wechatMpApi.appSecret = '0123456789abcdef0123456789abcdef';
	await expectRefused(testbed.browser, link);
});

it('a login that took longer than the lifetime is refused, with a link that carries the same data', async () => {
	const link = await callback();
	const now = Date.now();
	jest.spyOn(Date, 'now').mockReturnValue(now + 601_000);
	await expectRefused(testbed.browser, link, '登录已超时');
	const { body } = await testbed.browser.step(link);
	expect(body).toContain(`<a href="${testbed.host.url}?phone=13800138000">重新登录</a>`);
});

it('the lifetime is the one of the option', async () => {
	testbed.host.parts.parameters.options = { stateLifetime: 30 };
	const link = await callback();
	const now = Date.now();
	jest.spyOn(Date, 'now').mockReturnValue(now + 1_700_000);
	const { body } = await testbed.browser.step(link);
	expect(body).not.toContain('登录已超时');
});

it('the cookie tells nobody what the link carried, and does not reach scripts or other pages', async () => {
	const { cookies } = await testbed.browser.step(`${testbed.host.url}?phone=13800138000`);
	expect(cookies).toHaveLength(1);
	expect(cookies[0]).toMatch(/; Path=\/webhook\/[0-9a-f-]+\/oauth; HttpOnly; SameSite=Lax$/);
	expect(cookies[0]).not.toContain('13800138000');
	const value = /=([^;]+)/.exec(cookies[0] ?? '')?.[1] ?? '';
	expect(Buffer.from(value, 'base64url').toString('latin1')).not.toContain('13800138000');
});

it('nothing that a link carries gets into the page as markup', async () => {
	const evil = encodeURIComponent('"><script>alert(1)</script>');
	const { body } = await testbed.browser.step(`${testbed.host.url}?phone=${evil}`);
	expect(body).not.toContain('<script');
});
