import axios from 'axios';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Testbed, startTestbed } from '../../demo/startTestbed';
import { delivered, importExample, makeFollowers, makeFormerFollower } from './exampleTestbed';

interface ToolCall {
	name: string;
	arguments: Record<string, unknown>;
}

/** What a chat model is asked. */
interface Question {
	tools: Array<{ function: { name: string; description: string; parameters: unknown } }>;
	messages: Array<{ role: string; content: string }>;
}

/** A chat model that does as it is told: one tool call, then a last word. */
let answers: Array<ToolCall | string> = [];
const asked: Question[] = [];
const model: Server = createServer((request, response) => {
	let body = '';
	request.on('data', (part: Buffer) => (body += part.toString('utf8')));
	request.on('end', () => {
		asked.push(JSON.parse(body) as Question);
		const answer = answers.shift() ?? 'Nothing left to say';
		const message =
			typeof answer === 'string'
				? { role: 'assistant', content: answer }
				: {
						role: 'assistant',
						content: null,
						tool_calls: [
							{
								id: `call_${asked.length}`,
								type: 'function',
								function: { name: answer.name, arguments: JSON.stringify(answer.arguments) },
							},
						],
					};
		const finish_reason = typeof answer === 'string' ? 'stop' : 'tool_calls';
		response.setHeader('content-type', 'application/json');
		response.end(
			JSON.stringify({
				id: 'answer',
				object: 'chat.completion',
				created: 1,
				model: 'local',
				choices: [{ index: 0, message, finish_reason }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			}),
		);
	});
});

let testbed: Testbed;
let chatUrl: string;

beforeAll(async () => {
	testbed = await startTestbed({ seed: 'ai-agent' });
	await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve));
	const { port } = model.address() as AddressInfo;
	const { credentials, workflows } = testbed.host.api;
	const data = { apiKey: 'local', url: `http://127.0.0.1:${port}/v1` };
	const { id } = await credentials.create({ name: 'OpenAI', type: 'openAiApi', data });
	const known = { ...testbed.credentialIds, OpenAI: id };
	const created = await importExample(testbed, 'ai-agent', known);
	// The chat of the editor, opened to HTTP for the test.
	const nodes = created.nodes.map((node) =>
		node.name === 'Chat' ? { ...node, parameters: { public: true } } : node,
	);
	await workflows.update(created.id, { ...(await workflows.get(created.id)), nodes }, known);
	const workflow = await workflows.activate(created.id);
	const chat = workflow.nodes.find(({ name }) => name === 'Chat');
	chatUrl = `${testbed.host.url}/webhook/${chat?.webhookId}/chat`;
}, 600_000);
afterAll(async () => {
	model.closeAllConnections();
	model.close();
	await testbed?.stop();
});

/** Says something in the chat, while the model does what it is told; gives the agent's last word. */
async function say(text: string, ...doing: Array<ToolCall | string>): Promise<unknown> {
	asked.length = 0;
	answers = doing;
	const said = { action: 'sendMessage', sessionId: 'test', chatInput: text };
	const { data } = await axios.post<{ output: unknown }>(chatUrl, said, { proxy: false });
	return data.output;
}

/** What the model heard from the tools. */
const toolAnswers = () =>
	(asked.at(-1)?.messages ?? []).filter(({ role }) => role === 'tool').map(({ content }) => content);

test('the model sees three tools with what each argument means, and what it does with them reaches the phone', async () => {
	const [openid] = await makeFollowers(testbed, 1);
	const order = { openid, product: '手冲咖啡', price: 39.8, paidAt: '2026-11-22T10:00:00+08:00' };
	const output = await say(
		'Tell them that the coffee was paid',
		{ name: 'Get_Customer', arguments: { openid } },
		{ name: 'Send_Order_Notice', arguments: order },
		{ name: 'Send_Text', arguments: { openid, text: '谢谢' } },
		'Told them',
	);
	expect(output).toBe('Told them');
	const tools = (asked[0]?.tools ?? []).map(({ function: { name, parameters } }) => [name, parameters]);
	expect(Object.fromEntries(tools)).toMatchObject({
		Get_Customer: { required: ['openid'] },
		Send_Text: {
			required: ['openid', 'text'],
			properties: { text: { type: 'string', description: expect.stringContaining('no Markdown') } },
		},
		Send_Order_Notice: {
			required: ['openid', 'product', 'price', 'paidAt'],
			properties: { price: { type: 'number', description: expect.stringContaining('yuan') } },
		},
	});
	expect(toolAnswers()).toEqual([
		expect.stringContaining('"subscribe":1'),
		expect.stringContaining('"msgid"'),
		expect.stringMatching(/^\[\{"touser":"[^"]+","msgtype":"text","success":true\}\]$/),
	]);
	expect(await delivered(testbed)).toMatchObject([
		{ openid, lines: [{ value: '手冲咖啡' }, { value: '39.80' }, { value: '2026-11-22 10:00' }] },
	]);
});

test('a tool that fails tells the model the code that its description speaks of', async () => {
	const openid = await makeFormerFollower(testbed);
	await say('Write to them', { name: 'Send_Text', arguments: { openid, text: 'hi' } }, 'Too late');
	expect(toolAnswers()).toEqual([expect.stringContaining('WeChat 45015')]);
});
