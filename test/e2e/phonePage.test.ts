import { readFileSync } from 'node:fs';
import path from 'node:path';
import axios from 'axios';
import type { Locator, Page } from 'playwright-core';
import { startCallbackServer, type CallbackServer } from '../simulator/support/callbackServer';
import { apiOf, type AccountApi } from '../simulator/support/apiOf';
import { addPicture } from '../simulator/support/draftTestbed';
import { startPlatform, type Platform } from '../simulator/support/platform';
import { openBrowser, type TestBrowser } from './openBrowser';

const INSPECT = readFileSync(path.join(__dirname, 'inspectPage.browser.js'), 'utf8');
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

test('an article opens from its card as the filter left it, and a comment is written under it', async () => {
	const { phone } = await newPhone('小明');
	const articles = [
		{
			title: '头条',
			content:
				'<p style="color:#d73a49">正文<script>document.title=1</script><a href="https://example.com">外链</a></p>',
			thumb_media_id: await addPicture(platform, api),
			need_open_comment: 1,
		},
	];
	const { media_id } = (await api.post('/cgi-bin/draft/add', { articles })).json;
	const message = { filter: { is_to_all: true }, msgtype: 'mpnews', mpnews: { media_id } };
	const { msg_data_id } = (await api.post('/cgi-bin/message/mass/sendall', message)).json;
	await phone.getByRole('button', { name: '头条' }).click();
	const reading = phone.getByRole('dialog', { name: 'Article' });
	const text = reading.getByText('正文外链');
	expect(
		await text.evaluate((element) => (element as unknown as { style: { color: string } }).style.color),
	).toBe('rgb(215, 58, 73)');
	expect(await reading.getByRole('button', { name: '外链' }).count()).toBe(0);
	await reading.getByRole('textbox', { name: 'Write a comment' }).fill(NASTY);
	await reading.getByRole('button', { name: 'Send' }).click();
	await reading.getByText(NASTY).waitFor();
	const list = { msg_data_id, index: 0, begin: 0, count: 10, type: 0 };
	expect((await api.post('/cgi-bin/comment/list', list)).json.comment).toMatchObject([{ content: NASTY }]);
	await page.keyboard.press('Escape');
	await reading.waitFor({ state: 'hidden' });
	expect(await page.title()).not.toBe('1');
});

test('scanning a QR code of the account pushes SCAN with its scene', async () => {
	const action_info = { scene: { scene_str: 'shop-1' } };
	await api.post('/cgi-bin/qrcode/create', { action_name: 'QR_LIMIT_STR_SCENE', action_info });
	const { openid } = await newPhone('小明');
	const phone = page.getByRole('article', { name: 'Phone of 小明' });
	await phone.getByRole('button', { name: 'More' }).click();
	await phone.getByRole('button', { name: 'Scan' }).click();
	await phone.getByRole('button', { name: 'Scene shop-1' }).click();
	const body = await pushed('event:SCAN');
	expect(body).toContain('<EventKey><![CDATA[shop-1]]></EventKey>');
	expect(body).toContain(openid);
});

test.each([
	['Image', 'image'],
	['Voice', 'voice'],
	['Video', 'video'],
])('%s in the tray sends a message of type %s', async (label, type) => {
	const { phone } = await newPhone('小明');
	await phone.getByRole('button', { name: 'More' }).click();
	await phone.getByRole('button', { name: label }).click();
	expect(await pushed(type)).toContain(`<MsgType><![CDATA[${type}]]></MsgType>`);
});

test('a place is sent with the keyboard alone', async () => {
	const { phone } = await newPhone('小明');
	await phone.getByRole('textbox', { name: 'Write a message' }).focus();
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

test('the name of the account gives way to the typing line until it has said something, or 15 seconds are over', async () => {
	const { control } = platform.simulator;
	const { openid, phone } = await newPhone('小明');
	const typing = phone.getByText('The other side is typing …');
	const type = async () => {
		await control.push({ openid, message: { MsgType: 'text', Content: '在吗' } });
		expect(await api.code('/cgi-bin/message/custom/typing', { touser: openid, command: 'Typing' })).toBe(0);
		await typing.waitFor();
	};
	await type();
	const text = { content: '在的' };
	expect(await api.code('/cgi-bin/message/custom/send', { touser: openid, msgtype: 'text', text })).toBe(0);
	await typing.waitFor({ state: 'detached' });
	await phone.getByText('在的').waitFor();
	await control.clock({ freeze: true });
	await type();
	await control.clock({ advanceSeconds: 15 });
	await typing.waitFor({ state: 'detached' });
	expect(await api.code('/cgi-bin/message/custom/typing', { touser: openid, command: 'Typing' })).toBe(0);
	await typing.waitFor();
	expect(await api.code('/cgi-bin/message/custom/typing', { touser: openid, command: 'CancelTyping' })).toBe(
		0,
	);
	await typing.waitFor({ state: 'detached' });
	await type();
	server.answerWith(({ response }) =>
		response.end(
			`<xml><ToUserName><![CDATA[${openid}]]></ToUserName><FromUserName><![CDATA[${platform.account.originalId}]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[passive]]></Content></xml>`,
		),
	);
	await control.push({ openid, message: { MsgType: 'text', Content: '?' } });
	await phone.getByText('passive').waitFor();
	await typing.waitFor({ state: 'detached' });
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

test('an encrypted push is shown with the XML inside it', async () => {
	const { appid } = platform.account;
	await platform.simulator.control.account({ appid, mode: 'safe' });
	const { openid } = await newPhone('小明');
	await platform.simulator.control.push({ openid, message: { MsgType: 'text', Content: '在吗' } });
	await page.getByRole('tab', { name: /Pushes/ }).click();
	const pushes = page.getByRole('tabpanel', { name: 'Pushes' });
	await pushes.getByText('text', { exact: true }).click();
	await pushes.getByText('<Content><![CDATA[在吗]]></Content>').waitFor();
	await pushes.getByText('<Encrypt><![CDATA[').waitFor();
});

test('the tabs fit the bar at 1400 pixels and on a phone, however much was called', async () => {
	const { openid } = await newPhone('小明');
	for (let call = 0; call < 120; call++) await api.get('/cgi-bin/user/get');
	for (let push = 0; push < 12; push++)
		await platform.simulator.control.push({ openid, message: { MsgType: 'text', Content: '在吗' } });
	await page.getByRole('tab', { name: 'Pushes 12' }).waitFor();
	for (const width of [1400, 390]) {
		await page.setViewportSize({ width, height: 844 });
		const cut = await page.evaluate<number>(
			"(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('[role=tablist]'))",
		);
		expect({ width, cut }).toEqual({ width, cut: 0 });
	}
});

test('panels and phones change their language together, and the page remembers it', async () => {
	await newPhone('小明');
	await page.getByRole('button', { name: '中文' }).click();
	const phone = page.getByRole('article', { name: '小明 的手机' });
	await phone.getByRole('button', { name: '更多' }).click();
	await phone.getByRole('button', { name: '扫一扫' }).waitFor();
	await page.getByRole('tab', { name: '接口调用' }).waitFor();
	await page.reload();
	await page.getByRole('tab', { name: '消息推送' }).waitFor();
	expect(await page.evaluate<string>('document.documentElement.lang')).toBe('zh-CN');
	await page.getByRole('button', { name: 'English' }).click();
	await page.getByRole('tab', { name: 'API calls' }).waitFor();
});

test('a Chinese browser gets Chinese, and phones have the time of Beijing wherever it is', async () => {
	await newPhone('小明');
	await platform.simulator.control.clock({ now: '2026-11-28T18:05:00Z', freeze: true });
	const abroad = await openBrowser({ locale: 'zh-TW', timezone: 'America/New_York' });
	try {
		const other = await abroad.context.newPage();
		await other.goto(platform.simulator.urls.ui);
		await other.getByRole('article', { name: '小明 的手机' }).getByText('02:05', { exact: true }).waitFor();
		await other.getByRole('tab', { name: '时钟' }).click();
		await other.getByText('2026-11-29 02:05:00').waitFor();
	} finally {
		await abroad.close();
	}
});

test.each(['light', 'dark'] as const)(
	'in %s colors, text stands out, headings follow their levels and landmarks have names of their own',
	async (colorScheme) => {
		const { openid } = await newPhone('小明');
		await newPhone('小红', false);
		const { templateId } = await platform.simulator.control.area('templates', 'add', {
			title: '订单通知',
			content: '商品：{{thing1.DATA}}',
		});
		const data = { thing1: { value: '咖啡' } };
		for (let copy = 0; copy < 2; copy++)
			await api.post('/cgi-bin/message/template/send', { touser: openid, template_id: templateId, data });
		for (const MsgType of ['image', 'voice', 'video', 'location', 'link'] as const)
			await platform.simulator.control.push({ openid, message: { MsgType } });
		const Content = '看 https://example.com/';
		await platform.simulator.control.push({ openid, message: { MsgType: 'text', Content } });
		await platform.simulator.control.settled();
		await page.emulateMedia({ colorScheme });
		const phone = page.getByRole('article', { name: 'Phone of 小明' });
		await phone.getByText('https://example.com/').waitFor();
		await phone.getByRole('button', { name: 'More' }).click();
		await phone.getByRole('button', { name: 'Location' }).click();
		for (const tab of ['API calls', 'Pushes', 'Faults', 'Clock', 'Account']) {
			await page.getByRole('tab', { name: tab }).click();
			expect({ tab, findings: await page.evaluate(INSPECT) }).toEqual({ tab, findings: [] });
		}
	},
);
