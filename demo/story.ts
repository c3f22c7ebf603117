import { pollUntil } from '../host/pollUntil';
import {
	type DataTableColumn,
	type Execution,
	type ExecutionSummary,
	outputOf,
	type StoredWorkflow,
} from '../host/rest';
import { countDelivered } from './countDelivered';
import { askAi } from './lateAnswer';
import type { Narrator } from './Narrator';
import { openAccount, type OpenedAccount } from './openAccount';
import { addRow, payOrder } from './orders';
import { enterValues, personalize } from './personalize';
import type { LocalServices } from './localServices';
import { publishArticle } from './publishArticle';
import { readExample, type Testbed } from './startTestbed';
import { STEP_TIMEOUT, succeed } from './succeed';
import { handOverPhone, logInWithConsent } from './webLogin';
import { webhookAddress } from './webhookAddress';

export { webhookAddress };

/** The result in the last line of a demo run. */
export interface Outcome {
	ok: boolean;
	/** Whether the platform accepted the server URL. */
	handshake: boolean;
	/** Pushes answered with success. */
	pushes: number;
	/** Successful executions of the example workflows. */
	executions: number;
	/** Template messages that reached a phone. */
	templatesDelivered: number;
	/** People who logged in through the web authorization page. */
	oauthLogins: number;
	/** Articles written in Markdown that can be read on a phone. */
	articlesPublished: number;
	/** Answers that took longer than WeChat waits for one delivery, and reached the phone. */
	lateAnswers: number;
	/** Approvals given on a phone. */
	approvals: number;
	seconds: number;
}

/** The result of a run before its first step. */
export const NOTHING_YET: Outcome = {
	ok: false,
	handshake: false,
	pushes: 0,
	executions: 0,
	templatesDelivered: 0,
	oauthLogins: 0,
	articlesPublished: 0,
	lateAnswers: 0,
	approvals: 0,
	seconds: 0,
};

/** The message templates of the local account, by title. */
const TEMPLATES = {
	关注成功通知: '欢迎语：{{thing1.DATA}}\n关注时间：{{time2.DATA}}',
	登录成功通知: '登录账号：{{thing1.DATA}}\n登录时间：{{time2.DATA}}',
	订单支付成功通知: '商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}\n支付时间：{{time3.DATA}}',
} as const;

/** Welcome, order, row, login: each once. */
const TEMPLATES_SENT = 4;

const OAUTH_TRIGGER = 'n8n-nodes-wechat-mp.wechatOAuthTrigger';

/** Columns of the Data Tables that the examples need, by table. */
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

/**
 * Runs the whole story once.
 *
 * @throws when a step does not go as it should
 */
export async function runStory(
	testbed: Testbed,
	services: LocalServices,
	narrator: Narrator,
): Promise<Omit<Outcome, 'ok' | 'seconds'>> {
	const templateIds = await addTemplates(testbed);
	narrator.chapter('chapterWorkflows');
	const add = async (file: string, activate = true) =>
		await importExample(testbed, file, templateIds, narrator, activate);
	const welcome = await add('follow-welcome');
	const order = await add('order-webhook');
	const orders = await createTable(testbed, 'orders');
	const rows = await add('database-row', false);
	const members = await createTable(testbed, 'members');
	const login = await add('login-page');
	const phones = await createTable(testbed, 'phones');
	const handover = await add('phone-handover');

	narrator.chapter('chapterHandshake');
	const handshake = await shakeHands(testbed, welcome, narrator);
	narrator.chapter('chapterFollow');
	const openid = await follow(testbed, welcome, narrator);

	narrator.chapter('chapterAsk');
	const chat = await openChat(testbed, services.modelUrl, narrator);
	const question = askAi(testbed, chat, narrator);

	narrator.chapter('chapterOrder');
	await payOrder(testbed, order, openid, narrator);
	narrator.chapter('chapterRow');
	await addRow(testbed, rows, orders, openid, narrator);

	narrator.chapter('chapterLogin');
	const { appid } = testbed.account;
	await testbed.simulator.control.area('oauth', 'phone', { appid, openid });
	const linkOf = (workflow: StoredWorkflow) => webhookAddress(testbed, workflow, OAUTH_TRIGGER, 'oauth');
	await logInWithConsent(testbed, { workflow: login, link: linkOf(login), table: members }, openid, narrator);
	await handOverPhone(
		testbed,
		{ workflow: handover, link: linkOf(handover), table: phones },
		openid,
		narrator,
	);

	narrator.chapter('chapterArticle');
	const article = await importArticle(testbed, services, openid, narrator);
	const { articlesPublished, approvals } = await publishArticle(testbed, article, openid, narrator);
	narrator.chapter('chapterAnswer');
	const lateAnswers = await question.answered();

	await testbed.simulator.control.settled();
	const logins = await endedExecutions(testbed, [login, handover]);
	const others = [welcome, order, rows, article, chat.workflow];
	const all = [...(await endedExecutions(testbed, others)), ...logins];
	const failed = all.filter(({ status }) => status !== 'success');
	if (failed.length > 0)
		throw new Error(`${failed.length} executions failed: ${failed.map(({ id }) => id).join(', ')}`);
	const deliveries = await testbed.simulator.control.deliveries();
	const templatesDelivered = await countDelivered(testbed);
	if (templatesDelivered !== TEMPLATES_SENT)
		throw new Error(`${templatesDelivered} template messages arrived instead of ${TEMPLATES_SENT}`);
	return {
		handshake,
		pushes: deliveries.filter(({ outcome }) => outcome === 'acknowledged').length,
		executions: all.length,
		templatesDelivered,
		oauthLogins: logins.length,
		articlesPublished,
		lateAnswers,
		approvals,
	};
}

/** Opens an account that is not certified, with an AI that answers. */
async function openChat(testbed: Testbed, url: string, narrator: Narrator): Promise<OpenedAccount> {
	const data = { apiKey: 'local', url };
	const { credentials } = testbed.host.api;
	const { name, id } = await credentials.create({ name: 'OpenAI', type: 'openAiApi', data });
	testbed.credentialIds[name] = id;
	const account = await openAccount(testbed, {
		kind: 'subscription-uncertified',
		example: 'ai-chat-personal',
		credential: 'WeChat Official Account (personal)',
		credentialIds: testbed.credentialIds,
		nickname: '小红',
	});
	narrator.tell('accountOpened', { file: 'ai-chat-personal', name: account.workflow.name });
	return account;
}

async function importArticle(
	{ host, credentialIds }: Testbed,
	{ coverUrl }: LocalServices,
	editor: string,
	narrator: Narrator,
): Promise<StoredWorkflow> {
	const example = await readExample('markdown-to-article');
	enterValues(example, 'Article', { cover: coverUrl, editor, team: JSON.stringify([editor]) });
	const workflow = await host.api.workflows.create(example, credentialIds);
	narrator.tell('imported', { file: 'markdown-to-article', name: workflow.name });
	return workflow;
}

async function addTemplates({ simulator }: Testbed): Promise<Record<string, string>> {
	const ids: Record<string, string> = {};
	for (const [title, content] of Object.entries(TEMPLATES)) {
		ids[title] = (await simulator.control.area('templates', 'add', { title, content })).templateId;
	}
	return ids;
}

async function importExample(
	{ host, credentialIds }: Testbed,
	file: string,
	templateIds: Record<string, string>,
	narrator: Narrator,
	activate: boolean,
): Promise<StoredWorkflow> {
	const example = await readExample(file);
	const created = await host.api.workflows.create(personalize(example, templateIds), credentialIds);
	const workflow = activate ? await host.api.workflows.activate(created.id) : created;
	narrator.tell(activate ? 'importedPublished' : 'imported', { file, name: workflow.name });
	return workflow;
}

async function shakeHands(testbed: Testbed, workflow: StoredWorkflow, narrator: Narrator): Promise<boolean> {
	const callbackUrl = webhookAddress(testbed, workflow, 'n8n-nodes-wechat-mp.wechatTrigger', 'wechat');
	const { handshake } = await testbed.simulator.control.account({
		appid: testbed.account.appid,
		callbackUrl,
	});
	if (!handshake?.ok)
		throw new Error(`The platform refused the server URL: ${handshake?.reason ?? 'no handshake'}`);
	narrator.tell('handshake', { url: callbackUrl, status: String(handshake.status), ms: handshake.ms });
	return true;
}

async function follow(testbed: Testbed, workflow: StoredWorkflow, narrator: Narrator): Promise<string> {
	const { control } = testbed.simulator;
	const { follower, delivery } = await control.follower({ follow: true, nickname: '小明' });
	const answer = delivery?.attempts.at(-1);
	narrator.tell('pushed', {
		status: String(answer?.status),
		body: String(answer?.body),
		ms: String(answer?.ms),
	});
	const [started] = await testbed.host.api.executions.waitForEnded(workflow.id, 1, STEP_TIMEOUT);
	const execution = succeed(started);
	const [profile] = outputOf(execution, 'Get Follower');
	// Swedish dates have the format of ISO 8601, in local time.
	const time = new Date(Number(profile?.subscribe_time) * 1000).toLocaleString('sv-SE');
	narrator.tell('profile', { openid: String(profile?.openid), time });
	const [sent] = outputOf(execution, 'Send Welcome');
	narrator.tell('templateAccepted', { msgid: String(sent?.msgid) });
	// The receipt comes back through the same server URL and is an execution of its own.
	const receipts = await testbed.host.api.executions.waitForEnded(
		workflow.id,
		(ended) => ended.some((one) => receiptOf(one) === sent?.msgid),
		STEP_TIMEOUT,
	);
	narrator.tell('receipt', { execution: String(receipts.at(-1)?.id) });
	return follower.openid;
}

function receiptOf(execution: Execution): unknown {
	const event = outputOf(execution, 'WeChat Trigger')[0];
	return event?.Event === 'TEMPLATESENDJOBFINISH' && event.Status === 'success' ? event.MsgID : undefined;
}

async function createTable({ host }: Testbed, name: keyof typeof TABLES): Promise<string> {
	return (await host.api.dataTables.create(name, TABLES[name])).id;
}

const UNDER_WAY: ReadonlySet<ExecutionSummary['status']> = new Set(['new', 'running', 'waiting']);

/** Waits for executions to end, since WeChat is answered before. */
async function endedExecutions({ host }: Testbed, workflows: StoredWorkflow[]): Promise<ExecutionSummary[]> {
	return await pollUntil(
		'the executions to end',
		async () => {
			const lists = await Promise.all(workflows.map(({ id }) => host.api.executions.list(id)));
			const all = lists.flat();
			return all.some(({ status }) => UNDER_WAY.has(status)) ? undefined : all;
		},
		STEP_TIMEOUT,
	);
}
