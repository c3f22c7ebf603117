import { type LoginTestbed, startLoginTestbed } from './loginTestbed';
import { TestBrowser } from './testBrowser';

const EXCHANGE = '/sns/oauth2/access_token';
const isCallback = (url: string) => /[?&]code=/.test(url);

let testbed: LoginTestbed;

beforeEach(async () => {
	testbed = await startLoginTestbed();
});
afterEach(async () => await testbed.close());

it('a browser that came back with a refusal is logged in by a code for the same login', async () => {
	const { url } = await testbed.browser.open(testbed.host.url, isCallback);
	const refusal = new URL(url);
	refusal.searchParams.delete('code');
	expect((await testbed.browser.step(refusal.href)).body).toContain('您已取消授权');
	expect((await testbed.browser.open(url)).body).toContain('登录成功');
});

it.each<[string, () => Promise<unknown>, string]>([
	[
		'whose login n8n could not store',
		async () => {
			testbed.host.parts.store = async () => {
				testbed.host.parts.store = undefined;
				return await Promise.reject(new Error('the database is away'));
			};
		},
		'您的登录未被记录',
	],
	[
		'whose code WeChat did not know',
		async () => await testbed.platform.control.fault({ match: EXCHANGE, errcode: 40029, count: 1 }),
		'登录凭证无效',
	],
])('a browser %s is logged in by another code for the same login', async (_case, trouble, page) => {
	const { url, path } = await testbed.browser.open(testbed.host.url, isCallback);
	await trouble();
	expect((await testbed.browser.step(url)).body).toContain(page);
	const again = await testbed.browser.open(path[1] ?? '', isCallback);
	expect(new URL(again.url).searchParams.get('state')).toBe(new URL(url).searchParams.get('state'));
	expect((await testbed.browser.step(again.url)).body).toContain('登录成功');
	expect(testbed.logins()).toHaveLength(1);
});

it('a refusal that is loaded again, in any process, gives the same page and starts no second execution', async () => {
	testbed.host.parts.parameters.options = { startOnFailure: true };
	const { url } = await testbed.browser.open(testbed.host.url, isCallback);
	const refusal = new URL(url);
	refusal.searchParams.delete('code');
	const asBefore = new TestBrowser().copyFrom(testbed.browser);
	for (const browser of [testbed.browser, asBefore, testbed.browser]) {
		const { body } = await browser.step(refusal.href);
		expect(body).toContain('您已取消授权');
	}
	await testbed.restart();
	expect((await testbed.browser.step(refusal.href)).body).toContain('您已取消授权');
	expect(testbed.failures()).toHaveLength(1);
});

it('a code that was used gives the same page again when its callback is loaded again', async () => {
	const { url } = await testbed.browser.open(testbed.host.url, isCallback);
	const asBefore = new TestBrowser().copyFrom(testbed.browser);
	await testbed.browser.step(url);
	await testbed.restart();
	for (const _ of [1, 2]) expect((await asBefore.step(url)).body).toContain('登录凭证已被使用');
	expect(await testbed.callsOf(EXCHANGE)).toBe(2);
});

it('a browser that missed the answer gets the outcome again, and keeps it for every process', async () => {
	const { url } = await testbed.browser.open(testbed.host.url, isCallback);
	const asBefore = new TestBrowser().copyFrom(testbed.browser);
	await testbed.browser.step(url);
	const { status, body } = await asBefore.step(url);
	await testbed.restart();
	expect(await asBefore.step(url)).toMatchObject({ status, body });
	expect(await testbed.callsOf(EXCHANGE)).toBe(1);
});
