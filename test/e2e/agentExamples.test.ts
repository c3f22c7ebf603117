import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readTexts } from '../../demo/openAccount';
import { personalize } from '../../demo/personalize';
import { readExample, type Testbed, startTestbed } from '../../demo/startTestbed';
import { webhookAddress } from '../../demo/story';
import { pollUntil } from '../../host/pollUntil';
import { type ChatModel, startChatModel, type ToolCall } from '../../demo/chatModel';

const TRIGGER = 'n8n-nodes-wechat-mp.wechatTrigger';
const TEMPLATE = '订单支付成功通知';
const HEARD = '你们几点开门？';

let testbed: Testbed;
let model: ChatModel;
let openAi: string;
let shop: Server;
let refunds: unknown[];
/** What the model does next. */
let think: (text: string, tools: string[]) => string | ToolCall;

beforeAll(async () => {
	model = await startChatModel(async (text, tools) => await Promise.resolve(think(text, tools)), HEARD);
	shop = createServer((request, response) => {
		let body = '';
		request.on('data', (part: Buffer) => (body += part.toString('utf8')));
		request.on('end', () => {
			refunds.push(JSON.parse(body));
			response.end('{"refunded":true}');
		});
	});
	await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
	testbed = await startTestbed({ seed: 'agent-examples' });
	const data = { apiKey: 'local', url: model.url };
	({ id: openAi } = await testbed.host.api.credentials.create({ name: 'OpenAI', type: 'openAiApi', data }));
}, 600_000);
afterAll(async () => {
	model?.close();
	shop?.close();
	await testbed?.stop();
});
beforeEach(() => {
	refunds = [];
});

/** Imports an example, changes its nodes as a person does, and makes it the server of the account. */
async function play(file: string, fill: Record<string, object> = {}, templateId = ''): Promise<string> {
	const { api } = testbed.host;
	const example = personalize(await readExample(file), {
		[TEMPLATE]: templateId,
	});
	for (const node of example.nodes) Object.assign(node.parameters, fill[node.name]);
	const created = await api.workflows.create(example, { ...testbed.credentialIds, OpenAI: openAi });
	const workflow = await api.workflows.activate(created.id);
	const callbackUrl = webhookAddress(testbed, workflow, TRIGGER, 'wechat');
	const { handshake } = await testbed.simulator.control.account({
		appid: testbed.account.appid,
		callbackUrl,
	});
	expect(handshake).toMatchObject({ ok: true });
	return workflow.id;
}

const newFollower = async () =>
	(await testbed.simulator.control.follower({ follow: true, push: false })).follower.openid;

/** What the account has said to a follower, oldest first. */
async function read(openid: string): Promise<string[]> {
	return await readTexts(testbed, { openid });
}

describe('AI that hears and sees', () => {
	let workflow: string;
	let openid: string;

	beforeAll(async () => {
		workflow = await play('ai-voice-and-pictures');
	}, 60_000);
	beforeEach(async () => {
		openid = await newFollower();
		model.heard.length = 0;
		think = (text) => `Answer to ${text}`;
	});

	/** The follower sends something, and reads the answer. */
	async function send(message: {
		MsgType: 'voice' | 'image' | 'text';
		Content?: string;
		Recognition?: string;
	}) {
		const before = (await testbed.host.api.executions.list(workflow)).length;
		await testbed.simulator.control.push({ openid, message });
		await testbed.host.api.executions.waitForEnded(workflow, before + 1, { timeoutMs: 60_000 });
		return await pollUntil('the answer', async () => (await read(openid))[0]);
	}

	test('a voice message is transcribed as a WAV file, which OpenAI accepts, and answered', async () => {
		expect(await send({ MsgType: 'voice' })).toBe(`Answer to ${HEARD}`);
		expect(model.heard).toEqual([
			{
				fileName: expect.stringMatching(/\.wav$/) as unknown,
				contentType: 'audio/wav',
				bytes: expect.objectContaining({ length: expect.any(Number) as unknown }) as unknown,
			},
		]);
		expect(model.heard[0]?.bytes.subarray(0, 4).toString()).toBe('RIFF');
	}, 90_000);

	test('what WeChat has recognized is not transcribed', async () => {
		expect(await send({ MsgType: 'voice', Recognition: '在吗？' })).toBe('Answer to 在吗？');
		expect(model.heard).toEqual([]);
	}, 90_000);

	test('a picture reaches the model as a picture', async () => {
		expect(await send({ MsgType: 'image' })).toBe('Answer to （图片）');
		expect(JSON.stringify(model.asked.at(-1)?.messages)).toMatch(
			/"type":"image_url","image_url":\{"url":"data:image\/(jpeg|png);base64,/,
		);
	}, 90_000);

	test('the memory knows what the same follower said before, and nobody else', async () => {
		await send({ MsgType: 'text', Content: 'first' });
		openid = await newFollower();
		await send({ MsgType: 'text', Content: 'second' });
		const texts = JSON.stringify(model.asked.at(-1)?.messages);
		expect(texts).toContain('second');
		expect(texts).not.toContain('first');
	}, 90_000);
});

describe('agent that asks before it refunds', () => {
	const order = { order: '1042', amount: 39.8, reason: '商品损坏' };
	let manager: string;
	let workflow: string;

	beforeAll(async () => {
		manager = await newFollower();
		const { templateId } = await testbed.simulator.control.area('templates', 'add', {
			title: TEMPLATE,
			content: '商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}\n支付时间：{{time3.DATA}}',
		});
		const { port } = shop.address() as AddressInfo;
		const fill = { 'Ask Manager': { touser: manager }, Refund: { url: `http://127.0.0.1:${port}/refunds` } };
		workflow = await play('refund-approval', fill, templateId);
	}, 60_000);
	beforeEach(() => {
		think = (_text, tools) => {
			// n8n wraps what a tool behind a human review takes.
			const wrapped = { toolParameters: order, hitlParameters: {} };
			if (tools.length === 0) return { name: 'Refund', arguments: wrapped };
			return tools.at(-1)?.includes('refunded') ? '已退款' : '经理没有同意';
		};
	});

	/** A customer asks for a refund; gives the link on the manager's phone. */
	async function ask(customer: string): Promise<string> {
		const messages = async () => {
			const { accounts } = await testbed.simulator.control.state();
			const { templates } = accounts[0]?.areas as unknown as {
				templates: { messages: Array<{ openid: string; url: string }> };
			};
			return templates.messages.filter(({ openid }) => openid === manager);
		};
		const before = (await messages()).length;
		await testbed.simulator.control.push({
			openid: customer,
			message: { MsgType: 'text', Content: '请退款 1042' },
		});
		const link = await pollUntil('the message to the manager', async () => (await messages())[before]?.url, {
			timeoutMs: 60_000,
		});
		// n8n refuses a link whose execution has not come to rest yet.
		await pollUntil('the execution to wait', async () =>
			(await testbed.host.api.executions.list(workflow)).find(({ status }) => status === 'waiting'),
		);
		return link;
	}

	test.each([
		['approve', '已退款', [order]],
		['decline', '经理没有同意', []],
	])(
		'when the manager says %s the customer reads %s',
		async (decision, said, expected) => {
			const customer = await newFollower();
			const link = await ask(customer);
			expect(await (await fetch(link)).text()).toContain('1042');
			expect(refunds).toEqual([]);
			await fetch(link, { method: 'POST', body: new URLSearchParams({ decision }) });
			expect(
				await pollUntil('the answer', async () => (await read(customer))[0], { timeoutMs: 60_000 }),
			).toBe(said);
			expect(refunds).toEqual(expected);
		},
		150_000,
	);
});
