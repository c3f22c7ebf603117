import type { Page } from 'playwright-core';
import { ACCOUNT_CREDENTIAL, type Testbed, startTestbed } from '../../demo/startTestbed';
import { logIntoEditor } from './logIntoEditor';
import { openBrowser, type TestBrowser } from './openBrowser';

const SEND_ONLY = 'Send only';

let testbed: Testbed;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
	testbed = await startTestbed({ seed: 'editor' });
	const { host, account } = testbed;
	const { id } = await host.api.credentials.create({
		name: SEND_ONLY,
		type: 'wechatMpApi',
		data: { appId: account.appid, appSecret: account.secret },
	});
	testbed.credentialIds[SEND_ONLY] = id;
	browser = await openBrowser({ width: 1400, height: 1000 });
	page = browser.context.pages()[0] ?? (await browser.context.newPage());
	await logIntoEditor(page, testbed);
}, 600_000);

afterAll(async () => {
	await browser?.close();
	await testbed?.stop();
});

/** Opens a workflow of a trigger and one node in the editor. */
async function openWorkflow(credential: string, parameters: Record<string, unknown>): Promise<void> {
	const node = (name: string, type: string, version: number, values: object) => ({
		name,
		type: `n8n-nodes-wechat-mp.${type}`,
		typeVersion: version,
		position: [name === 'Incoming' ? 0 : 300, 0] as [number, number],
		credentials: { wechatMpApi: { id: null, name: credential } },
		parameters: { ...values },
	});
	const workflow = {
		name: 'Editor',
		nodes: [
			node('Incoming', 'wechatTrigger', 2, { events: ['event:subscribe'] }),
			node('Outgoing', 'wechat', 1, parameters),
		],
		connections: { Incoming: { main: [[{ node: 'Outgoing', type: 'main', index: 0 }]] } },
	};
	const { id } = await testbed.host.api.workflows.create(workflow, testbed.credentialIds);
	await page.goto(`${testbed.host.url}/workflow/${id}`);
	await page.locator('[data-node-name="Outgoing"]').first().waitFor();
	// n8n opens its production checklist over the canvas.
	await page.keyboard.press('Escape');
}

/** n8n before 2.x has a switch that activates the workflow. */
async function pressPublish(): Promise<void> {
	const publish = page.getByTestId('workflow-open-publish-modal-button');
	const activate = page.getByTestId('workflow-activate-switch');
	await publish.or(activate).first().waitFor();
	if (await activate.isVisible()) {
		await activate.click();
		return;
	}
	await publish.click();
	await page.getByTestId('workflow-publish-button').click();
}

test('publishing with a credential for sending only says in the editor which field to fill in and where it comes from', async () => {
	await openWorkflow(SEND_ONLY, { resource: 'account', operation: 'getApiIps' });
	await pressPublish();
	const shown = page.getByText(
		`Credential "${SEND_ONLY}" → Token: is empty. To receive messages, enter Token`,
	);
	await shown.first().waitFor({ timeout: 60_000 });
	expect(await shown.first().innerText()).toContain('基础信息 → 域名与消息推送配置');
});

test('a fresh passive reply opens on its text, and the canvas names event and operation', async () => {
	await openWorkflow(ACCOUNT_CREDENTIAL, { resource: 'passiveReply' });
	await page.getByText('Follow', { exact: true }).waitFor();
	await page.getByText('Reply With Text: Passive Reply').waitFor();
	await page.locator('[data-node-name="Outgoing"]').first().dblclick();
	await page.getByTestId('parameter-input-content').waitFor();
	expect(await page.getByTestId('parameter-input-push').count()).toBe(0);
	await page.keyboard.press('Escape');
});

test.each(['关注', 'subscribe', '消息推送'])('the node search finds WeChat by %s', async (word) => {
	await page.goto(`${testbed.host.url}/workflow/new`);
	await page.getByTestId('canvas-add-button').first().waitFor();
	await page.keyboard.press('Escape');
	await page.getByTestId('canvas-add-button').first().click();
	await page.getByTestId('node-creator').locator('input').first().fill(word);
	const found = page.getByTestId('node-creator').getByText('WeChat', { exact: true });
	await found.first().waitFor();
});
