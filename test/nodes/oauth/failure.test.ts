import type { IDataObject } from 'n8n-workflow';
import { type LoginTestbed, startLoginTestbed } from './loginTestbed';

const EXCHANGE = '/sns/oauth2/access_token';
const isCallback = (url: string) => /[?&]code=/.test(url);

let testbed: LoginTestbed;

afterEach(async () => {
	await testbed.close();
});

async function sceneWith(startOnFailure: boolean): Promise<string> {
	testbed = await startLoginTestbed({
		passThrough: { parameter: [{ name: 'order', pattern: '' }] },
		options: { startOnFailure },
	});
	return (await testbed.browser.open(`${testbed.host.url}?order=42`, isCallback)).url;
}

describe('when WeChat does not accept the code', () => {
	it('an expired one gives a page with a link that starts again, and an item for the output Failed', async () => {
		const link = await sceneWith(true);
		await testbed.platform.control.clock({ advanceSeconds: 301 });
		const shown = await testbed.browser.open(link);
		expect(shown.status).toBe(403);
		expect(shown.body).toContain('登录凭证已过期');
		expect(shown.body).toContain('WeChat 42003');
		expect(shown.body).toContain(`<a href="${testbed.host.url}?order=42">重新登录</a>`);
		expect(testbed.logins()).toEqual([]);
		expect(testbed.failures()).toEqual([
			{
				failure: {
					reason: 'code',
					errcode: 42003,
					message: 'The code of the login has expired (WeChat 42003)',
					description: expect.stringContaining('Let the person log in again') as string,
				},
				params: { order: '42' },
				meta: expect.objectContaining({ channel: 'wechat', language: 'zh' }) as IDataObject,
			},
		]);
	});

	it('starts nothing while the option is off', async () => {
		const link = await sceneWith(false);
		await testbed.platform.control.clock({ advanceSeconds: 301 });
		expect((await testbed.browser.open(link)).status).toBe(403);
		expect(testbed.host.executions).toEqual([]);
	});

	it.each([
		[40029, 403, '登录凭证无效', 'code'],
		[42003, 403, '登录凭证已过期', 'code'],
		[-1, 503, '微信暂时没有响应', 'unreachable'],
		[45011, 503, '微信暂时没有响应', 'unreachable'],
		[40125, 502, '微信拒绝了本次登录', 'platform'],
		[48001, 502, '微信拒绝了本次登录', 'platform'],
	])('%d gives status %d and %s', async (errcode, status, text, reason) => {
		const link = await sceneWith(true);
		await testbed.platform.control.fault({ match: EXCHANGE, errcode, count: 1 });
		const shown = await testbed.browser.open(link);
		expect(shown.status).toBe(status);
		expect(shown.body).toContain(text);
		expect(shown.body).toContain(`WeChat ${errcode}`);
		expect(testbed.failures()).toEqual([
			expect.objectContaining({ failure: expect.objectContaining({ reason, errcode }) as IDataObject }),
		]);
		expect(await testbed.callsOf(EXCHANGE)).toBe(1);
	});

	it('two kinds of refusal in one minute are two lines in the log', async () => {
		const link = await sceneWith(false);
		await testbed.platform.control.fault({ match: EXCHANGE, errcode: 40125, count: 1 });
		await testbed.browser.open(link);
		const { url } = await testbed.browser.open(`${testbed.host.url}?order=43`, isCallback);
		await testbed.platform.control.fault({ match: EXCHANGE, errcode: 48001, count: 1 });
		await testbed.browser.open(url);
		expect(testbed.host.logged).toEqual([
			expect.stringContaining('WeChat 40125'),
			expect.stringContaining('WeChat 48001'),
		]);
	});

	it('a reload afterwards neither asks WeChat nor starts the workflow again', async () => {
		const link = await sceneWith(true);
		await testbed.platform.control.fault({ match: EXCHANGE, errcode: 40029 });
		await testbed.browser.open(link);
		await testbed.restart();
		const again = await testbed.browser.open(link);
		expect(again.status).toBe(403);
		expect(again.body).toContain('重新登录');
		expect(await testbed.callsOf(EXCHANGE)).toBe(1);
		expect(testbed.failures()).toHaveLength(1);
	});
});

describe('when the connection to WeChat', () => {
	it('breaks after the request was sent, it is not sent again: the code may be used up', async () => {
		const link = await sceneWith(true);
		await testbed.platform.control.fault({ match: EXCHANGE, drop: 'after' });
		const shown = await testbed.browser.open(link);
		expect(shown.status).toBe(503);
		expect(await testbed.callsOf(EXCHANGE)).toBe(1);
		expect(testbed.failures()).toEqual([
			expect.objectContaining({
				failure: {
					reason: 'unreachable',
					message: 'Result unknown: the connection was closed before an answer came',
					description: 'No usable answer came. The code may be used up: let the person log in again.',
				},
			}),
		]);
	});

	it('cannot be made, a reload tries the same code again and succeeds', async () => {
		const link = await sceneWith(false);
		const { wechatMpApi } = testbed.credentials;
		const host = wechatMpApi.customApiHost;
		wechatMpApi.customApiHost = 'http://127.0.0.1:9';
		expect((await testbed.browser.open(link)).status).toBe(503);
		wechatMpApi.customApiHost = host;
		expect((await testbed.browser.open(link)).status).toBe(200);
		expect(testbed.logins()).toHaveLength(1);
	});
});

it('no secret, code or token is in a page, an item or a log line', async () => {
	const link = await sceneWith(true);
	const code = new URL(link).searchParams.get('code') ?? '';
	const { appSecret } = testbed.credentials.wechatMpApi;
	await testbed.platform.control.fault({ match: EXCHANGE, errcode: 40125 });
	const shown = await testbed.browser.open(link);
	const everything = [shown.body, JSON.stringify(testbed.failures()), ...testbed.host.logged].join('\n');
	expect(testbed.host.logged).toHaveLength(1);
	expect(everything).not.toContain(String(appSecret));
	expect(everything).not.toContain(code);
});

describe('when n8n cannot store the execution', () => {
	it('the browser is not told that it succeeded', async () => {
		testbed = await startLoginTestbed({}, { store: () => Promise.reject(new Error('the database is away')) });
		const shown = await testbed.browser.open(testbed.host.url);
		expect(shown.status).toBe(503);
		expect(shown.body).toContain('您的登录未被记录');
		expect(shown.headers['content-security-policy']).toMatch(/^default-src 'none'/);
		expect(testbed.logins()).toEqual([]);
	});

	it('the user can start again and is logged in', async () => {
		let away = true;
		testbed = await startLoginTestbed(
			{},
			{ store: () => (away ? Promise.reject(new Error('the database is away')) : Promise.resolve()) },
		);
		const shown = await testbed.browser.open(testbed.host.url);
		away = false;
		const again = /<a href="([^"]+)">/.exec(shown.body)?.[1] ?? '';
		expect((await testbed.browser.open(again)).status).toBe(200);
		expect(testbed.logins()).toHaveLength(1);
	});
});
