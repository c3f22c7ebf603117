import { consentedCallback, type LoginTestbed, startLoginTestbed } from './loginTestbed';

const FIXED = { answer: 'redirect', redirectUrl: 'https://shop.example.com/welcome?a=1' };
const leavesHome = (url: string) => !url.startsWith('http://127.0.0.1');

let testbed: LoginTestbed;

afterEach(async () => {
	await testbed.close();
});

describe('a redirect after the login', () => {
	it('goes to the fixed address, without a field unless it is chosen', async () => {
		testbed = await startLoginTestbed(FIXED);
		const { url, status, headers } = await testbed.browser.open(testbed.host.url, leavesHome);
		expect({ status, url }).toEqual({ status: 302, url: 'https://shop.example.com/welcome?a=1' });
		expect(headers['referrer-policy']).toBe('no-referrer');
		expect(testbed.logins()).toHaveLength(1);
	});

	it('carries the chosen fields and parameters; the user’s own win over the link’s', async () => {
		testbed = await startLoginTestbed({
			...FIXED,
			scope: 'snsapi_userinfo',
			redirectFields: ['openid', 'nickname', 'params', 'isSnapshotUser'],
			passThrough: {
				parameter: [
					{ name: 'order', pattern: '' },
					{ name: 'openid', pattern: '' },
				],
			},
		});
		const consent = await testbed.browser.open(`${testbed.host.url}?order=1%262&openid=forged`);
		await testbed.platform.control.calls();
		const { location } = await testbed.browser.step(await consentedCallback(testbed, consent));
		const target = new URL(location);
		expect(Object.fromEntries(target.searchParams)).toEqual({
			a: '1',
			order: '1&2',
			openid: testbed.person.openid,
			nickname: '小明',
			isSnapshotUser: 'false',
		});
	});

	it('comes after n8n has stored the execution', async () => {
		let stored = false;
		testbed = await startLoginTestbed(FIXED, {
			store: async () => {
				stored = true;
			},
		});
		await testbed.browser.open(testbed.host.url, leavesHome);
		expect(stored).toBe(true);
	});
});

describe('Return-To', () => {
	const withReturn = (hosts: string) => ({
		...FIXED,
		options: { returnToParameter: 'next', allowedRedirectHosts: hosts },
	});

	it('leads to an address on an allowed host, with the fields', async () => {
		testbed = await startLoginTestbed({ ...withReturn('m.example.com'), redirectFields: ['openid'] });
		const next = encodeURIComponent('https://m.example.com/x?openid=forged&y=2');
		const { url } = await testbed.browser.open(`${testbed.host.url}?next=${next}`, leavesHome);
		expect(url).toBe(`https://m.example.com/x?openid=${testbed.person.openid}&y=2`);
	});

	it('may lead to the host of the fixed address, and is optional', async () => {
		testbed = await startLoginTestbed(withReturn(''));
		const next = encodeURIComponent('https://shop.example.com/other');
		expect((await testbed.browser.open(`${testbed.host.url}?next=${next}`, leavesHome)).url).toBe(
			'https://shop.example.com/other',
		);
		expect((await testbed.browser.open(testbed.host.url, leavesHome)).url).toBe(FIXED.redirectUrl);
	});

	it('falls back to the fixed address when its host was taken off the list meanwhile', async () => {
		testbed = await startLoginTestbed(withReturn('m.example.com'));
		const next = encodeURIComponent('https://m.example.com/x');
		const { url } = await testbed.browser.open(`${testbed.host.url}?next=${next}`, (at) =>
			/[?&]code=/.test(at),
		);
		testbed.host.parts.parameters.options = { returnToParameter: 'next' };
		expect((await testbed.browser.step(url)).location).toBe(FIXED.redirectUrl);
	});

	it.each([
		'//evil.example.net',
		'//shop.example.com',
		'https:evil.example.net',
		'https:/evil.example.net',
		'https:///evil.example.net',
		'https://evil.example.net',
		'https://shop.example.com@evil.example.net',
		'https://user:pass@shop.example.com',
		'https://shop.example.com%40evil.example.net',
		'https%3A%2F%2Fevil.example.net',
		'https://shop.example.com.evil.example.net',
		'https://shop.example.com\\@evil.example.net',
		'\\\\evil.example.net',
		'/\\evil.example.net',
		'\thttps://evil.example.net',
		'https://evil.example.net\u0000.shop.example.com',
		'java\nscript:alert(1)',
		'javascript:alert(1)',
		'data:text/html,hi',
		'/relative',
		'',
	])('refuses the target %p before WeChat is involved', async (target) => {
		testbed = await startLoginTestbed(withReturn('m.example.com'));
		const { status, location } = await testbed.browser.step(
			`${testbed.host.url}?next=${encodeURIComponent(target)}`,
		);
		expect({ status, location }).toEqual({ status: 400, location: '' });
		expect(testbed.logins()).toEqual([]);
	});

	it.each([
		['http://m.example.com/x', 400],
		['http://shop.example.com/x', 400],
		['https://m.example.com/x', 302],
	])('may not leave https for %s: status %d', async (target, wanted) => {
		testbed = await startLoginTestbed(withReturn('m.example.com'));
		const { status } = await testbed.browser.step(`${testbed.host.url}?next=${encodeURIComponent(target)}`);
		expect(status).toBe(wanted);
	});

	it('that led to http is not followed once the owner writes https', async () => {
		testbed = await startLoginTestbed({
			...withReturn('m.example.com'),
			redirectUrl: 'http://shop.example.com/',
		});
		const next = encodeURIComponent('http://m.example.com/x');
		const { url } = await testbed.browser.open(`${testbed.host.url}?next=${next}`, (at) =>
			/[?&]code=/.test(at),
		);
		testbed.host.parts.parameters.redirectUrl = 'https://shop.example.com/';
		expect((await testbed.browser.step(url)).location).toBe('https://shop.example.com/');
	});

	it.each([
		['https://m.example.com/商品?id=1', 'https://m.example.com/%E5%95%86%E5%93%81?id=1&openid='],
		['https://m.example.com/a?flag', 'https://m.example.com/a?flag&openid='],
		[
			'https://m.example.com/a?p=/x/y&x=a%20b&sign=a+b&%7B',
			'https://m.example.com/a?p=/x/y&x=a%20b&sign=a+b&%7B&openid=',
		],
		['https://例子.中国/?a={1}', 'https://xn--fsqu00a.xn--fiqs8s/?a={1}&openid='],
	])('leaves %s as it is but for the field', async (target, wanted) => {
		testbed = await startLoginTestbed({
			...withReturn('m.example.com, 例子.中国'),
			redirectFields: ['openid'],
		});
		const { url } = await testbed.browser.open(
			`${testbed.host.url}?next=${encodeURIComponent(target)}`,
			(at) => /[?&]code=/.test(at),
		);
		expect((await testbed.browser.step(url)).location).toBe(wanted + testbed.person.openid);
	});

	it('refuses two targets', async () => {
		testbed = await startLoginTestbed(withReturn('m.example.com'));
		const { status } = await testbed.browser.step(
			`${testbed.host.url}?next=https://m.example.com/&next=https://evil.example.net/`,
		);
		expect(status).toBe(400);
	});
});

describe('a Redirect URL that is an expression', () => {
	const expression = (url: string, hosts = '') => ({
		answer: 'redirect',
		redirectUrl: `={{ ${JSON.stringify(url)} }}`,
		options: { allowedRedirectHosts: hosts },
	});

	it('is followed to an allowed host', async () => {
		testbed = await startLoginTestbed(expression('https://shop.example.com/x', 'shop.example.com'));
		const { url } = await testbed.browser.open(testbed.host.url, leavesHome);
		expect(url).toBe('https://shop.example.com/x');
	});

	it('is not followed to a host that is not listed: whatever it was made from', async () => {
		testbed = await startLoginTestbed(expression('https://evil.example.net/x', 'shop.example.com'));
		const { status, location, body } = await testbed.browser.step(testbed.host.url);
		expect({ status, location }).toEqual({ status: 500, location: '' });
		expect(body).not.toMatch(/Redirect|Allowed/);
		expect(testbed.host.logged.join()).toContain(
			'Redirect URL: is not an address on one of the Allowed Redirect Hosts',
		);
	});
});
