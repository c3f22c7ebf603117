import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { startingPushKey } from '../../../nodes/shared/startingPush';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { PACKAGE, PASS, START } from '../harness/nodeTypes';
import { runWorkflow } from '../harness/runWorkflow';
import { loopUntil } from './loopUntil';
import { accountAt, type Call, type Lab, NODE, openidOf, openLab, rows, TEMPLATE, TEXT } from './lab';
import { toolAt } from './toolInvocation';
import type * as virtualTime from './virtualTime';

jest.mock('n8n-workflow', () => jest.requireActual<typeof virtualTime>('./virtualTime').withoutWaiting());

let lab: Lab;
afterEach(async () => await (lab as Lab | undefined)?.close());

const idOf = ({ body }: Call) => String(body.client_msg_id);
const ids = () => lab.sends().map(idOf);

const send = (name: string) => ({ name, type: `${PACKAGE}.wechat`, parameters: TEMPLATE as never });

describe('startingPushKey', () => {
	const TRIGGER = { name: 'WeChat', type: `${PACKAGE}.wechatTrigger` };
	const keyIn = (mode: string, triggers: object[] = [TRIGGER], isExecuted = true) => {
		const first = () => ({ json: { meta: { key: 'message o1 1' } } });
		const n8n = {
			getMode: () => mode,
			getNode: () => ({ name: 'Send' }),
			getParentNodes: () => triggers,
			getWorkflowDataProxy: () => ({ $: () => ({ isExecuted, first }) }),
		};
		return startingPushKey(n8n as unknown as IExecuteFunctions);
	};

	test('is that of the push, in every execution that it has started', () => {
		expect(keyIn('trigger')).toBe('message o1 1');
		expect(keyIn('webhook')).toBe('message o1 1');
	});

	test.each(['manual', 'retry', 'evaluation'])('is none in a run that is to send again (%s)', (mode) => {
		expect(keyIn(mode)).toBeUndefined();
	});

	test('is none where no push has started the execution', () => {
		expect(keyIn('trigger', [])).toBeUndefined();
		expect(keyIn('trigger', [TRIGGER], false)).toBeUndefined();
		expect(keyIn('trigger', [{ ...TRIGGER, disabled: true }])).toBeUndefined();
		expect(keyIn('trigger', [{ ...TRIGGER, type: 'n8n-nodes-base.webhook' }])).toBeUndefined();
	});
});

describe('in a workflow', () => {
	test('two nodes that send the same to the same person send two messages', async () => {
		lab = await openLab();
		const { error } = await runWorkflow({
			types: [new Wechat()],
			credentials: { wechatMpApi: accountAt(lab.url) },
			input: rows(1),
			connections: {
				Start: {
					main: [
						[
							{ node: 'Paid', type: 'main', index: 0 },
							{ node: 'Shipped', type: 'main', index: 0 },
						],
					],
				},
			},
			nodes: [{ name: 'Start', type: START }, send('Paid'), send('Shipped')],
		});
		expect(error).toBeUndefined();
		expect(ids()).toHaveLength(2);
		expect(new Set(ids()).size).toBe(2);
	});

	test('three passes of a loop send three messages', async () => {
		lab = await openLab();
		const { error } = await runWorkflow({
			types: [new Wechat()],
			otherTypes: { 'test.loop': loopUntil(3, rows(1)) },
			credentials: { wechatMpApi: accountAt(lab.url) },
			input: rows(1),
			connections: {
				Start: { main: [[{ node: 'Again', type: 'main', index: 0 }]] },
				Again: { main: [[{ node: 'Send', type: 'main', index: 0 }]] },
				Send: { main: [[{ node: 'Loop', type: 'main', index: 0 }]] },
				Loop: { main: [[{ node: 'Again', type: 'main', index: 0 }], []] },
			},
			nodes: [
				{ name: 'Start', type: START },
				{ name: 'Again', type: PASS },
				send('Send'),
				{ name: 'Loop', type: 'test.loop' },
			],
		});
		expect(error).toBeUndefined();
		expect(ids()).toHaveLength(3);
		expect(new Set(ids()).size).toBe(3);
	});

	test('two equal items send two messages, and the same execution derives the same ids again', async () => {
		lab = await openLab();
		const equal: INodeExecutionData[] = [...rows(1), ...rows(1)];
		const order = { items: equal, parameters: TEMPLATE, runOptions: { inFlight: 1 }, executionId: 'same' };
		await lab.run(order);
		const first = ids();
		expect(new Set(first).size).toBe(2);
		await lab.run(order);
		expect(ids().slice(2)).toEqual(first);
		await lab.run({ ...order, executionId: 'another' });
		expect(new Set(ids()).size).toBe(4);
	});

	test('Retry On Fail of a mass message whose answers are lost repeats one id, and 45065 counts as sent', async () => {
		// Four calls are one try of the node; the second try is told that the first one went out.
		lab = await openLab(({ path, nth }) => {
			if (!path.endsWith('/send')) return undefined;
			return nth <= 4 ? 'drop' : { errcode: 45065, errmsg: 'clientmsgid exist', msg_id: 34182 };
		});
		const parameters = {
			resource: 'massMessage',
			operation: 'sendText',
			recipients: 'openids',
			openids: [openidOf(0), openidOf(1)].join(','),
			content: 'hello',
			options: {},
		};
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const { items, error } = await lab.run({ items: 1, parameters, node });
		expect(error).toBeUndefined();
		const sent = new Set(lab.sends().map(({ body }) => body.clientmsgid));
		expect([...sent]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
		expect(lab.sends()).toHaveLength(5);
		expect(items(NODE)[0]?.json).toMatchObject({ msg_id: '34182', already_sent: true });
	});
});

/** Everything the model says is the text. */
const forModel = (base: IDataObject): IDataObject => ({
	...base,
	touser: 'oUSER000000000000000000000001',
	...(base.dataJson ? { dataJson: "={{ JSON.stringify({ thing1: $fromAI('text', '', 'string') }) }}" } : {}),
	...(base.content ? { content: "={{ $fromAI('text', '', 'string') }}" } : {}),
});

/** What the platform accepted and did not drop as a copy. */
const delivered = (calls: readonly Call[]) => new Map(calls.map((call) => [idOf(call), call.body.data]));

describe('as a tool', () => {
	test('three messages to one person through MCP, which has no execution, have three ids', async () => {
		lab = await openLab();
		const tool = toolAt(lab.url, forModel(TEMPLATE), { executionId: undefined });
		for (const text of ['paid', 'shipped', 'delivered']) await tool()({ text });
		// Said again later, it is another message as well.
		await tool()({ text: 'paid' });
		expect(new Set(ids()).size).toBe(4);
	});

	test('two invocations that share a run index send both texts', async () => {
		lab = await openLab();
		const tool = toolAt(lab.url, forModel(TEMPLATE), { executionId: 'agent-1' });
		const [first, second] = [tool(), tool()];
		await Promise.all([first({ text: 'for one' }), second({ text: 'for two' })]);
		expect([...delivered(lab.sends()).values()]).toEqual(
			expect.arrayContaining([{ thing1: { value: 'for one' } }, { thing1: { value: 'for two' } }]),
		);
	});

	test('Retry On Fail of a tool whose answers are lost repeats one and the same message', async () => {
		lab = await openLab(({ path, nth }) => (path.endsWith('/send') && nth <= 5 ? 'drop' : undefined));
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const tool = toolAt(lab.url, forModel(TEMPLATE), { executionId: 'agent-2', node });
		await expect(tool()({ text: 'once' })).resolves.toContain('msgid');
		expect(lab.sends().length).toBeGreaterThan(4);
		expect(delivered(lab.sends()).size).toBe(1);
	});

	test.each([
		['an agent', 'agent-3'],
		['MCP', undefined],
	])(
		'Retry On Fail of a tool of %s sends no text again whose answer was lost',
		async (_name, executionId) => {
			lab = await openLab(({ path }) => (path.endsWith('/send') ? 'drop' : undefined));
			const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
			const tool = toolAt(lab.url, forModel(TEXT), { executionId, node });
			await expect(tool()({ text: `once ${executionId}` })).rejects.toThrow(/may have|unknown/i);
			expect(lab.sends()).toHaveLength(1);
		},
	);

	test('Retry On Fail of a tool through MCP delivers a template message once, though no execution gives its id', async () => {
		lab = await openLab(({ path, nth }) => (path.endsWith('/send') && nth <= 5 ? 'drop' : undefined));
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const tool = toolAt(lab.url, forModel(TEMPLATE), { executionId: undefined, node });
		await tool()({ text: 'once for MCP' }).catch(() => undefined);
		expect(delivered(lab.sends()).size).toBe(1);
	});

	test('the lost answer of one invocation does not keep another one, of the same run index, from its text', async () => {
		lab = await openLab(({ path, nth }) => (path.endsWith('/send') && nth === 1 ? 'drop' : undefined));
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const tool = toolAt(lab.url, forModel(TEXT), { executionId: 'agent-4', node });
		await expect(tool()({ text: 'for one' })).rejects.toThrow();
		await tool()({ text: 'for two' });
		expect(lab.sends().map(({ body }) => body.text)).toEqual([
			{ content: 'for one' },
			{ content: 'for two' },
		]);
	});
});
