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

it('a browser that missed the answer gets the outcome again, and keeps it for every process', async () => {
	const { url } = await testbed.browser.open(testbed.host.url, isCallback);
	const asBefore = new TestBrowser().copyFrom(testbed.browser);
	await testbed.browser.step(url);
	const { status, body } = await asBefore.step(url);
	await testbed.restart();
	expect(await asBefore.step(url)).toMatchObject({ status, body });
	expect(await testbed.callsOf(EXCHANGE)).toBe(1);
});
