import type { IDataObject } from 'n8n-workflow';
import type { LoginHostParts } from './loginHost';
import { consentedCallback, type LoginTestbed, startLoginTestbed } from './loginTestbed';
import { TestBrowser } from './testBrowser';

const EXCHANGE = '/sns/oauth2/access_token';
const isCallback = (url: string) => /[?&]code=/.test(url);
const away = () => Promise.reject(new Error('the database is away'));

let testbed: LoginTestbed;

afterEach(async () => {
	jest.restoreAllMocks();
	await testbed.close();
});

interface Trouble {
	name: string;
	parameters?: IDataObject;
	parts?: Partial<LoginHostParts>;
	/** Makes the callback fail. */
	cause?: () => Promise<unknown>;
	/** Makes it work again. */
	repair: () => unknown;
	title: string;
	status: number;
	/** Whether the code was handed to WeChat: it is asked once, and the same callback stays what it is. */
	handedOver: boolean;
}

const noStore = () => {
	testbed.host.parts.store = undefined;
};
const fault = (more: object) => () => testbed.platform.control.fault({ match: EXCHANGE, count: 1, ...more });

const TROUBLES: Trouble[] = [
	{
		name: 'n8n cannot store the execution',
		parts: { store: away },
		repair: noStore,
		title: '暂时无法继续',
		status: 503,
		handedOver: true,
	},
	{
		name: 'n8n cannot store the execution, and a redirect was to follow',
		parameters: { answer: 'redirect', redirectUrl: 'https://shop.example.com/' },
		parts: { store: away },
		repair: noStore,
		title: '暂时无法继续',
		status: 503,
		handedOver: true,
	},
	{
		name: 'the workflow fails before it answers',
		parameters: { answer: 'workflow' },
		parts: { behind: away },
		repair: () => {
			testbed.host.parts.behind = undefined;
		},
		title: '处理失败',
		status: 500,
		handedOver: true,
	},
	{
		name: 'n8n cannot store the execution that was to answer',
		parameters: { answer: 'workflow' },
		parts: { store: away },
		repair: noStore,
		title: '处理失败',
		status: 500,
		handedOver: true,
	},
	{
		name: 'WeChat does not know the code',
		cause: fault({ errcode: 40029 }),
		repair: () => {},
		title: '登录凭证无效',
		status: 403,
		handedOver: true,
	},
	{
		name: 'WeChat is busy',
		cause: fault({ errcode: -1 }),
		repair: () => {},
		title: '微信暂时没有响应',
		status: 503,
		handedOver: true,
	},
	{
		name: 'the answer of WeChat gets lost',
		cause: fault({ drop: 'after' }),
		repair: () => {},
		title: '微信暂时没有响应',
		status: 503,
		handedOver: true,
	},
	{
		name: 'the AppSecret is wrong',
		cause: fault({ errcode: 40125 }),
		repair: () => {},
		title: '微信拒绝了本次登录',
		status: 502,
		handedOver: true,
	},
];

describe.each(TROUBLES)('when $name', (trouble) => {
	it('the page leads to a new login after every reload, in every process, and never says that it is done', async () => {
		testbed = await startLoginTestbed({ ...trouble.parameters }, trouble.parts);
		const { url } = await testbed.browser.open(testbed.host.url, isCallback);
		await trouble.cause?.();
		const pages = [await testbed.browser.open(url), await testbed.browser.open(url)];
		trouble.repair();
		pages.push(await testbed.browser.open(url));
		const other = await testbed.anotherProcess();
		pages.push(await testbed.browser.open(url.replace(testbed.host.origin, other.origin)));
		await testbed.restart();
		pages.push(await testbed.browser.open(url));
		for (const { status, body } of pages) {
			expect(status).toBe(trouble.status);
			expect(body).toContain(trouble.title);
			expect(body).toContain(`<a href="${testbed.host.url}">重新登录</a>`);
		}
		expect(await testbed.callsOf(EXCHANGE)).toBe(1);
		const before = testbed.logins().length;

		testbed.host.parts.store = undefined;
		testbed.host.parts.behind = undefined;
		await testbed.browser.open(testbed.host.url, (at) => at.startsWith('https://shop'));
		expect(testbed.logins()).toHaveLength(before + 1);
	});
});

describe('when n8n fails before the code is handed to WeChat', () => {
	/** Credentials are read for the setup, then again for the call. */
	function failFrom(reading: number, count: number): void {
		const { credentials } = testbed.host.parts;
		let readings = 0;
		const { wechatMpApi } = credentials;
		Object.defineProperty(credentials, 'wechatMpApi', {
			configurable: true,
			enumerable: true,
			get: () => {
				readings += 1;
				if (readings >= reading && readings < reading + count) throw new Error('the database is locked');
				return wechatMpApi;
			},
		});
	}

	it('the same callback works as soon as n8n does', async () => {
		testbed = await startLoginTestbed();
		const { url } = await testbed.browser.open(testbed.host.url, isCallback);
		failFrom(2, 1);
		const first = await testbed.browser.open(url);
		expect(first.status).toBe(503);
		expect(first.body).toContain(`<a href="${testbed.host.url}">重新登录</a>`);
		expect(await testbed.callsOf(EXCHANGE)).toBe(0);
		expect((await testbed.browser.open(url)).body).toContain('登录成功');
		expect(testbed.logins()).toHaveLength(1);
	});

	it('also when nothing could be read at all: the page asks for itself again', async () => {
		testbed = await startLoginTestbed();
		const { url } = await testbed.browser.open(testbed.host.url, isCallback);
		failFrom(1, 1);
		const first = await testbed.browser.open(url);
		expect(first.status).toBe(503);
		expect(first.body).toContain('<a href="">重试</a>');
		expect((await testbed.browser.open(url)).body).toContain('登录成功');
	});
});

it('a connection that cannot be made leaves the code to a reload', async () => {
	testbed = await startLoginTestbed();
	const { url } = await testbed.browser.open(testbed.host.url, isCallback);
	const { wechatMpApi } = testbed.credentials;
	const host = wechatMpApi.customApiHost;
	wechatMpApi.customApiHost = 'http://127.0.0.1:9';
	for (const _ of [1, 2]) expect((await testbed.browser.open(url)).body).toContain('重新登录');
	wechatMpApi.customApiHost = host;
	expect((await testbed.browser.open(url)).body).toContain('登录成功');
});

it('a login that two processes get at once is one login, no failed execution, and done for the browser', async () => {
	testbed = await startLoginTestbed({ options: { startOnFailure: true } });
	const other = await testbed.anotherProcess();
	const { url } = await testbed.browser.open(testbed.host.url, isCallback);
	const twin = new TestBrowser().copyFrom(testbed.browser);
	expect((await testbed.browser.open(url)).body).toContain('登录成功');
	const late = await twin.step(url.replace(testbed.host.origin, other.origin));
	expect(late.body).toContain('登录凭证已被使用');
	expect(late.cookies).toEqual([]);
	expect((await testbed.browser.open(url)).body).toContain('本次登录已处理');
	expect(testbed.logins()).toHaveLength(1);
	expect(testbed.failures()).toEqual([]);
});

it('a redirect is given again by every process, without asking WeChat', async () => {
	testbed = await startLoginTestbed({
		answer: 'redirect',
		redirectUrl: 'https://shop.example.com/#/home',
		redirectFields: ['openid'],
		options: { redirectFieldsIn: 'fragment' },
	});
	const { url } = await testbed.browser.open(testbed.host.url, isCallback);
	const { location } = await testbed.browser.step(url);
	expect(location).toBe(`https://shop.example.com/#/home?openid=${testbed.person.openid}`);
	await testbed.restart();
	expect((await testbed.browser.step(url)).location).toBe(location);
	expect(await testbed.callsOf(EXCHANGE)).toBe(1);
});

it('a redirect that does not fit into a cookie beside itself is a page when it is opened again', async () => {
	const redirectUrl = `https://shop.example.com/?${'x'.repeat(900)}`;
	testbed = await startLoginTestbed({
		answer: 'redirect',
		redirectUrl,
		redirectFields: ['params'],
		passThrough: { parameter: [{ name: 'long', pattern: '' }] },
	});
	const link = `${testbed.host.url}?long=${'y'.repeat(500)}`;
	const { url } = await testbed.browser.open(link, isCallback);
	expect((await testbed.browser.step(url)).location).toBe(`${redirectUrl}&long=${'y'.repeat(500)}`);
	expect((await testbed.browser.step(url)).body).toContain('本次登录已处理');
});

it('a snapshot that leads to a redirect keeps within what a cookie holds, whatever the link carried', async () => {
	testbed = await startLoginTestbed({
		scope: 'snsapi_userinfo',
		answer: 'redirect',
		redirectUrl: `https://shop.example.com/?${'x'.repeat(900)}`,
		passThrough: { parameter: ['a', 'b', 'c'].map((name) => ({ name, pattern: '' })) },
		options: { forceSnapshot: true },
	});
	const long = 'y'.repeat(450);
	const { url } = await testbed.browser.open(`${testbed.host.url}?a=${long}&b=${long}&c=${long}`, isCallback);
	const { cookies, status } = await testbed.browser.step(url);
	expect(status).toBe(302);
	expect(cookies[0]?.length).toBeLessThan(4096);
	expect((await testbed.browser.step(url)).body).toContain('使用完整服务');
});

it('a visitor without cookie who finds WeChat busy does not spoil the code for the rightful browser', async () => {
	testbed = await startLoginTestbed({ scope: 'snsapi_userinfo' });
	const url = await consentedCallback(testbed, await testbed.browser.open(testbed.host.url));
	await testbed.platform.control.fault({ match: EXCHANGE, errcode: -1, count: 1 });
	expect((await new TestBrowser().open(url)).body).toContain('微信暂时没有响应');
	expect((await testbed.browser.open(url)).body).toContain('登录成功');
});

it('an answer that says expires_in oddly loses no login', async () => {
	for (const body of ['"expires_in":"soon"', '"expires_in":-5', '"expires_in":1e300', '"x":1']) {
		testbed = await startLoginTestbed({ options: { includeTokens: true } });
		const { url } = await testbed.browser.open(testbed.host.url, isCallback);
		await testbed.platform.control.fault({
			match: EXCHANGE,
			count: 1,
			body: `{"access_token":"t","refresh_token":"r","openid":"o1","scope":"snsapi_base",${body}}`,
		} as never);
		expect((await testbed.browser.open(url)).body).toContain('登录成功');
		expect(testbed.logins()).toEqual([
			expect.objectContaining({
				openid: 'o1',
				tokens: { accessToken: 't', refreshToken: 'r', expiresAt: null },
			}),
		]);
		await testbed.close();
	}
});
