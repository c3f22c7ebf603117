import type { Page } from 'playwright-core';
import { ACCOUNT_CREDENTIAL, type Stage, setStage } from '../../demo/setStage';
import { logIntoEditor } from './logIntoEditor';
import { openBrowser, type TestBrowser } from './openBrowser';

let stage: Stage;
let browser: TestBrowser;
let page: Page;
let openid: string;

beforeAll(async () => {
	stage = await setStage({ seed: 'editor-lists' });
	browser = await openBrowser({ width: 1500, height: 1100 });
	page = browser.context.pages()[0] ?? (await browser.context.newPage());
	const { control } = stage.simulator;
	await control.area('templates', 'add', {
		title: '订单支付成功通知',
		content: '商品名称{{thing1.DATA}}\n支付金额{{amount2.DATA}}',
		example: '商品名称咖啡\n支付金额39.8元',
	});
	openid = (await control.follower({ follow: true })).follower.openid;
	await logIntoEditor(page, stage);
}, 600_000);

afterAll(async () => {
	await browser?.close();
	await stage?.strike();
});

/** Opens the last of a row of nodes, which follow a trigger that somebody presses. */
async function openLast(...nodes: { type: string; version: number; parameters: object }[]): Promise<void> {
	const names = ['Start', ...nodes.map((_node, index) => `Node ${index + 1}`)];
	const all = [{ type: 'n8n-nodes-base.manualTrigger', version: 1, parameters: {} }, ...nodes];
	const { id } = await stage.host.api.workflows.create(
		{
			name: 'Lists',
			nodes: all.map(({ type, version, parameters }, index) => ({
				name: names[index] ?? '',
				type,
				typeVersion: version,
				position: [index * 220, 0] as [number, number],
				parameters: { ...parameters },
				...(type.endsWith('.wechat')
					? { credentials: { wechatMpApi: { id: null, name: ACCOUNT_CREDENTIAL } } }
					: {}),
			})),
			connections: Object.fromEntries(
				names
					.slice(1)
					.map((name, index) => [names[index], { main: [[{ node: name, type: 'main', index: 0 }]] }]),
			),
		},
		stage.credentialIds,
	);
	await page.goto(`${stage.host.url}/workflow/${id}`);
	const last = page.locator(`[data-node-name="${names.at(-1)}"]`).first();
	await last.waitFor();
	// n8n opens its production checklist over the canvas.
	await page.keyboard.press('Escape');
	await last.dblclick();
	await page.getByTestId('ndv').first().waitFor();
}

const wechat = (parameters: object) => ({ type: 'n8n-nodes-wechat-mp.wechat', version: 1, parameters });

/** Opens the list of a field and takes the entry that begins with a text. */
async function pick(field: string, entry: string): Promise<void> {
	await page.getByTestId(`resource-locator-${field}`).getByTestId('rlc-input').click();
	await page.getByTestId('rlc-item').filter({ hasText: entry }).first().click();
}

async function execute(): Promise<void> {
	await page.getByTestId('node-execute-button').first().click();
	await page.getByText('Node executed successfully').first().waitFor();
}

async function bodyOf(path: string): Promise<Record<string, unknown>> {
	const calls = await stage.simulator.control.calls();
	const call = calls.filter((one) => one.path === path).at(-1);
	return JSON.parse(call?.requestBody ?? '{}') as Record<string, unknown>;
}

test.each([
	...['模板消息', '群发', '关注', '扫码'],
	...['发送模板消息', '删除模板', '获取黑名单列表', '创建自定义菜单', '上传永久素材', '不回复'],
])('the node search finds WeChat by %s', async (word) => {
	await page.goto(`${stage.host.url}/workflow/new`);
	await page.getByTestId('canvas-add-button').first().waitFor();
	await page.keyboard.press('Escape');
	await page.getByTestId('canvas-add-button').first().click();
	const creator = page.getByTestId('node-creator');
	await creator.locator('input').first().fill(word);
	await creator.getByText('WeChat', { exact: true }).first().waitFor();
});

test('a follower and a template are taken from lists, and the message reaches that follower', async () => {
	await openLast(wechat({ resource: 'template', operation: 'send' }));
	await pick('touser', openid);
	await pick('templateId', '订单支付成功通知');
	await page.getByTestId('parameter-input-thing1').locator('input').fill('咖啡');
	await page.getByTestId('parameter-input-amount2').locator('input').fill('39.8');
	await execute();
	expect(await bodyOf('/cgi-bin/message/template/send')).toMatchObject({
		touser: openid,
		data: { thing1: { value: '咖啡' } },
	});
});

test('a menu is built by a form and set', async () => {
	await openLast(wechat({ resource: 'menu', operation: 'create' }));
	await page.getByTestId('fixed-collection-add').first().click();
	await page.getByTestId('parameter-input-name').first().locator('input').fill('今日歌曲');
	await page.getByTestId('parameter-input-key').first().locator('input').fill('MUSIC_1');
	await execute();
	expect(await bodyOf('/cgi-bin/menu/create')).toEqual({
		button: [{ type: 'click', name: '今日歌曲', key: 'MUSIC_1' }],
	});
});

test('the fields of an operation are offered to the next node before anything has run', async () => {
	await openLast(wechat({ resource: 'user', operation: 'get', openid }), {
		type: 'n8n-nodes-base.set',
		version: 3.4,
		parameters: {},
	});
	const item = (name: string) => page.getByTestId('run-data-schema-item').filter({ hasText: name }).first();
	await item('subscribe_time').waitFor();
	await item('tagid_list').waitFor();
	await item('qr_scene_str').waitFor();
});
