import { LoginClaims } from '../../../nodes/WechatOAuthTrigger/loginClaims';
import { LoginHost } from './loginHost';
import { type LoginTestbed, startLoginTestbed } from './loginTestbed';
import { TestBrowser } from './testBrowser';

const EXCHANGE = '/sns/oauth2/access_token';
const isCallback = (url: string) => /[?&]code=/.test(url);

let testbed: LoginTestbed;

afterEach(async () => {
	jest.restoreAllMocks();
	await testbed?.close();
});

// Dozens of requests each, on machines that may be busy.
jest.setTimeout(60_000);

/** A script that opens the link, keeps the cookie and makes up the rest; it never opens a page of WeChat. */
async function forge(
	address: string,
	change: (query: URLSearchParams) => void,
	url = testbed.host.url,
): Promise<string> {
	const script = new TestBrowser({ 'x-forwarded-for': `203.0.113.1, ${address}` });
	const { location } = await script.step(url);
	const state = new URL(location).searchParams.get('state') ?? '';
	const query = new URLSearchParams({ code: 'none', state });
	change(query);
	return (await script.step(`${url}?${query}`)).body;
}

const inventCode = (query: URLSearchParams) => query.set('code', `invented${Math.random()}`);
const claimRefusal = (query: URLSearchParams) => query.delete('code');

/** The clock stands still in the middle of a minute, and can be moved by minutes. */
function stopClock(): (minutes: number) => void {
	let now = Math.floor(Date.now() / 60_000) * 60_000 + 30_000;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	return (minutes) => {
		now += minutes * 60_000;
	};
}

it('invented codes of one visitor cost 20 calls a minute, then a page that tries again by itself', async () => {
	const passMinutes = stopClock();
	testbed = await startLoginTestbed({ options: { startOnFailure: true } });
	const pages: string[] = [];
	for (let count = 0; count < 30; count++) pages.push(await forge('10.0.0.1', inventCode));
	expect(await testbed.callsOf(EXCHANGE)).toBe(20);
	expect(pages.filter((body) => body.includes('登录凭证无效'))).toHaveLength(20);
	expect(pages.at(-1)).toContain('登录人数较多');
	expect(testbed.failures()).toHaveLength(5);

	const genuine = new TestBrowser({ 'x-forwarded-for': '10.0.0.1' });
	const { url } = await genuine.open(testbed.host.url, isCallback);
	const waiting = await genuine.open(url);
	expect(waiting.status).toBe(503);
	expect(waiting.headers.refresh).toBe('5');
	expect(waiting.body).toContain('<a href="">重试</a>');
	passMinutes(1);
	expect((await genuine.open(url)).body).toContain('登录成功');
	expect(testbed.logins()).toHaveLength(1);
});

it('invented codes from all over an IPv6 network count as one visitor, and are two lines a minute in the log', async () => {
	const passMinutes = stopClock();
	testbed = await startLoginTestbed();
	for (let count = 1; count <= 24; count++) await forge(`2001:db8:1:2::${count}`, inventCode);
	expect(await testbed.callsOf(EXCHANGE)).toBe(20);
	expect(testbed.host.logged).toEqual([
		expect.stringMatching(/^WeChat OAuth Trigger: \S.*40029/),
		expect.stringContaining('too many wrong codes in this minute'),
	]);
	passMinutes(1);
	await forge('10.0.0.1', inventCode);
	expect(testbed.host.logged[2]).toMatch(/40029.* \(and 19 more times since the last line\)$/);
});

it('invented codes of one visitor do not keep another one waiting', async () => {
	stopClock();
	testbed = await startLoginTestbed();
	for (let count = 0; count < 22; count++) await forge('10.0.0.1', inventCode);
	const genuine = new TestBrowser({ 'x-forwarded-for': '10.0.0.2' });
	expect((await genuine.open(testbed.host.url)).body).toContain('登录成功');
});

it('invented codes and refusals at one trigger leave another one in the same process its own limits', async () => {
	stopClock();
	testbed = await startLoginTestbed({ options: { startOnFailure: true } });
	for (let count = 0; count < 22; count++) await forge('10.0.0.1', inventCode);
	expect(testbed.failures()).toHaveLength(5);
	const other = await new LoginHost({ ...testbed.host.parts }).start();
	try {
		for (const _ of [1, 2]) expect(await forge('10.0.0.1', inventCode, other.url)).toContain('登录凭证无效');
		expect(other.executions).toHaveLength(2);
	} finally {
		await other.stop();
	}
});

it('codes that WeChat was too busy to judge count for nothing', async () => {
	stopClock();
	testbed = await startLoginTestbed();
	await testbed.platform.control.fault({ match: EXCHANGE, errcode: -1, count: 22 });
	for (let count = 0; count < 22; count++)
		expect(await forge('10.0.0.1', inventCode)).toContain('微信暂时没有响应');
	const genuine = new TestBrowser({ 'x-forwarded-for': '10.0.0.1' });
	expect((await genuine.open(testbed.host.url)).body).toContain('登录成功');
});

it('invented codes in browsers without cookie count too', async () => {
	stopClock();
	testbed = await startLoginTestbed({ scope: 'snsapi_userinfo' });
	await testbed.platform.control.area('oauth', 'console', { snapshots: true });
	const { url } = await testbed.browser.open(testbed.host.url, isCallback);
	for (let count = 0; count < 30; count++) {
		const forged = new URL(url);
		inventCode(forged.searchParams);
		const { body, location } = await new TestBrowser().step(forged.href);
		if (count < 20) expect(location).toContain('/connect/oauth2/authorize?');
		else expect(body).toContain('登录人数较多');
	}
	expect(await testbed.callsOf(EXCHANGE)).toBe(20);
	expect(testbed.host.executions).toEqual([]);
});

it('an invented code costs one call, however many browsers without cookie bring it', async () => {
	testbed = await startLoginTestbed({ scope: 'snsapi_userinfo' });
	await testbed.platform.control.area('oauth', 'console', { snapshots: true });
	const { url } = await testbed.browser.open(testbed.host.url, isCallback);
	const forged = new URL(url);
	inventCode(forged.searchParams);
	for (const _ of [1, 2, 3])
		expect((await new TestBrowser().step(forged.href)).location).toContain('/connect/oauth2/authorize?');
	expect(await testbed.callsOf(EXCHANGE)).toBe(1);
});

it('logins that succeed count for nothing, however many come from one address', async () => {
	stopClock();
	testbed = await startLoginTestbed();
	for (let count = 0; count < 25; count++) {
		const visitor = new TestBrowser({ 'x-forwarded-for': '10.0.0.1' });
		expect((await visitor.open(testbed.host.url)).body).toContain('登录成功');
	}
});

it('refusals that scripts claim start 5 executions a minute for one visitor and 30 in all', async () => {
	const passMinutes = stopClock();
	testbed = await startLoginTestbed({ options: { startOnFailure: true } });
	for (let count = 0; count < 8; count++)
		expect(await forge('10.0.0.1', claimRefusal)).toContain('您已取消授权');
	expect(testbed.failures()).toHaveLength(5);
	for (let count = 0; count < 30; count++) await forge(`10.0.1.${count}`, claimRefusal);
	expect(testbed.failures()).toHaveLength(30);
	expect(testbed.host.logged.join()).toContain('too many failed logins in this minute');
	passMinutes(1);
	await forge('10.0.0.1', claimRefusal);
	expect(testbed.failures()).toHaveLength(31);
	expect(await testbed.callsOf(EXCHANGE)).toBe(0);
});

describe('LoginClaims', () => {
	it('gives the same claim for the same login and code, until it is released', () => {
		const claims = new LoginClaims();
		claims.of('n1', 'c1').taken = true;
		expect(claims.of('n1', 'c1').taken).toBe(true);
		expect(claims.of('n1', 'c2').taken).toBe(false);
		claims.release('n1', 'c1');
		expect(claims.of('n1', 'c1').taken).toBe(false);
	});

	it('forgets the oldest when there are too many, and only that', () => {
		const claims = new LoginClaims(3);
		for (const nonce of ['n1', 'n2', 'n3', 'n4']) claims.of(nonce, 'c').taken = true;
		expect(['n4', 'n3', 'n2'].map((nonce) => claims.of(nonce, 'c').taken)).toEqual([true, true, true]);
		expect(claims.of('n1', 'c').taken).toBe(false);
	});

	it('holds 10 000 unless told', () => {
		const claims = new LoginClaims();
		for (let count = 0; count <= 10_000; count++) claims.of(`n${count}`, 'c').taken = true;
		expect(claims.of('n1', 'c').taken).toBe(true);
		expect(claims.of('n0', 'c').taken).toBe(false);
	});
});
