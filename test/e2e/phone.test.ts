import type { Locator, Page } from 'playwright-core';
import { personalize } from '../../demo/personalize';
import { ACCOUNT_CREDENTIAL, readExample, startTestbed, type Testbed } from '../../demo/startTestbed';
import { webhookAddress } from '../../demo/story';
import type { StoredWorkflow } from '../../host/rest';
import { openBrowser, type TestBrowser } from './openBrowser';

const CREDENTIALS = { wechatMpApi: { id: null, name: ACCOUNT_CREDENTIAL } };
const WELCOME = { title: '关注成功通知', content: '欢迎语：{{thing1.DATA}}\n关注时间：{{time2.DATA}}' };

const TRIGGER = {
	name: 'WeChat Trigger',
	type: 'n8n-nodes-wechat-mp.wechatTrigger',
	typeVersion: 1,
	position: [0, 0],
	credentials: CREDENTIALS,
};

/** Answers every text with itself, passively. */
const ECHO = {
	name: 'Echo',
	nodes: [
		{ ...TRIGGER, parameters: { events: ['text'], responseMode: 'responseNode' } },
		{
			name: 'Reply',
			type: 'n8n-nodes-wechat-mp.wechat',
			typeVersion: 1,
			position: [200, 0],
			parameters: { resource: 'passiveReply', operation: 'text', content: '=收到：{{ $json.Content }}' },
			credentials: CREDENTIALS,
		},
	],
	connections: { 'WeChat Trigger': { main: [[{ node: 'Reply', type: 'main', index: 0 }]] } },
};

const wechat = (name: string, x: number, parameters: object) => ({
	name,
	type: 'n8n-nodes-wechat-mp.wechat',
	typeVersion: 1,
	position: [x, 0],
	parameters,
	credentials: CREDENTIALS,
});

const FIRST = `${'一'.repeat(400)}。`;
const SECOND = `${'二'.repeat(400)}。`;
const THIRD = `${'三'.repeat(400)}。`;
const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/** Needs longer than WeChat waits, and then has more to say than fits into one message. */
const SLOW = {
	name: 'Slow',
	nodes: [
		{
			...TRIGGER,
			parameters: {
				events: ['text'],
				responseMode: 'responseNode',
				triggerOptions: { replyWindow: 'all', whenLonger: 'collect', showTyping: true },
			},
		},
		{
			name: 'Wait',
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			position: [200, 0],
			parameters: { amount: 16, unit: 'seconds' },
		},
		wechat('Reply', 400, { resource: 'passiveReply', operation: 'text', content: FIRST + SECOND + THIRD }),
	],
	connections: { 'WeChat Trigger': to('Wait'), Wait: to('Reply') },
};

/** Says more than fits into one message. */
const TALKATIVE = {
	name: 'Talkative',
	nodes: [
		{ ...TRIGGER, parameters: { events: ['text'], responseMode: 'responseNode' } },
		wechat('Reply', 200, { resource: 'passiveReply', operation: 'text', content: FIRST + SECOND + THIRD }),
	],
	connections: { 'WeChat Trigger': to('Reply') },
};

/** Asks whoever writes. */
const APPROVAL = {
	name: 'Approval',
	nodes: [
		{ ...TRIGGER, parameters: { events: ['text'] } },
		wechat('Ask', 200, {
			resource: 'approval',
			operation: 'sendAndWait',
			sendAs: 'text',
			touser: '={{ $json.FromUserName }}',
			message: '=退款 ¥39.80 给订单 1042？\n申请原因：{{ $json.Content }}',
			approvalOptions: { values: { approvalType: 'double' } },
			options: {
				limitWaitTime: {
					values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' },
				},
			},
		}),
		wechat('Tell', 400, {
			resource: 'customerService',
			operation: 'sendText',
			touser: '={{ $json.openid }}',
			content: '={{ $json.data.approved ? "已退款" : "未退款" }}',
		}),
	],
	connections: { 'WeChat Trigger': to('Ask'), Ask: to('Tell') },
};

/** Logs people in with consent and shows the built-in page. */
const LOGIN = {
	name: 'Login',
	nodes: [
		{
			name: 'WeChat OAuth Trigger',
			type: 'n8n-nodes-wechat-mp.wechatOAuthTrigger',
			typeVersion: 2,
			position: [0, 0],
			parameters: {
				scope: 'snsapi_userinfo',
				pageTitle: '登录成功',
				options: { outsideWechat: 'continue' },
			},
			credentials: CREDENTIALS,
		},
		{ name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0], parameters: {} },
	],
	connections: { 'WeChat OAuth Trigger': { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
};

let testbed: Testbed;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
	testbed = await startTestbed({ seed: 'phone' });
	browser = await openBrowser({ locale: 'zh-CN' });
	page = browser.context.pages()[0] ?? (await browser.context.newPage());
	await page.goto(testbed.simulator.urls.ui);
}, 600_000);
afterAll(async () => {
	await browser?.close();
	await testbed?.stop();
});

async function activate(workflow: object): Promise<StoredWorkflow> {
	const { workflows } = testbed.host.api;
	const { id } = await workflows.create(workflow, testbed.credentialIds);
	return await workflows.activate(id);
}

/** Makes a workflow's trigger the account's server. */
async function connect(workflow: StoredWorkflow): Promise<void> {
	const callbackUrl = webhookAddress(testbed, workflow, TRIGGER.type, 'wechat');
	const { handshake } = await testbed.simulator.control.account({
		appid: testbed.account.appid,
		callbackUrl,
	});
	expect(handshake).toMatchObject({ ok: true });
}

const messageOn = (phone: Locator) => phone.getByRole('textbox', { name: '发消息' });
const phoneOf = (nickname: string) => page.getByRole('article', { name: `${nickname} 的手机` });

test('somebody added on the page follows on the phone and reads the welcome card that n8n sent', async () => {
	const { templateId } = await testbed.simulator.control.area('templates', 'add', WELCOME);
	const example = await readExample('follow-welcome');
	await connect(await activate(personalize(example, { [WELCOME.title]: templateId })));
	await page.getByLabel('新用户的昵称').fill('小明');
	await page.keyboard.press('Enter');
	await phoneOf('小明').getByRole('button', { name: '关注公众号' }).click();
	const card = phoneOf('小明').getByRole('group', { name: `模板消息 ${WELCOME.title}` });
	await card.waitFor();
	expect(await card.getByRole('definition').first().textContent()).not.toBe('');
	await page.getByRole('tab', { name: /消息推送/ }).click();
	await page.getByRole('tabpanel', { name: '消息推送' }).getByText('event:subscribe').waitFor();
	await page.getByRole('tab', { name: /接口调用/ }).click();
	const calls = page.getByRole('tabpanel', { name: '接口调用' });
	await calls.getByText('/cgi-bin/message/template/send').click();
	await calls.getByText('access_token = ***').waitFor();
});

test('a message typed on the phone is answered by n8n with a passive reply', async () => {
	await connect(await activate(ECHO));
	const phone = phoneOf('小明');
	await messageOn(phone).fill('在吗 <img src=x onerror=alert(1)>');
	await page.keyboard.press('Enter');
	await phone.getByText('收到：在吗 <img src=x onerror=alert(1)>', { exact: true }).waitFor();
	expect(await phone.locator('img').count()).toBe(0);
});

/** What the account says on a phone, in order. */
const saidOn = async (phone: Locator): Promise<string[]> =>
	await phone.getByRole('log').locator('.line:not(.mine) .said').allTextContents();

async function write(phone: Locator, text: string): Promise<void> {
	await messageOn(phone).fill(text);
	await page.keyboard.press('Enter');
}

test('a long answer stands on the phone in parts, in order', async () => {
	await connect(await activate(TALKATIVE));
	const phone = phoneOf('小明');
	const before = (await saidOn(phone)).length;
	await write(phone, '说说看');
	await phone.getByText(THIRD).waitFor();
	expect((await saidOn(phone)).slice(before)).toEqual([FIRST, SECOND, THIRD]);
});

test('the phone shows the typing line, after three deliveries the waiting text, and each part for 继续', async () => {
	await connect(await activate(SLOW));
	const phone = phoneOf('小明');
	const before = (await saidOn(phone)).length;
	await write(phone, '慢慢想');
	const typing = phone.getByText('对方正在输入…');
	await typing.waitFor();
	const waiting = '正在思考，请稍后回复“继续”查看答案。';
	await phone.getByText(waiting).waitFor();
	await typing.waitFor({ state: 'detached' });
	const [delivery] = (await testbed.simulator.control.deliveries()).slice(-1);
	expect(delivery?.attempts.map(({ failure, status }) => failure ?? status)).toEqual([
		'timeout',
		'timeout',
		200,
	]);
	const more = '\n\n（回复“继续”看下文）';
	for (const part of [`${FIRST}${more}`, `${SECOND}${more}`, THIRD]) {
		const count = (await saidOn(phone)).length;
		await write(phone, '继续');
		await phone.getByRole('log').locator('.line:not(.mine) .said').nth(count).waitFor();
		expect((await saidOn(phone)).at(-1)).toBe(part);
	}
	expect((await saidOn(phone)).slice(before)).toHaveLength(4);
}, 60_000);

test('an approval opens by a tap on its message, and the answer continues the workflow', async () => {
	await connect(await activate(APPROVAL));
	const phone = phoneOf('小明');
	await write(phone, '商品损坏');
	const link = phone.getByRole('button', { name: '点此处理' });
	const [site] = await Promise.all([browser.context.waitForEvent('page'), link.click()]);
	await site.getByText('申请原因：商品损坏').waitFor();
	// The time of the phone, which needs no zone beside it.
	expect(await site.locator('time').textContent()).toMatch(/^20\d\d年\d+月\d+日 \d\d:\d\d$/);
	expect(await phone.getByText('已退款').count()).toBe(0);
	await site.getByRole('button', { name: '同意' }).click();
	await site.getByText('已同意').waitFor();
	await phone.getByText('已退款').waitFor();
});

test('a login link opened on the phone asks for consent and ends on the success page of n8n', async () => {
	const login = await activate(LOGIN);
	const url = webhookAddress(testbed, login, 'n8n-nodes-wechat-mp.wechatOAuthTrigger', 'oauth');
	const phone = phoneOf('小明');
	await phone.getByRole('button', { name: '更多' }).click();
	await phone.getByRole('button', { name: '打开网页' }).click();
	await phone.getByLabel('网址').fill(url);
	const [site] = await Promise.all([browser.context.waitForEvent('page'), page.keyboard.press('Enter')]);
	await site.getByText('小明').waitFor();
	await site.getByRole('button', { name: '允许' }).click();
	await site.getByText('登录成功').waitFor();
	const [execution] = await testbed.host.api.executions.waitForEnded(login.id, 1);
	expect(execution).toMatchObject({ status: 'success' });
});

test('a server that fails leaves the gray line on the phone', async () => {
	const { appid } = testbed.account;
	await testbed.simulator.control.account({
		appid,
		callbackUrl: `${testbed.host.url}/nothing`,
		handshake: false,
	});
	const phone = phoneOf('小明');
	await messageOn(phone).fill('有人吗');
	await page.keyboard.press('Enter');
	await phone.getByText('该公众号提供的服务出现故障，请稍后再试').waitFor();
});
