import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import axios from 'axios';
import type { Page } from 'playwright-core';
import { createSimulator, type Simulator } from '../simulator/createSimulator';
import { openBrowser } from '../test/e2e/openBrowser';

/** Pictures of the simulator's page for the README: `tsx scripts/take-phone-pictures.ts [folder]`. */
const folder = process.argv[2] ?? path.join(path.dirname(__dirname), 'docs', 'images');

const ORDER_TEMPLATE = '商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}\n支付时间：{{time3.DATA}}';
const WELCOME_TEMPLATE = '欢迎语：{{thing1.DATA}}\n关注时间：{{time2.DATA}}';

const MENU = {
	button: [
		{ type: 'click', name: '今日优惠', key: 'TODAY' },
		{
			name: '服务',
			sub_button: [
				{ type: 'view', name: '查订单', url: 'http://127.0.0.1/orders' },
				{ type: 'click', name: '联系客服', key: 'HELP' },
			],
		},
	],
};

async function main(): Promise<void> {
	const simulator = await createSimulator({ seed: 'pictures', log: () => undefined });
	const server = await startServer();
	try {
		await playScene(simulator, server.url);
		await shoot(simulator, { name: 'phone-page', width: 1280, height: 800 });
		await shoot(simulator, { name: 'phone-page.zh', width: 1280, height: 800, locale: 'zh-CN' });
	} finally {
		await server.close();
		await simulator.close();
	}
}

/** Three people: one chats, one orders, one does not follow yet. */
async function playScene({ control, urls }: Simulator, callbackUrl: string): Promise<void> {
	const { account } = await control.account({ mode: 'plain', callbackUrl });
	const template = async (title: string, content: string) =>
		(await control.area('templates', 'add', { title, content })).templateId;
	const welcome = await template('关注成功通知', WELCOME_TEMPLATE);
	const order = await template('订单支付成功通知', ORDER_TEMPLATE);
	const { data: token } = await axios.post<{ access_token: string }>(`${urls.api}/cgi-bin/stable_token`, {
		grant_type: 'client_credential',
		appid: account.appid,
		secret: account.secret,
	});
	const send = async (openid: string, templateId: string, values: Record<string, string>, url?: string) => {
		const data = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
		await axios.post(`${urls.api}/cgi-bin/message/template/send?access_token=${token.access_token}`, {
			touser: openid,
			template_id: templateId,
			url,
			data,
		});
	};
	await axios.post(`${urls.api}/cgi-bin/menu/create?access_token=${token.access_token}`, MENU);
	const ming = (await control.follower({ nickname: '小明', follow: true })).follower.openid;
	await send(ming, welcome, { thing1: '你好，小明，欢迎关注', time2: '2026年11月22日 10:00' });
	await control.push({ openid: ming, message: { MsgType: 'text', Content: '今天营业到几点？' } });
	await control.push({ openid: ming, message: { MsgType: 'location' } });
	const hong = (await control.follower({ nickname: '小红', follow: true })).follower.openid;
	await send(
		hong,
		order,
		{ thing1: '手冲咖啡', amount2: '¥39.80', time3: '2026年11月22日 10:05' },
		'http://127.0.0.1/orders/20261122-0001',
	);
	await control.push({ openid: hong, message: { MsgType: 'image' } });
	await control.push({ openid: hong, message: { MsgType: 'text', Content: '故障' } });
	await control.follower({ nickname: '阿强' });
	await control.settled();
}

async function shoot(
	{ urls }: Simulator,
	picture: { name: string; width: number; height: number; locale?: string },
): Promise<void> {
	const { name, width, height, locale } = picture;
	const browser = await openBrowser({ width, height, locale, mobile: width < 500 });
	try {
		const page: Page = browser.context.pages()[0] ?? (await browser.context.newPage());
		page.on('console', (message) => process.stdout.write(`${message.text()}\n`));
		page.on('pageerror', (error) => process.stdout.write(`${error.stack}\n`));
		await page.emulateMedia({ colorScheme: 'light' });
		await page.goto(urls.ui);
		await page.locator('.phone').nth(2).waitFor();
		if (width > 860) {
			await page.getByRole('tab', { name: /Pushes|消息推送/ }).click();
			await page
				.locator('#panel-push summary')
				.filter({ hasText: /replied|已回复/ })
				.first()
				.click();
		}
		await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
		process.stdout.write(`${name}.png\n`);
	} finally {
		await browser.close();
	}
}

/** An account's server that answers texts, except for one. */
async function startServer() {
	const server = createServer((message, response) => {
		const chunks: Buffer[] = [];
		message.on('data', (chunk: Buffer) => chunks.push(chunk));
		message.on('end', () => {
			const echo = new URL(message.url ?? '/', 'http://127.0.0.1').searchParams.get('echostr');
			response.end(echo ?? answerTo(Buffer.concat(chunks).toString('utf8')));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechat`,
		close: () => new Promise<void>((resolve) => server.close(() => resolve())),
	};
}

function answerTo(xml: string): string {
	const part = (name: string) =>
		new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`).exec(xml)?.[1];
	if (part('Content') === '故障') return 'not a reply';
	if (part('MsgType') !== 'text') return 'success';
	const [person, account] = [part('FromUserName'), part('ToUserName')];
	return `<xml><ToUserName>${person}</ToUserName><FromUserName>${account}</FromUserName><CreateTime>1795312800</CreateTime><MsgType>text</MsgType><Content>我们每天营业到晚上九点，点这里看门店：https://example.com/shops</Content></xml>`;
}

void main();
