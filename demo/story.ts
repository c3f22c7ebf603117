import axios from 'axios';
import { type DataTableColumn, type Execution, outputOf, type StoredWorkflow } from '../host/rest';
import { countDelivered } from './countDelivered';
import type { ExampleWorkflow } from './personalize';
import { personalize } from './personalize';
import type { Narrator } from './Narrator';
import { readExample, type Stage } from './setStage';
import { PATIENCE, succeed } from './succeed';
import { handOverPhone, logInWithConsent } from './webLogin';

/** What the last line of a demo run says. */
export interface Outcome {
	ok: boolean;
	/** Whether the platform accepted the server URL. */
	handshake: boolean;
	/** Pushes that were answered with success. */
	pushes: number;
	/** Executions of the example workflows that ended well. */
	executions: number;
	/** Template messages that reached a phone. */
	templatesDelivered: number;
	/** People who logged in through the web authorization page. */
	oauthLogins: number;
	seconds: number;
}

/** The message templates of the local account, by title. */
const TEMPLATES = {
	关注成功通知: '欢迎语：{{thing1.DATA}}\n关注时间：{{time2.DATA}}',
	登录成功通知: '登录账号：{{thing1.DATA}}\n登录时间：{{time2.DATA}}',
	订单支付成功通知: '商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}\n支付时间：{{time3.DATA}}',
} as const;

const ORDER = { product: '手冲咖啡', price: 39.8, paidAt: '2026-11-22T10:00:00+08:00' };
const OAUTH_TRIGGER = 'n8n-nodes-wechat-mp.wechatOAuthTrigger';

/** Columns of the Data Tables that the examples want, by table. */
const TABLES = {
	orders: [
		{ name: 'openid', type: 'string' },
		{ name: 'product', type: 'string' },
		{ name: 'price', type: 'number' },
		{ name: 'paidAt', type: 'date' },
		{ name: 'result', type: 'string' },
	],
	members: [
		{ name: 'openid', type: 'string' },
		{ name: 'nickname', type: 'string' },
		{ name: 'avatar', type: 'string' },
		{ name: 'source', type: 'string' },
		{ name: 'lastLogin', type: 'date' },
	],
	phones: [
		{ name: 'openid', type: 'string' },
		{ name: 'phone', type: 'string' },
		{ name: 'receivedAt', type: 'date' },
	],
} satisfies Record<string, DataTableColumn[]>;

/** Plays the whole story once. */
export async function playStory(stage: Stage, narrator: Narrator): Promise<Omit<Outcome, 'ok' | 'seconds'>> {
	const templateIds = await addTemplates(stage);
	narrator.chapter('1  The workflows');
	const welcome = await importExample(stage, 'follow-welcome', templateIds, narrator);
	const order = await importExample(stage, 'order-webhook', templateIds, narrator);
	const orders = await createTable(stage, 'orders');
	const rows = await importExample(stage, 'database-row', templateIds, narrator, false);
	const members = await createTable(stage, 'members');
	const login = await importExample(stage, 'login-page', templateIds, narrator);
	const phones = await createTable(stage, 'phones');
	const handover = await importExample(stage, 'phone-handover', templateIds, narrator);

	narrator.chapter('2  The platform checks the server URL (GET handshake)');
	const handshake = await shakeHands(stage, welcome, narrator);

	narrator.chapter('3  Somebody follows the account');
	const openid = await follow(stage, welcome, narrator);

	narrator.chapter('4  A shop calls a webhook');
	await payOrder(stage, order, openid, narrator);

	narrator.chapter('5  A row appears in a database table');
	await addRow(stage, rows, orders, openid, narrator);

	narrator.chapter('6  Somebody logs in on a web page');
	const { appid } = stage.account;
	await stage.simulator.control.area('oauth', 'phone', { appid, openid });
	const linkOf = (workflow: StoredWorkflow) => webhookAddress(stage, workflow, OAUTH_TRIGGER, 'oauth');
	await logInWithConsent(stage, { workflow: login, link: linkOf(login), table: members }, openid, narrator);
	await handOverPhone(stage, { workflow: handover, link: linkOf(handover), table: phones }, openid, narrator);

	await stage.simulator.control.settled();
	const logins = await endedExecutions(stage, [login, handover]);
	const all = [...(await endedExecutions(stage, [welcome, order, rows])), ...logins];
	const failed = all.filter(({ status }) => status !== 'success');
	if (failed.length > 0)
		throw new Error(`${failed.length} executions failed: ${failed.map(({ id }) => id).join(', ')}`);
	const deliveries = await stage.simulator.control.deliveries();
	return {
		handshake,
		pushes: deliveries.filter(({ outcome }) => outcome === 'acknowledged').length,
		executions: all.length,
		templatesDelivered: await countDelivered(stage),
		oauthLogins: logins.length,
	};
}

async function addTemplates({ simulator }: Stage): Promise<Record<string, string>> {
	const ids: Record<string, string> = {};
	for (const [title, content] of Object.entries(TEMPLATES)) {
		ids[title] = (await simulator.control.area('templates', 'add', { title, content })).templateId;
	}
	return ids;
}

async function importExample(
	{ host, credentialIds }: Stage,
	file: string,
	templateIds: Record<string, string>,
	narrator: Narrator,
	activate = true,
): Promise<StoredWorkflow> {
	const example = (await readExample(file)) as unknown as ExampleWorkflow;
	const created = await host.api.workflows.create(personalize(example, templateIds), credentialIds);
	const workflow = activate ? await host.api.workflows.activate(created.id) : created;
	narrator.tell(`examples/${file}.json imported${activate ? ' and published' : ''}: “${workflow.name}”`);
	return workflow;
}

/** The production address of a workflow's first webhook node, e.g. the trigger's server URL. */
export function webhookAddress(
	{ host }: Stage,
	workflow: StoredWorkflow,
	nodeType: string,
	path: string,
): string {
	const node = workflow.nodes.find(({ type }) => type === nodeType);
	if (!node?.webhookId) throw new Error(`"${workflow.name}" has no ${nodeType} with a webhook`);
	return host.webhookUrl(nodeType.endsWith('.webhook') ? path : `${node.webhookId}/${path}`);
}

async function shakeHands(stage: Stage, workflow: StoredWorkflow, narrator: Narrator): Promise<boolean> {
	const callbackUrl = webhookAddress(stage, workflow, 'n8n-nodes-wechat-mp.wechatTrigger', 'wechat');
	const { handshake } = await stage.simulator.control.account({ appid: stage.account.appid, callbackUrl });
	if (!handshake?.ok)
		throw new Error(`The platform refused the server URL: ${handshake?.reason ?? 'no handshake'}`);
	narrator.tell(`GET ${callbackUrl} → ${handshake.status}, echostr returned, in ${handshake.ms} ms`);
	return true;
}

async function follow(stage: Stage, workflow: StoredWorkflow, narrator: Narrator): Promise<string> {
	const { control } = stage.simulator;
	const { follower, delivery } = await control.follower({ follow: true, nickname: '小明' });
	const answer = delivery?.attempts.at(-1);
	narrator.tell(
		`push subscribe, signed and encrypted → ${answer?.status} “${answer?.body}” in ${answer?.ms} ms`,
	);
	const [started] = await stage.host.api.executions.waitForEnded(workflow.id, 1, PATIENCE);
	const execution = succeed(started);
	const [profile] = outputOf(execution, 'Get Follower');
	narrator.tell(`user/info → ${String(profile?.openid)} follows since ${String(profile?.subscribe_time)}`);
	const [sent] = outputOf(execution, 'Send Welcome');
	narrator.tell(`template message accepted as msgid ${String(sent?.msgid)}`);
	// The receipt comes back through the same server URL and is an execution of its own.
	const receipts = await stage.host.api.executions.waitForEnded(
		workflow.id,
		(ended) => ended.some((one) => receiptOf(one) === sent?.msgid),
		PATIENCE,
	);
	narrator.tell(`receipt TEMPLATESENDJOBFINISH for that msgid arrived in execution ${receipts.at(-1)?.id}`);
	return follower.openid;
}

function receiptOf(execution: Execution): unknown {
	const event = outputOf(execution, 'WeChat Trigger')[0];
	return event?.Event === 'TEMPLATESENDJOBFINISH' && event.Status === 'success' ? event.MsgID : undefined;
}

async function payOrder(
	stage: Stage,
	workflow: StoredWorkflow,
	openid: string,
	narrator: Narrator,
): Promise<void> {
	const url = webhookAddress(stage, workflow, 'n8n-nodes-base.webhook', 'order-paid');
	const order = { openid, orderId: '20261122-0001', ...ORDER };
	const before = await countDelivered(stage);
	for (const time of ['first', 'second']) {
		const { status, data } = await axios.post<unknown>(url, order, { proxy: false });
		narrator.tell(`POST order-paid, ${time} time → ${status} ${JSON.stringify(data)}`);
	}
	await stage.simulator.control.settled();
	const reached = (await countDelivered(stage)) - before;
	if (reached !== 1) throw new Error(`The order was announced ${reached} times instead of once`);
	narrator.tell('the customer got one message, although the shop called twice');
}

async function createTable({ host }: Stage, name: keyof typeof TABLES): Promise<string> {
	return (await host.api.dataTables.create(name, TABLES[name])).id;
}

async function addRow(
	stage: Stage,
	workflow: StoredWorkflow,
	table: string,
	openid: string,
	narrator: Narrator,
): Promise<void> {
	const { api } = stage.host;
	await api.dataTables.insert(table, [{ openid, ...ORDER }]);
	narrator.tell(
		'one row added to the Data Table “orders”; the schedule is started by hand instead of waiting a minute',
	);
	const execution = succeed(
		await api.executions.waitFor(await api.workflows.run(workflow.id, 'Every Minute'), PATIENCE),
	);
	narrator.tell(`template message accepted as msgid ${String(outputOf(execution, 'Send Notice')[0]?.msgid)}`);
	const [row] = await api.dataTables.rows(table);
	if (row?.result !== 'sent') throw new Error('The row was not marked');
	narrator.tell('the row is marked as sent');
}

async function endedExecutions({ host }: Stage, workflows: StoredWorkflow[]) {
	const lists = await Promise.all(workflows.map(({ id }) => host.api.executions.list(id)));
	return lists.flat();
}
