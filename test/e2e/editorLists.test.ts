import axios, { type AxiosInstance } from 'axios';
import type { Page } from 'playwright-core';
import { ACCOUNT_CREDENTIAL, type Testbed, startTestbed } from '../../demo/startTestbed';
import { logIntoEditor } from './logIntoEditor';
import { openBrowser, type TestBrowser } from './openBrowser';

let testbed: Testbed;
let browser: TestBrowser;
let page: Page;
let openid: string;

beforeAll(async () => {
	testbed = await startTestbed({ seed: 'editor-lists' });
	browser = await openBrowser({ width: 1500, height: 1100 });
	page = browser.context.pages()[0] ?? (await browser.context.newPage());
	const { control } = testbed.simulator;
	await control.area('templates', 'add', {
		title: '订单支付成功通知',
		content: '商品名称{{thing1.DATA}}\n支付金额{{amount2.DATA}}',
		example: '商品名称咖啡\n支付金额39.8元',
	});
	openid = (await control.follower({ follow: true })).follower.openid;
	await logIntoEditor(page, testbed);
}, 600_000);

afterAll(async () => {
	await browser?.close();
	await testbed?.stop();
});

interface RowNode {
	type: string;
	version: number;
	parameters: object;
}

/** Opens the last of a row of nodes, which follow a trigger that somebody presses. */
async function openLast(...nodes: RowNode[]): Promise<void> {
	await openRow({ type: 'n8n-nodes-base.manualTrigger', version: 1, parameters: {} }, ...nodes);
}

/** Opens the last of a row of nodes. */
async function openRow(...all: RowNode[]): Promise<void> {
	const names = ['Start', ...all.slice(1).map((_node, index) => `Node ${index + 1}`)];
	const { id } = await testbed.host.api.workflows.create(
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
		testbed.credentialIds,
	);
	await page.goto(`${testbed.host.url}/workflow/${id}`);
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
	const calls = await testbed.simulator.control.calls();
	const call = calls.filter((one) => one.path === path).at(-1);
	return JSON.parse(call?.requestBody ?? '{}') as Record<string, unknown>;
}

test.each([
	...['模板消息', '群发', '关注', '扫码', '公众号 模板消息', '微信 群发', 'official account message'],
	...['发送模板消息', '删除模板', '获取公众号的黑名单列表', '创建自定义菜单', '上传永久素材', '不回复'],
])('the node search finds WeChat by %s', async (word) => {
	await page.goto(`${testbed.host.url}/workflow/new`);
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

describe('an image is sent', () => {
	/** Eight bytes make a PNG of it for both sides. */
	const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('from the form')]);
	/** Of the images in the library, in the order of their upload. */
	const ids: string[] = [];
	let api: AxiosInstance;
	let token: string;
	beforeAll(async () => {
		api = axios.create({ baseURL: testbed.simulator.urls.api, proxy: false });
		const { appid, secret } = testbed.account;
		const grant = { grant_type: 'client_credential', appid, secret };
		({ access_token: token } = (
			await api.post<{ access_token: string }>('/cgi-bin/stable_token', grant)
		).data);
		await testbed.simulator.control.area('customerService', 'pay', { openid });
	});

	const lastShown = async () => {
		const shown = (await testbed.simulator.control.chat({ openid })).at(-1);
		return { kind: shown?.kind, mediaId: String((shown?.content as { media_id?: string }).media_id) };
	};

	test('that was dropped into a form: its file is on the phone', async () => {
		await openRow(
			{
				type: 'n8n-nodes-base.formTrigger',
				version: 2.2,
				parameters: {
					formTitle: 'A picture',
					formFields: { values: [{ fieldLabel: 'picture', fieldType: 'file', multipleFiles: false }] },
				},
			},
			wechat({ resource: 'customerService', operation: 'sendImage' }),
		);
		await pick('touser', openid);
		await page.getByTestId('parameter-input-mediaFrom').click();
		await page.getByRole('option', { name: 'File' }).first().click();
		await page.getByTestId('parameter-input-binaryPropertyName').locator('input').fill('picture');
		const opened = browser.context.waitForEvent('page');
		await page.getByTestId('node-execute-button').first().click();
		const form = await opened;
		await form
			.locator('input[type="file"]')
			.setInputFiles({ name: '海报.png', mimeType: 'image/png', buffer: picture });
		await form.locator('#submit-btn').click();
		await page.getByText('Node executed successfully').first().waitFor();
		const { kind, mediaId } = await lastShown();
		expect(kind).toBe('custom:image');
		const { data } = await api.get<ArrayBuffer>('/cgi-bin/media/get', {
			params: { access_token: token, media_id: mediaId },
			responseType: 'arraybuffer',
		});
		expect(Buffer.from(data)).toEqual(picture);
	});

	test('that is in the material library: it is found in the list by its name, behind the first page too', async () => {
		for (const name of ['开业.png', ...Array.from({ length: 24 }, (_, index) => `图片${index}.png`)]) {
			const file = new FormData();
			file.append('media', new Blob([new Uint8Array(picture)]), name);
			const query = new URLSearchParams({ access_token: token, type: 'image' });
			const { data } = await api.post<{ media_id: string }>(`/cgi-bin/material/add_material?${query}`, file);
			ids.push(data.media_id);
		}
		await openLast(wechat({ resource: 'customerService', operation: 'sendImage' }));
		await pick('touser', openid);
		await page.getByTestId('resource-locator-mediaId').getByTestId('rlc-input').click();
		await page.getByTestId('rlc-item').filter({ hasText: '图片23.png' }).first().waitFor();
		await page.getByTestId('rlc-search').fill('开业');
		await page.getByTestId('rlc-item').filter({ hasText: '开业.png' }).first().click();
		await execute();
		expect(await lastShown()).toEqual({ kind: 'custom:image', mediaId: ids[0] });
	});

	test('as one of several of a mass message, each from a list of its own', async () => {
		await testbed.simulator.control.follower({ follow: true });
		await openLast(
			wechat({
				resource: 'massMessage',
				operation: 'sendImages',
				recipients: 'all',
				confirmAll: 'send to all',
			}),
		);
		await page.getByTestId('parameter-input-imagesBy').click();
		await page.getByRole('option', { name: 'One by One' }).first().click();
		for (const [index, name] of ['图片23.png', '图片20.png'].entries()) {
			await page.getByText('Add Image').last().click();
			const row = page.getByTestId('resource-locator-mediaId').nth(index);
			await row.getByTestId('rlc-input').click();
			await page.locator('[data-test-id="rlc-item"]:visible').filter({ hasText: name }).first().click();
		}
		await execute();
		const { images } = (await bodyOf('/cgi-bin/message/mass/sendall')) as {
			images?: { media_ids: string[] };
		};
		expect(images?.media_ids).toEqual([ids[24], ids[21]]);
	});

	test('and a list that cannot be read says why', async () => {
		await testbed.simulator.control.fault({
			match: '/cgi-bin/material/batchget_material',
			errcode: 48001,
			count: 10,
		});
		await openLast(wechat({ resource: 'customerService', operation: 'sendImage' }));
		await page.getByTestId('resource-locator-mediaId').getByTestId('rlc-input').click();
		await page.getByText('WeChat 48001').first().waitFor();
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
