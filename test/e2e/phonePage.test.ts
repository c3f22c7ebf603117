import axios from 'axios';
import type { Locator, Page } from 'playwright-core';
import { startCallbackServer, type CallbackServer } from '../simulator/support/callbackServer';
import { apiOf, type AccountApi } from '../simulator/support/apiOf';
import { startPlatform, type Platform } from '../simulator/support/platform';
import { openBrowser, type TestBrowser } from './openBrowser';

const NASTY = '"><img src=x onerror="document.title=1">';

let platform: Platform;
let server: CallbackServer;
let api: AccountApi;
let browser: TestBrowser;
let page: Page;
let errors: string[];

beforeEach(async () => {
	platform = await startPlatform();
	server = await startCallbackServer();
	api = await apiOf(platform);
	await platform.simulator.control.account({
		appid: platform.account.appid,
		mode: 'plain',
		callbackUrl: server.url,
	});
	browser = await openBrowser();
	page = browser.context.pages()[0] ?? (await browser.context.newPage());
	errors = [];
	page.on('pageerror', ({ message }) => errors.push(message));
	page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
	await page.goto(platform.simulator.urls.ui);
});
afterEach(async () => {
	await browser.close();
	await platform.simulator.close();
	await server.close();
	if (errors.length > 0) throw new Error(`The page had errors: ${errors.join('; ')}`);
});

async function newPhone(nickname: string, follow = true): Promise<{ openid: string; phone: Locator }> {
	const { follower } = await platform.simulator.control.follower({ nickname, follow, push: false });
	const phone = page.getByRole('article', { name: `Phone of ${nickname}` });
	await phone.waitFor();
	return { openid: follower.openid, phone };
}

/** The newest push, as soon as its name is this one. */
async function pushed(name: string): Promise<string> {
	await page.getByRole('tab', { name: /Pushes/ }).click();
	await page.getByRole('tabpanel', { name: 'Pushes' }).getByText(name, { exact: true }).first().waitFor();
	await platform.simulator.control.settled();
	return (await platform.simulator.control.deliveries()).at(-1)?.request.body ?? '';
}

test('a tap on the menu pushes CLICK with its key', async () => {
	const sub_button = [{ type: 'click', name: '联系客服', key: 'HELP' }];
	expect(await api.code('/cgi-bin/menu/create', { button: [{ name: '服务', sub_button }] })).toBe(0);
	const { phone } = await newPhone('小明');
	await phone.getByRole('button', { name: '服务' }).click();
	await phone.getByRole('button', { name: '联系客服' }).click();
	expect(await pushed('event:CLICK')).toContain('<EventKey><![CDATA[HELP]]></EventKey>');
});

test('scanning a QR code of the account pushes SCAN with its scene', async () => {
	const action_info = { scene: { scene_str: 'shop-1' } };
	await api.post('/cgi-bin/qrcode/create', { action_name: 'QR_LIMIT_STR_SCENE', action_info });
	const { openid } = await newPhone('小明');
	const phone = page.getByRole('article', { name: 'Phone of 小明' });
	await phone.getByRole('button', { name: 'More' }).click();
	await phone.getByRole('button', { name: '扫一扫' }).click();
	await phone.getByRole('button', { name: '场景 shop-1' }).click();
	const body = await pushed('event:SCAN');
	expect(body).toContain('<EventKey><![CDATA[shop-1]]></EventKey>');
	expect(body).toContain(openid);
});

test.each([
	['图片', 'image'],
	['语音', 'voice'],
	['视频', 'video'],
])('%s in the tray sends a message of type %s', async (label, type) => {
	const { phone } = await newPhone('小明');
	await phone.getByRole('button', { name: 'More' }).click();
	await phone.getByRole('button', { name: label }).click();
	expect(await pushed(type)).toContain(`<MsgType><![CDATA[${type}]]></MsgType>`);
});

test('a place is sent with the keyboard alone', async () => {
	const { phone } = await newPhone('小明');
	await phone.getByRole('textbox', { name: 'Message', exact: true }).focus();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	for (let step = 0; step < 3; step++) await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.keyboard.type('公司');
	await page.keyboard.press('Enter');
	expect(await pushed('location')).toContain('<Label><![CDATA[');
	expect(await phone.getByRole('log').textContent()).toContain('公司');
});

test('two phones stand side by side and show what happens to each, without reload', async () => {
	const ming = await newPhone('小明');
	const hong = await newPhone('小红');
	const [left, right] = [await ming.phone.boundingBox(), await hong.phone.boundingBox()];
	expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0));
	expect(right?.y).toBe(left?.y);
	await api.post('/cgi-bin/message/custom/send', {
		touser: hong.openid,
		msgtype: 'text',
		text: { content: '你好' },
	});
	await hong.phone.getByText('你好').waitFor();
	expect(await ming.phone.getByText('你好').count()).toBe(0);
});

test('markup in nicknames, messages and menus stays text', async () => {
	expect(
		await api.code('/cgi-bin/menu/create', { button: [{ type: 'click', name: '<b>x</b>', key: 'X' }] }),
	).toBe(0);
	const { openid, phone } = await newPhone(NASTY);
	await api.post('/cgi-bin/message/custom/send', {
		touser: openid,
		msgtype: 'text',
		text: {
			content: `${NASTY}<a href="javascript:document.title=2">tap</a><script>document.title=3</script>`,
		},
	});
	await phone.getByRole('log').getByText('tap').waitFor();
	expect(await phone.getByRole('log').textContent()).toContain(NASTY);
	expect(await phone.locator('img, script, a, button b').count()).toBe(0);
	expect(await page.title()).toBe('WeChat simulator');
});

test('a fault is switched on, strikes and is switched off', async () => {
	await page.getByRole('tab', { name: 'Faults' }).click();
	const box = page.getByRole('switch', { name: 'Every call: gateway error 502' });
	await box.click();
	await page.getByText('status 502').waitFor();
	const call = () =>
		axios.get(`${platform.simulator.urls.api}/cgi-bin/user/get`, {
			proxy: false,
			validateStatus: () => true,
		});
	expect((await call()).status).toBe(502);
	await box.click();
	await page.getByText('None: the platform behaves.').waitFor();
	expect((await call()).status).toBe(200);
});

test('nothing is wider than the window of a phone', async () => {
	await newPhone('小明');
	await page.setViewportSize({ width: 390, height: 844 });
	const width = await page.evaluate<number>('document.documentElement.scrollWidth');
	expect(width).toBe(390);
	await page.getByRole('button', { name: 'Platform' }).click();
	await page.getByRole('tab', { name: 'Clock' }).click();
	await page.getByRole('button', { name: '+ 2 h' }).click();
	await page.getByText('Runs 2 h ahead of real time').waitFor();
});
