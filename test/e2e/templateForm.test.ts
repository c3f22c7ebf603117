import type { Page } from 'playwright-core';
import { ACCOUNT_CREDENTIAL, type Testbed, startTestbed } from '../../demo/startTestbed';
import { logIntoEditor } from './logIntoEditor';
import { openBrowser, type TestBrowser } from './openBrowser';

let testbed: Testbed;
let browser: TestBrowser;
let page: Page;
let openid: string;

beforeAll(async () => {
	testbed = await startTestbed({ seed: 'template-form' });
	browser = await openBrowser({ width: 1400, height: 1100 });
	page = browser.context.pages()[0] ?? (await browser.context.newPage());
	const { control } = testbed.simulator;
	await control.area('templates', 'add', {
		title: '订单支付成功通知',
		content: '商品名称{{thing1.DATA}}\n支付金额{{amount2.DATA}}\n支付时间{{time3.DATA}}',
		example: '商品名称咖啡\n支付金额39.8元\n支付时间10:00',
	});
	await control.area('templates', 'add', { title: '登录成功提醒', content: '账号{{thing1.DATA}}' });
	await control.area('templates', 'add', {
		title: '取件提醒',
		content:
			'取件凭证编号{{character_string4.DATA}}\n服务提供商的完整名称{{name5.DATA}}\n预约日期{{date6.DATA}}',
	});
	openid = (await control.follower({ follow: true })).follower.openid;
	await logIntoEditor(page, testbed);
}, 600_000);

afterAll(async () => {
	await browser?.close();
	await testbed?.stop();
});

async function openSendOperation(): Promise<void> {
	const { id } = await testbed.host.api.workflows.create(
		{
			name: 'Template form',
			nodes: [
				{
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					name: 'Send',
					type: 'n8n-nodes-wechat-mp.wechat',
					typeVersion: 1,
					position: [220, 0],
					credentials: { wechatMpApi: { id: null, name: ACCOUNT_CREDENTIAL } },
					parameters: { resource: 'template', operation: 'send', touser: openid },
				},
			],
			connections: { Start: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		},
		testbed.credentialIds,
	);
	await page.goto(`${testbed.host.url}/workflow/${id}`);
	await page.locator('[data-node-name="Send"]').first().waitFor();
	// n8n opens its production checklist over the canvas.
	await page.keyboard.press('Escape');
	await page.locator('[data-node-name="Send"]').first().dblclick();
	await page.getByTestId('ndv').first().waitFor();
}

const LIST_PATH = '/cgi-bin/template/get_all_private_template';
const form = () => page.getByTestId('resource-mapper-container');

/** Opens the list of templates; a click on the entry that comes back chooses it. */
async function openList(entry: string) {
	await page.getByTestId('resource-locator-templateId').getByTestId('rlc-input').click();
	const choice = page.getByText(entry).first();
	await choice.waitFor();
	return choice;
}

/** The letters that can be read of each input's title: where the editor cuts one off, three dots take room as well. */
const READABLE_TITLES = `
	[...document.querySelectorAll('[data-test-id="mapping-fields-container"] .parameter-item label [class*="_title_"] span')]
		.filter((title) => title.textContent.trim() !== '')
		.map((title) => {
			const letters = [...title.childNodes].find(({ textContent }) => textContent.trim() !== '');
			const dots = title.scrollWidth > title.clientWidth ? 12 : 0;
			const range = document.createRange();
			let end = letters.length;
			do {
				range.setStart(letters, 0);
				range.setEnd(letters, end--);
			} while (range.getBoundingClientRect().width > title.clientWidth + 1 - dots);
			return range.toString().trim();
		})`;

async function delivered() {
	const { accounts } = await testbed.simulator.control.state();
	const { templates } = accounts[0]?.areas as {
		templates: { messages: { openid: string; title: string; lines: { label: string; value: string }[] }[] };
	};
	return templates.messages;
}

test('choosing a template in the editor gives one input per field, and running the node delivers what was typed', async () => {
	await openSendOperation();
	await (await openList('订单支付成功通知 – 商品名称咖啡')).click();
	for (const title of ['商品名称 · ≤ 20 · thing1', '支付金额 ¥39.80 amount2', '支付时间 · 10:30 · time3']) {
		await page.getByText(title).first().waitFor();
	}
	expect(await page.getByTestId('parameter-input-thing1').count()).toBe(1);

	await page.getByTestId('parameter-input-thing1').locator('input').fill('咖啡');
	await page.getByTestId('parameter-input-amount2').locator('input').fill('39.8');
	await page.getByTestId('parameter-input-time3').locator('input').fill('10:30');
	await page.getByTestId('node-execute-button').first().click();
	await page.getByText('Node executed successfully').waitFor();

	const [message, ...others] = await delivered();
	expect(others).toEqual([]);
	expect(message).toMatchObject({ openid, title: '订单支付成功通知' });
	expect(message?.lines.map(({ label, value }) => [label, value])).toEqual([
		['商品名称', '咖啡'],
		['支付金额', '39.8'],
		['支付时间', '10:30'],
	]);
});

test('with Only Preview the panel says so, shows the message with its values, and nobody gets it', async () => {
	const before = (await delivered()).length;
	await openSendOperation();
	await page.getByText('turn on Options → Only Preview').first().waitFor();
	await (await openList('登录成功提醒')).click();
	await page.getByTestId('parameter-input-thing1').locator('input').fill('咖啡');
	await page.getByTestId('collection-parameter-add').first().click();
	await page.getByTestId('collection-parameter-option').filter({ hasText: 'Only Preview' }).first().click();
	await page.getByTestId('parameter-input-onlyPreview').locator('.el-switch').first().click();
	await page.getByText('Only Preview is on (Options)').first().waitFor();
	await page.getByTestId('node-execute-button').first().click();
	await page.getByText('Not sent: 登录成功提醒').first().waitFor();
	const hints = await page.getByTestId('node-hint').allInnerTexts();
	expect(hints.join('\n')).toContain('账号咖啡');
	expect(await delivered()).toHaveLength(before);
});

test('the rule of every field can be read in full, however long its label and its key are', async () => {
	await openSendOperation();
	await (await openList('取件提醒')).click();
	await page.getByTestId('parameter-input-date6').waitFor();
	const titles = await page.evaluate<string[]>(READABLE_TITLES);
	expect(titles).toEqual([
		expect.stringMatching(/^取件.*… ≤ 32 A-Z 0-9/),
		expect.stringMatching(/^服务.*… ≤ 10 \(20 Latin\)/),
		'预约日期 2026-11-22 date6',
	]);
});

test('when the fields cannot be read the form says what to do, and Retry brings them', async () => {
	const { control } = testbed.simulator;
	await openSendOperation();
	await page.getByTestId('resource-locator-templateId').waitFor();
	expect(await form().count()).toBe(0);
	const choice = await openList('登录成功提醒');
	await control.fault({ match: LIST_PATH, errcode: -1 });
	const answer = page.waitForResponse((response) => response.url().includes('resource-mapper-fields'));
	await choice.click();
	await (await answer).finished();
	await form().getByText('No fields yet: press Retry.').waitFor();
	await control.fault({ clear: true });
	await form().getByText('Retry', { exact: true }).click();
	await page.getByTestId('parameter-input-thing1').waitFor();
	expect(await page.evaluate<string[]>(READABLE_TITLES)).toEqual(['账号 · ≤ 20 · thing1']);
});

test('the list of templates says why the account may not read them', async () => {
	const { control } = testbed.simulator;
	await control.fault({ match: LIST_PATH, errcode: 48001 });
	await openSendOperation();
	await page.getByTestId('resource-locator-templateId').getByTestId('rlc-input').click();
	const reason = await page.getByTestId('rlc-error-container').first().innerText();
	await control.fault({ clear: true });
	expect(reason).toContain('WeChat 48001');
	expect(reason).toContain('certified service account');
});
