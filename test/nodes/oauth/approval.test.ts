import { randomBytes } from 'node:crypto';
import { APPROVAL_PARAMETER, sealFor, visitorOf } from '../../../core/approval/identity';
import { type LoginTestbed, startLoginTestbed } from './loginTestbed';

const EXCHANGE = '/sns/oauth2/access_token';
const isCallback = (url: string) => /[?&]code=/.test(url);
const seconds = () => Math.floor(Date.now() / 1000);

let testbed: LoginTestbed;

afterEach(async () => {
	await testbed.close();
});

/** The page of a question on the same n8n; other addresses differ in their number. */
const pageOf = (number = 7) => `${testbed.host.origin}/webhook-waiting/${number}/node?item=0&signature=s`;

function account() {
	const { appId, appSecret } = testbed.credentials.wechatMpApi;
	return { appid: String(appId), secret: String(appSecret) };
}

/** Sends the browser from the page to the callback of its login. */
async function callback(): Promise<string> {
	const inquiry = { page: pageOf(), expiresAt: seconds() + 600 };
	const sealed = sealFor(inquiry, APPROVAL_PARAMETER, account(), randomBytes);
	return (await testbed.browser.open(`${testbed.host.url}?${APPROVAL_PARAMETER}=${sealed}`, isCallback)).url;
}

const visitor = (page: string) => visitorOf(testbed.browser.cookiesFor(page), page, account(), seconds());

it('a visitor whom an approval page asks who they are goes back there with the proof, and starts no execution', async () => {
	testbed = await startLoginTestbed();
	const { status, location } = await testbed.browser.step(await callback());
	expect([status, location]).toEqual([302, pageOf()]);
	expect([visitor(pageOf()), visitor(pageOf(8))]).toEqual([testbed.person.openid, undefined]);
	expect(testbed.host.executions).toEqual([]);
});

it('a reload of such a callback in another process leads to the page again, without another exchange', async () => {
	testbed = await startLoginTestbed();
	const link = await callback();
	await testbed.browser.step(link);
	for (const _ of [1, 2]) {
		await testbed.restart();
		expect((await testbed.browser.step(link)).location).toBe(pageOf());
	}
	expect(await testbed.callsOf(EXCHANGE)).toBe(1);
});

it('the proof of who a visitor is lasts an hour', async () => {
	testbed = await startLoginTestbed();
	const before = seconds();
	await testbed.browser.step(await callback());
	const cookies = testbed.browser.cookiesFor(pageOf());
	const at = (moment: number) => visitorOf(cookies, pageOf(), account(), moment);
	expect(at(before + 3600)).toBe(testbed.person.openid);
	expect(at(seconds() + 3601)).toBeUndefined();
});

it('a visitor who is back on an approval page is led there by any later code, without another exchange', async () => {
	testbed = await startLoginTestbed();
	const link = await callback();
	await testbed.browser.step(link);
	const later = await testbed.browser.step(link.replace(/code=\w+/, 'code=another'));
	expect(later.location).toBe(pageOf());
	expect(await testbed.callsOf(EXCHANGE)).toBe(1);
});

it('a visitor of an approval page whose code WeChat refuses is led back to it without a proof, and starts no execution', async () => {
	testbed = await startLoginTestbed({ options: { startOnFailure: true } });
	const link = await callback();
	await testbed.platform.control.fault({ match: EXCHANGE, errcode: 40029, count: 1 });
	const { status, body } = await testbed.browser.step(link);
	expect(status).toBe(403);
	expect(body).toContain(`<a href="${pageOf().replace('&', '&amp;')}">重新登录</a>`);
	expect(visitor(pageOf())).toBeUndefined();
	expect(testbed.host.executions).toEqual([]);
});
