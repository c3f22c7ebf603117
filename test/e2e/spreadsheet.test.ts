import path from 'node:path';
import axios from 'axios';
import type { Page } from 'playwright-core';
import { type Testbed, startTestbed } from '../../demo/startTestbed';
import { outputOf, type StoredWorkflow } from '../../host/rest';
import { delivered, importExample } from './exampleTestbed';
import { openBrowser, type TestBrowser } from './openBrowser';

const SHEET = path.join(__dirname, '..', '..', 'examples', 'customers.xlsx');
/** Who stands in the example's sheet. */
const FIRST = 'oSAMPLE000000000000000000001';
const GONE = 'oSAMPLE000000000000000000002';
const THIRD = 'oSAMPLE000000000000000000003';

const LOGIN = { username: 'shop', password: 'Sample-password-1' };

let testbed: Testbed;
let browser: TestBrowser;
let page: Page;
let workflow: StoredWorkflow;

beforeAll(async () => {
	testbed = await startTestbed({ seed: 'spreadsheet' });
	const { control } = testbed.simulator;
	for (const openid of [FIRST, GONE, THIRD]) await control.follower({ openid, follow: true, push: false });
	await control.follower({ openid: GONE, follow: false, push: false });
	const { id: formLogin } = await testbed.host.api.credentials.create({
		name: 'Form login',
		type: 'httpBasicAuth',
		data: { user: LOGIN.username, password: LOGIN.password },
	});
	const { id } = await importExample(testbed, 'spreadsheet', { 'Form login': formLogin });
	workflow = await testbed.host.api.workflows.activate(id);
	browser = await openBrowser();
	page = browser.context.pages()[0] ?? (await browser.context.newPage());
}, 600_000);
afterAll(async () => {
	await browser?.close();
	await testbed?.stop();
});

function formUrl(): string {
	const node = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
	return `${testbed.host.url}/form/${node?.webhookId}`;
}

/** Uploads a sheet as a person does, and waits for the one that comes back. */
async function upload(file: string): Promise<{ said: string; file: string }> {
	await page.goto(formUrl());
	await page.locator('input[type="file"]').setInputFiles(file);
	const download = page.waitForEvent('download');
	await page.locator('#submit-btn').click();
	const saved = path.join(path.dirname(await (await download).path()), `returned-${Date.now()}.xlsx`);
	await (await download).saveAs(saved);
	return { said: await page.locator('.header p').innerText(), file: saved };
}

test('a stranger does not get at the form', async () => {
	const { status, data } = await axios.get<string>(formUrl(), { proxy: false, validateStatus: () => true });
	expect(status).toBe(401);
	expect(data).not.toContain('type="file"');
	await browser.context.setHTTPCredentials(LOGIN);
	await page.goto(formUrl());
	await page.locator('input[type="file"]').waitFor();
});

const told = async () =>
	(await delivered(testbed)).map(({ openid, lines }) => [openid, ...lines.map(({ value }) => value)]);

test('everybody in the sheet gets a message and the sheet comes back with results; uploaded again, only the rest is sent', async () => {
	const first = await upload(SHEET);
	expect(first.said).toContain('Sent: 2 of 3');
	const messages = [
		[FIRST, '手冲咖啡', '39.80', '2026-11-22 10:00'],
		[THIRD, '绿豆糕', '12.50', '2026-11-22 10:30'],
	];
	expect(await told()).toEqual(messages);

	// Eleven minutes later the platform has forgotten the Client Message IDs: the sheet alone knows who was told.
	const { control } = testbed.simulator;
	await control.clock({ advanceSeconds: 660 });
	await control.follower({ openid: GONE, follow: true, push: false });
	const second = await upload(first.file);
	expect(second.said).toContain('Sent: 3 of 3');
	expect(await told()).toEqual([...messages, [GONE, '乌龙茶', '25', '2026-11-22 10:05']]);

	const [, execution] = await testbed.host.api.executions.waitForEnded(workflow.id, 2);
	if (!execution) throw new Error('the second upload was not executed');
	expect(outputOf(execution, 'Read File')).toEqual([
		expect.objectContaining({ order: 1001, result: 'sent', paidAt: '2026-11-22 10:00' }),
		expect.objectContaining({ order: 1003, result: 'sent' }),
		expect.objectContaining({
			order: 1002,
			result: expect.stringMatching(
				/^The person does not follow the account \(WeChat 43004\) · 用户未关注公众号$/,
			),
		}),
	]);

	// Nobody is left: before 2.41 or so, n8n hands a file back only when every node before has run.
	await page.goto(formUrl());
	await page.locator('input[type="file"]').setInputFiles(second.file);
	await page.locator('#submit-btn').click();
	await page.getByText('Every row of the sheet says that it was sent.').waitFor();
	expect(await told()).toHaveLength(3);
}, 120_000);
