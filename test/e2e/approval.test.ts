import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type Testbed, startTestbed } from '../../demo/startTestbed';
import { webhookAddress } from '../../demo/story';
import { pollUntil } from '../../host/pollUntil';
import { type Execution, type ExecutionSummary, outputOf } from '../../host/rest';
import { type RunningHost, startHost } from '../../host/start';
import { newLogin, openPhone, press, shown, somebody } from './phoneLogins';
import type { TestBrowser } from './openBrowser';

const PAGE_TITLE = '需要您确认';

let userFolder: string;
let testbed: Testbed;
let restarted: RunningHost | undefined;
let browser: TestBrowser;
let page: Page;
let templateId: string;
let requests = 0;

beforeAll(async () => {
	userFolder = await mkdtemp(path.join(tmpdir(), 'wechat-mp-approval-'));
	testbed = await startTestbed({ seed: 'approval', userFolder });
	browser = await openPhone();
	page = browser.context.pages()[0] ?? (await browser.context.newPage());
	const added = await testbed.simulator.control.area('templates', 'add', {
		title: '审批通知',
		content: '申请内容：{{thing1.DATA}}',
	});
	templateId = added.templateId;
}, 600_000);

afterAll(async () => {
	await browser?.close();
	await restarted?.stop();
	await testbed?.stop();
	await rm(userFolder, { recursive: true, force: true });
});

beforeEach(async () => await browser.context.clearCookies());

interface Asked {
	workflow: string;
	execution: string;
	openid: string;
	/** Opened by a tap on the message. */
	link: string;
}

interface TemplateState {
	templates: { messages: Array<{ openid: string; url: string }> };
}

/** A follower who is the owner of the browser. */
async function manager(nickname: string): Promise<string> {
	const openid = await somebody(testbed, nickname);
	await testbed.simulator.control.follower({ openid, follow: true, push: false });
	return openid;
}

/** Starts an execution that asks somebody, for every item, and waits until n8n waits. */
async function ask(parameters: object = {}, people: readonly string[] = []): Promise<Asked[]> {
	const { api } = testbed.host;
	const asked = people.length > 0 ? people : [await manager('经理')];
	requests += 1;
	const address = `request-${requests}`;
	const nodes = [
		{
			name: 'Request',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			parameters: { path: address, httpMethod: 'POST', responseMode: 'onReceived' },
		},
		{
			name: 'People',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [200, 0],
			parameters: { fieldToSplitOut: 'body.people' },
		},
		{
			name: 'Ask',
			type: 'n8n-nodes-wechat-mp.wechat',
			typeVersion: 1,
			position: [400, 0],
			credentials: { wechatMpApi: { id: null, name: testbed.credential.name } },
			parameters: {
				resource: 'approval',
				operation: 'sendAndWait',
				touser: { __rl: true, mode: 'id', value: '={{ $json["body.people"] }}' },
				message: '=退款 ¥39.80 给 {{ $json["body.people"] }}？',
				templateId: { __rl: true, mode: 'id', value: templateId },
				dataInput: 'json',
				dataJson: '{"thing1":"退款"}',
				...parameters,
			},
		},
		{ name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [600, 0], parameters: {} },
	];
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const connections = { Request: to('People'), People: to('Ask'), Ask: to('End') };
	const created = await api.workflows.create({ name: 'approval', nodes, connections }, testbed.credentialIds);
	const workflow = await api.workflows.activate(created.id);
	await fetch(webhookAddress(testbed, workflow, 'n8n-nodes-base.webhook', address), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ people: asked }),
	});
	const waiting = await pollUntil('the execution to wait', async () =>
		(await api.executions.list(created.id)).find(
			({ status }) => status === 'waiting' || status === 'success',
		),
	);
	const { accounts } = await testbed.simulator.control.state();
	const { messages } = (accounts[0]?.areas as unknown as TemplateState).templates;
	return asked.map((openid) => ({
		workflow: created.id,
		execution: waiting.id,
		openid,
		link: messages.filter((message) => message.openid === openid).at(-1)?.url ?? '',
	}));
}

async function one(parameters: object = {}, people: readonly string[] = []): Promise<Asked> {
	const [asked] = await ask(parameters, people);
	if (!asked) throw new Error('nobody was asked');
	return asked;
}

/** n8n looks once a minute for those that have waited long enough. */
const ended = async ({ execution }: Asked): Promise<Execution> =>
	await testbed.host.api.executions.waitFor(execution, { timeoutMs: 90_000 });

const statusOf = async ({ workflow }: Asked): Promise<Array<ExecutionSummary['status']>> =>
	(await testbed.host.api.executions.list(workflow)).map(({ status }) => status);

const answerIn = (execution: Execution) => outputOf(execution, 'Ask')[0];

test('approving by a tap continues the execution once and says who, what and when', async () => {
	const asked = await one();
	expect(await shown(page, asked.link)).toEqual({ status: 200, title: PAGE_TITLE });
	expect(await page.locator('main').innerText()).toContain('退款 ¥39.80');
	expect(await statusOf(asked)).toEqual(['waiting']);
	expect(await press(page, '同意')).toEqual({ status: 200, title: '已同意' });
	expect(answerIn(await ended(asked))).toEqual({
		data: { approved: true, respondedAt: expect.stringMatching(/^20\d\d-/) },
		openid: asked.openid,
		verified: false,
		itemIndex: 0,
	});
	expect(await statusOf(asked)).toEqual(['success']);
});

test('declining continues the execution with approved: false', async () => {
	const asked = await one();
	await shown(page, asked.link);
	expect(await press(page, '拒绝')).toEqual({ status: 200, title: '已拒绝' });
	expect(answerIn(await ended(asked))).toMatchObject({ data: { approved: false } });
});

test('a hundred GET and HEAD requests of link scanners decide nothing', async () => {
	const asked = await one();
	for (let visit = 0; visit < 100; visit++) {
		await (await fetch(asked.link, { method: visit % 2 === 0 ? 'GET' : 'HEAD' })).arrayBuffer();
	}
	expect(await statusOf(asked)).toEqual(['waiting']);
	await shown(page, asked.link);
	await press(page, '同意');
	expect(answerIn(await ended(asked))).toMatchObject({ data: { approved: true } });
});

test('a POST without a decision, or with one that is not offered, shows the page again and decides nothing', async () => {
	const asked = await one({ approvalOptions: { values: { approvalType: 'single' } } });
	for (const body of ['', 'decision=decline', 'decision[]=approve', 'approved=true']) {
		const answer = await fetch(asked.link, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body,
		});
		expect(answer.status).toBe(422);
		expect(await answer.text()).toContain('<form method="post"');
	}
	expect(await statusOf(asked)).toEqual(['waiting']);
});

test('a link that was tampered with shows no question and decides nothing', async () => {
	const asked = await one();
	const forged = asked.link.replace('item=0', 'item=1');
	expect((await fetch(forged, { method: 'POST' })).status).toBe(401);
	expect(await (await fetch(forged)).text()).not.toContain('退款');
	expect(await statusOf(asked)).toEqual(['waiting']);
});

test('a second answer at the same moment is not taken as another one', async () => {
	const asked = await one();
	const send = async (decision: string) =>
		await fetch(asked.link, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: `decision=${decision}`,
		});
	const answers = await Promise.all([send('approve'), send('decline')]);
	const pages = await Promise.all(answers.map(async (answer) => await answer.text()));
	const execution = await ended(asked);
	expect(execution.data.resultData.runData.End).toHaveLength(1);
	expect(pages.filter((text) => /已同意|已拒绝|Approved|Declined/.test(text)).length).toBe(1);
});

test('a text and the fields of a form come out as they were typed', async () => {
	const text = await one({ responseType: 'freeText' });
	await shown(page, text.link);
	await page.locator('textarea').fill('先退一半\n<b>谢谢</b>');
	expect(await press(page, '提交')).toEqual({ status: 200, title: '已收到您的回复' });
	expect(answerIn(await ended(text))).toMatchObject({ data: { text: '先退一半\n<b>谢谢</b>' } });
	const form = await one({
		responseType: 'customForm',
		formFields: {
			values: [
				{ fieldLabel: '金额', fieldType: 'number', requiredField: true },
				{ fieldLabel: '方式', fieldType: 'dropdown', fieldOptions: '退款, 代金券' },
			],
		},
	});
	await shown(page, form.link);
	await page.locator('input').fill('19.9');
	await page.locator('select').selectOption('代金券');
	await press(page, '提交');
	expect(answerIn(await ended(form))).toMatchObject({ data: { 金额: 19.9, 方式: '代金券' } });
});

test('with several items each has a link of its own, and the first answer is that of its item', async () => {
	const people = [await manager('甲'), await manager('乙')];
	const [first, second] = await ask({}, people);
	if (!first || !second) throw new Error('not everybody was asked');
	await shown(page, second.link);
	expect(await page.locator('main').innerText()).toContain(second.openid);
	await press(page, '同意');
	const execution = await ended(second);
	expect(answerIn(execution)).toMatchObject({ openid: second.openid, itemIndex: 1 });
});

test('Only This Person lets the follower who was asked answer, and shows nobody else the question', async () => {
	const login = await newLogin(testbed, 'sign-in', { scope: 'snsapi_userinfo' });
	const openid = await manager('经理');
	const options = { onlyThisPerson: true, webLoginUrl: login.link };
	const asked = await one({ options }, [openid]);
	const somebodyElse = await somebody(testbed, '路人');
	expect(somebodyElse).not.toBe(openid);
	expect(await shown(page, asked.link)).toEqual({ status: 403, title: '这条消息不是发给您的' });
	expect(await page.locator('main').innerText()).not.toContain('退款');
	expect(
		(await fetch(asked.link, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) })).status,
	).toBe(403);
	await browser.context.clearCookies();
	const { appid } = testbed.account;
	await testbed.simulator.control.area('oauth', 'phone', { appid, openid });
	expect(await shown(page, asked.link)).toEqual({ status: 200, title: PAGE_TITLE });
	expect(await press(page, '同意')).toEqual({ status: 200, title: '已同意' });
	expect(answerIn(await ended(asked))).toMatchObject({ openid, verified: true, data: { approved: true } });
	expect(await testbed.host.api.executions.list(login.workflow.id)).toEqual([]);
});

test('after the time limit the execution goes on with its input', async () => {
	const asked = await one({
		options: {
			limitWaitTime: {
				values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' },
			},
		},
	});
	expect(answerIn(await ended(asked))).toEqual({ 'body.people': asked.openid });
	expect(
		(await fetch(asked.link, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) })).ok,
	).toBe(true);
	expect((await ended(asked)).data.resultData.runData.End).toHaveLength(1);
});

test('an n8n that was killed while somebody was asked goes on once when they decide, and a used link decides nothing', async () => {
	const asked = await one();
	const { host, packageDir, owner } = testbed;
	process.kill(host.pid, 'SIGKILL');
	restarted = await startHost({ packageDir, userFolder, ports: host.ports });
	testbed.host = restarted;
	await restarted.api.logIn(owner);
	expect(await statusOf(asked)).toEqual(['waiting']);

	expect(await shown(page, asked.link)).toEqual({ status: 200, title: PAGE_TITLE });
	expect(await press(page, '同意')).toEqual({ status: 200, title: '已同意' });
	const execution = await ended(asked);
	expect(answerIn(execution)).toMatchObject({ data: { approved: true }, openid: asked.openid });
	expect(execution.data.resultData.runData.End).toHaveLength(1);

	// From here on n8n answers by itself, without asking the node.
	const decline = { method: 'POST', body: new URLSearchParams({ decision: 'decline' }) };
	for (const init of [undefined, decline]) {
		expect(await (await fetch(asked.link, init)).text()).toContain('No action required');
	}
	expect(answerIn(await ended(asked))).toMatchObject({ data: { approved: true } });
	expect(await statusOf(asked)).toEqual(['success']);
}, 180_000);
