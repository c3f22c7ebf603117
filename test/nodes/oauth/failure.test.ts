import type { IDataObject } from 'n8n-workflow';
import { type Scene, setScene } from './scene';

const EXCHANGE = '/sns/oauth2/access_token';
const isCallback = (url: string) => /[?&]code=/.test(url);

let scene: Scene;

afterEach(async () => {
	await scene.close();
});

async function sceneWith(startOnFailure: boolean): Promise<string> {
	scene = await setScene({
		passThrough: { parameter: [{ name: 'order', pattern: '' }] },
		options: { startOnFailure },
	});
	return (await scene.browser.open(`${scene.host.url}?order=42`, isCallback)).url;
}

describe('when WeChat does not accept the code', () => {
	it('an expired one gives a page with a link that starts again, and an item for the output Failed', async () => {
		const link = await sceneWith(true);
		await scene.platform.control.clock({ advanceSeconds: 301 });
		const shown = await scene.browser.open(link);
		expect(shown.status).toBe(403);
		expect(shown.body).toContain('登录凭证已过期');
		expect(shown.body).toContain('WeChat 42003');
		expect(shown.body).toContain(`<a href="${scene.host.url}?order=42">重新登录</a>`);
		expect(scene.logins()).toEqual([]);
		expect(scene.failures()).toEqual([
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
		await scene.platform.control.clock({ advanceSeconds: 301 });
		expect((await scene.browser.open(link)).status).toBe(403);
		expect(scene.host.executions).toEqual([]);
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
		await scene.platform.control.fault({ match: EXCHANGE, errcode, count: 1 });
		const shown = await scene.browser.open(link);
		expect(shown.status).toBe(status);
		expect(shown.body).toContain(text);
		expect(shown.body).toContain(`WeChat ${errcode}`);
		expect(scene.failures()).toEqual([
			expect.objectContaining({ failure: expect.objectContaining({ reason, errcode }) as IDataObject }),
		]);
		expect(await scene.callsOf(EXCHANGE)).toBe(1);
	});

	it('a reload afterwards neither asks WeChat nor starts the workflow again', async () => {
		const link = await sceneWith(true);
		await scene.platform.control.fault({ match: EXCHANGE, errcode: 40029 });
		await scene.browser.open(link);
		await scene.restart();
		const again = await scene.browser.open(link);
		expect(again.status).toBe(403);
		expect(again.body).toContain('重新登录');
		expect(await scene.callsOf(EXCHANGE)).toBe(1);
		expect(scene.failures()).toHaveLength(1);
	});
});

describe('when the connection to WeChat', () => {
	it('breaks after the request was sent, it is not sent again: the code may be used up', async () => {
		const link = await sceneWith(true);
		await scene.platform.control.fault({ match: EXCHANGE, drop: 'after' });
		const shown = await scene.browser.open(link);
		expect(shown.status).toBe(503);
		expect(await scene.callsOf(EXCHANGE)).toBe(1);
		expect(scene.failures()).toEqual([
			expect.objectContaining({ failure: expect.objectContaining({ reason: 'unreachable' }) as IDataObject }),
		]);
	});

	it('cannot be made, a reload tries the same code again and succeeds', async () => {
		const link = await sceneWith(false);
		const { wechatMpApi } = scene.credentials;
		const host = wechatMpApi.customApiHost;
		wechatMpApi.customApiHost = 'http://127.0.0.1:9';
		expect((await scene.browser.open(link)).status).toBe(503);
		wechatMpApi.customApiHost = host;
		expect((await scene.browser.open(link)).status).toBe(200);
		expect(scene.logins()).toHaveLength(1);
	});
});

it('no secret, code or token is in a page, an item or a log line', async () => {
	const link = await sceneWith(true);
	const code = new URL(link).searchParams.get('code') ?? '';
	const { appSecret } = scene.credentials.wechatMpApi;
	await scene.platform.control.fault({ match: EXCHANGE, errcode: 40125 });
	const shown = await scene.browser.open(link);
	const everything = [shown.body, JSON.stringify(scene.failures()), ...scene.host.logged].join('\n');
	expect(scene.host.logged).toHaveLength(1);
	expect(everything).not.toContain(String(appSecret));
	expect(everything).not.toContain(code);
});

describe('when n8n cannot store the execution', () => {
	it('the browser is not told that it succeeded', async () => {
		scene = await setScene({}, { store: () => Promise.reject(new Error('the database is away')) });
		const shown = await scene.browser.open(scene.host.url);
		expect(shown.status).toBe(503);
		expect(shown.body).toContain('本次登录没有被记录');
		expect(shown.headers['content-security-policy']).toMatch(/^default-src 'none'/);
		expect(scene.logins()).toEqual([]);
	});

	it('the user can start again and is logged in', async () => {
		let away = true;
		scene = await setScene(
			{},
			{ store: () => (away ? Promise.reject(new Error('the database is away')) : Promise.resolve()) },
		);
		const shown = await scene.browser.open(scene.host.url);
		away = false;
		const again = /<a href="([^"]+)">/.exec(shown.body)?.[1] ?? '';
		expect((await scene.browser.open(again)).status).toBe(200);
		expect(scene.logins()).toHaveLength(1);
	});
});
