import { PUSH_TYPES } from '../../core/push/types';
import type { XmlNode, XmlTree } from '../../core/protocol/writeXml';
import { accountCredential, type PushMode, type Testbed, startTestbed } from '../../demo/startTestbed';
import { webhookAddress } from '../../demo/story';
import { type Execution, outputOf, type StoredWorkflow } from '../../host/rest';

const TRIGGER = 'n8n-nodes-wechat-mp.wechatTrigger';
const MODES: PushMode[] = ['plain', 'compatible', 'safe'];

/** An account of the platform with a workflow that receives its pushes. */
interface Receiver {
	appid: string;
	originalId: string;
	openid: string;
	workflow: StoredWorkflow;
}

let testbed: Testbed;

beforeAll(async () => {
	testbed = await startTestbed({ seed: 'trigger' });
}, 600_000);
afterAll(async () => {
	await testbed?.stop();
});

/** Makes an account in a mode and activates a workflow for it. */
async function receiver(
	mode: PushMode,
	test: { name: string; parameters?: object; nodes?: object[]; connections?: object },
): Promise<Receiver> {
	const { control } = testbed.simulator;
	const { api } = testbed.host;
	const { account } = await control.account({ mode, kind: 'service-certified' });
	const credential = await api.credentials.create(
		accountCredential(testbed.simulator, account, mode, test.name),
	);
	const account1 = { wechatMpApi: { id: null, name: test.name } };
	const created = await api.workflows.create(
		{
			name: test.name,
			nodes: [
				{
					name: 'Received',
					type: TRIGGER,
					typeVersion: 1,
					position: [0, 0],
					parameters: test.parameters ?? {},
					credentials: account1,
				},
				...(test.nodes ?? [noOp('End')]).map((node) =>
					'type' in node && String(node.type).startsWith('n8n-nodes-wechat-mp.')
						? { ...node, credentials: account1 }
						: node,
				),
			],
			connections: test.connections ?? { Received: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
		},
		{ [test.name]: credential.id },
	);
	const workflow = await api.workflows.activate(created.id);
	const { handshake } = await control.account({
		appid: account.appid,
		callbackUrl: webhookAddress(testbed, workflow, TRIGGER, 'wechat'),
	});
	expect(handshake).toMatchObject({ ok: true });
	const { follower } = await control.follower({ appid: account.appid, follow: true, push: false });
	return { appid: account.appid, originalId: account.originalId, openid: follower.openid, workflow };
}

const noOp = (name: string) => ({
	name,
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [300, 0],
	parameters: {},
});

const received = (execution: Execution) => outputOf(execution, 'Received')[0] as Record<string, unknown>;

/** The samples share one MsgId, and two messages with the same id are one message. */
function withOwnId(sample: XmlTree, index: number): XmlTree {
	return 'MsgId' in sample
		? { ...sample, MsgId: String(24_105_763_409_812_345_000n + BigInt(index)) }
		: sample;
}

/** What a tree of elements must look like in a workflow: all leaves text, `item` and `List` always lists. */
function asOutput(node: XmlNode, name = ''): unknown {
	if (Array.isArray(node)) return node.map((one: XmlNode) => asOutput(one));
	if (typeof node !== 'object') return String(node);
	const tree = Object.fromEntries(
		Object.entries(node as XmlTree).flatMap(([key, value]) =>
			value === undefined ? [] : [[key, asOutput(value, key)]],
		),
	);
	return ['fail_idx', 'item', 'List'].includes(name) ? [tree] : tree;
}

describe.each(MODES)('%s mode', (mode) => {
	test('every documented message and event arrives leaf by leaf as it was sent', async () => {
		const { control } = testbed.simulator;
		const { appid, openid, originalId, workflow } = await receiver(mode, { name: `every type, ${mode}` });
		const types = PUSH_TYPES.map((type, index) => ({ ...type, sample: withOwnId(type.sample, index) }));
		for (const { kind, name, sample } of types) {
			const content =
				kind === 'message'
					? { message: { MsgType: name, ...sample } }
					: { event: { Event: name, ...sample } };
			const { attempts, outcome } = await control.push({ appid, openid, ...content } as never);
			expect({ name, outcome, tries: attempts.length }).toEqual({ name, outcome: 'acknowledged', tries: 1 });
		}
		const executions = await testbed.host.api.executions.waitForEnded(workflow.id, types.length, {
			timeoutMs: 60_000,
		});
		expect(executions).toHaveLength(types.length);
		const byName = new Map(
			executions.map((execution) => {
				const json = received(execution);
				return [json.MsgType === 'event' ? `event ${String(json.Event)}` : String(json.MsgType), json];
			}),
		);
		for (const { kind, name, sample } of types) {
			const { meta, CreateTime, ...elements } = byName.get(kind === 'event' ? `event ${name}` : name) ?? {};
			expect(elements).toMatchObject({
				ToUserName: originalId,
				MsgType: kind === 'event' ? 'event' : name,
				...(asOutput(sample) as object),
			});
			expect(CreateTime).toMatch(/^\d+$/);
			expect(meta).toMatchObject({ encrypted: mode !== 'plain' });
			expect(elements).not.toHaveProperty('Encrypt');
		}
	}, 180_000);

	test('what people write arrives unchanged, whatever it looks like', async () => {
		const { control } = testbed.simulator;
		const { appid, openid, workflow } = await receiver(mode, { name: `any text, ${mode}` });
		const texts = [
			'if (a[b[0]]>1) return',
			'<order><note><![CDATA[hi]]></note></order>',
			'x]]></Content><FromUserName><![CDATA[oVICTIM]]></FromUserName><Content><![CDATA[y',
			'x]]></Content><MsgId>1</MsgId></xml>',
		];
		for (const Content of texts) {
			const { outcome } = await control.push({ appid, openid, message: { MsgType: 'text', Content } });
			expect({ Content, outcome }).toEqual({ Content, outcome: 'acknowledged' });
		}
		const executions = await testbed.host.api.executions.waitForEnded(workflow.id, texts.length);
		expect(executions.map((one) => received(one).Content).sort()).toEqual([...texts].sort());
		for (const execution of executions) expect(received(execution).FromUserName).toBe(openid);
	}, 60_000);
});

test('forged, replayed and malformed pushes start nothing and get 4xx; a repeated one is acknowledged once more', async () => {
	const { control } = testbed.simulator;
	const { appid, openid, workflow } = await receiver('safe', { name: 'refuses' });
	const message = { MsgType: 'text', Content: 'hello' };
	for (const forge of [
		'wrong-token',
		'wrong-key',
		'wrong-appid',
		'altered-ciphertext',
		'altered-signature',
		'old-timestamp',
		'unsigned',
		'plain',
	] as const) {
		const { attempts } = await control.push({ appid, openid, message, forge });
		expect({ forge, refused: [400, 401, 403].includes(attempts[0]?.status ?? 0) }).toEqual({
			forge,
			refused: true,
		});
		expect(attempts[0]?.body).not.toMatch(/at .*\(|Error:/);
	}
	const good = await control.push({ appid, openid, message });
	expect(good.outcome).toBe('acknowledged');
	expect((await control.push({ appid, repeat: good.id })).outcome).toBe('acknowledged');
	for (const body of [
		'',
		'not xml',
		'<xml>',
		'<!DOCTYPE xml><xml/>',
		'{"a":1}',
		`<xml>${'<a>'.repeat(200)}</xml>`,
	]) {
		const { attempts } = await control.push({ appid, raw: { body } });
		expect({ body: body.slice(0, 12), status: attempts[0]?.status }).toMatchObject({
			status: expect.any(Number),
		});
		expect(attempts[0]?.status).toBeGreaterThanOrEqual(400);
		expect(attempts[0]?.status).toBeLessThan(500);
	}
	const executions = await testbed.host.api.executions.waitForEnded(workflow.id, 1);
	expect(executions).toHaveLength(1);
});

test('what is not selected is acknowledged without an execution', async () => {
	const { control } = testbed.simulator;
	const { appid, openid, workflow } = await receiver('safe', {
		name: 'selects',
		parameters: {
			events: ['text'],
			filters: { keywords: { line: [{ match: 'contains', text: '订单', ignoreCase: true }] } },
		},
	});
	const text = (Content: string) => control.push({ appid, openid, message: { MsgType: 'text', Content } });
	expect((await text('hello')).outcome).toBe('acknowledged');
	expect((await control.push({ appid, openid, event: { Event: 'CLICK', EventKey: 'K' } })).outcome).toBe(
		'acknowledged',
	);
	expect((await text('我的订单呢')).outcome).toBe('acknowledged');
	const [execution, ...more] = await testbed.host.api.executions.waitForEnded(workflow.id, 1);
	expect(more).toEqual([]);
	expect(received(execution as Execution).Content).toBe('我的订单呢');
});

test('what starts no workflow, and what a workflow does not answer itself, is left to the AI of WeChat', async () => {
	const { control } = testbed.simulator;
	const { appid, openid, workflow } = await receiver('safe', {
		name: 'leaves to AI',
		parameters: {
			events: ['text'],
			responseMode: 'responseNode',
			filters: { keywords: { line: [{ match: 'contains', text: '订单', ignoreCase: true }] } },
			triggerOptions: { othersToAi: true },
		},
		nodes: [
			{
				name: 'End',
				type: 'n8n-nodes-wechat-mp.wechat',
				typeVersion: 1,
				position: [300, 0],
				parameters: { resource: 'passiveReply', operation: 'transferToAi' },
			},
		],
	});
	for (const Content of ['hello', '我的订单呢']) {
		const delivery = await control.push({ appid, openid, message: { MsgType: 'text', Content } });
		expect({ Content, reply: delivery.attempts[0]?.reply }).toMatchObject({
			Content,
			reply: { MsgType: 'transfer_biz_ai_ivr' },
		});
		expect(delivery.faultShownToUser).toBe(false);
	}
	const tap = await control.push({ appid, openid, event: { Event: 'CLICK', EventKey: 'K' } });
	expect(tap.outcome).toBe('acknowledged');
	const executions = await testbed.host.api.executions.waitForEnded(workflow.id, 1);
	expect(executions.map((one) => received(one).Content)).toEqual(['我的订单呢']);
});

test('a workflow that fails, and one that takes longer than WeChat waits, are acknowledged in time', async () => {
	const { control } = testbed.simulator;
	const failing = await receiver('safe', {
		name: 'fails',
		nodes: [
			{
				name: 'End',
				type: 'n8n-nodes-base.stopAndError',
				typeVersion: 1,
				position: [300, 0],
				parameters: { errorMessage: 'on purpose' },
			},
		],
	});
	const slow = await receiver('safe', {
		name: 'is slow',
		nodes: [
			{
				name: 'End',
				type: 'n8n-nodes-base.wait',
				typeVersion: 1.1,
				position: [300, 0],
				parameters: { resume: 'timeInterval', amount: 7, unit: 'seconds' },
			},
		],
	});
	for (const { appid, openid } of [failing, slow]) {
		const { attempts, outcome, faultShownToUser } = await control.push({
			appid,
			openid,
			message: { MsgType: 'text', Content: 'hello' },
		});
		expect({ outcome, faultShownToUser, tries: attempts.length }).toEqual({
			outcome: 'acknowledged',
			faultShownToUser: false,
			tries: 1,
		});
		expect(attempts[0]?.ms).toBeLessThan(5000);
	}
});

test('a storm of pushes: one execution for each authentic one, every answer 200 or 4xx and in time', async () => {
	const { control } = testbed.simulator;
	const { appid, openid, workflow } = await receiver('safe', {
		name: 'storm',
		parameters: { events: ['text'] },
		nodes: [
			{
				name: 'End',
				type: 'n8n-nodes-base.switch',
				typeVersion: 3.2,
				position: [300, 0],
				parameters: {
					mode: 'expression',
					numberOutputs: 2,
					output: '={{ Number($json.Content) % 3 === 0 ? 1 : 0 }}',
				},
			},
			{
				name: 'Fail',
				type: 'n8n-nodes-base.stopAndError',
				typeVersion: 1,
				position: [600, 0],
				parameters: { errorMessage: 'at random' },
			},
		],
		connections: {
			Received: { main: [[{ node: 'End', type: 'main', index: 0 }]] },
			End: { main: [[], [{ node: 'Fail', type: 'main', index: 0 }]] },
		},
	});
	const total = Number(process.env.STORM ?? 200);
	const results: Array<{ kind: string; statuses: Array<number | null>; slowest: number }> = [];
	const earlier: number[] = [];
	let authentic = 0;
	let next = 0;
	const lane = async () => {
		while (next < total) {
			const index = next++;
			const kind =
				index % 20 === 7
					? 'forged'
					: index % 20 === 13
						? 'malformed'
						: index % 5 === 4 && earlier.length > 0
							? 'repeated'
							: 'new';
			const message = { MsgType: 'text', Content: String(index) };
			const delivery =
				kind === 'forged'
					? await control.push({ appid, openid, message, forge: 'altered-ciphertext' })
					: kind === 'malformed'
						? await control.push({ appid, raw: { body: '<xml><broken' } })
						: kind === 'repeated'
							? await control.push({
									appid,
									repeat: earlier.at(-1 - (index % Math.min(20, earlier.length))) as number,
								})
							: await control.push({ appid, openid, message });
			if (kind === 'new') {
				authentic += 1;
				earlier.push(delivery.id);
			}
			results.push({
				kind,
				statuses: delivery.attempts.map(({ status }) => status),
				slowest: Math.max(...delivery.attempts.map(({ ms }) => ms)),
			});
		}
	};
	await Promise.all(Array.from({ length: 8 }, lane));
	const executions = await testbed.host.api.executions.waitForEnded(workflow.id, authentic, {
		timeoutMs: 240_000,
	});
	expect(executions).toHaveLength(authentic);
	expect(new Set(executions.map((execution) => received(execution).MsgId)).size).toBe(authentic);
	for (const { kind, statuses, slowest } of results) {
		const good = kind === 'forged' || kind === 'malformed' ? [400, 401, 403, 422] : [200];
		expect({ kind, statuses, good: statuses.every((status) => good.includes(status ?? 0)) }).toMatchObject({
			good: true,
		});
		expect(slowest).toBeLessThan(5000);
	}
}, 400_000);

test.each(MODES)(
	'a passive reply in %s mode reaches the follower on the same connection, sealed exactly when the push was',
	async (mode) => {
		const { control } = testbed.simulator;
		const { appid, openid } = await receiver(mode, {
			name: `replies, ${mode}`,
			parameters: { responseMode: 'responseNode' },
			nodes: [reply({})],
		});
		const { outcome, attempts } = await control.push({
			appid,
			openid,
			message: { MsgType: 'text', Content: '你好' },
		});
		expect({ outcome, tries: attempts.length, text: attempts[0]?.reply?.Content }).toEqual({
			outcome: 'replied',
			tries: 1,
			text: '收到：你好',
		});
		expect(attempts[0]?.body.includes('收到')).toBe(mode === 'plain');
	},
);

test('a reply that comes too late becomes a customer service message, and WeChat got its success in time', async () => {
	const { control } = testbed.simulator;
	const { appid, openid, workflow } = await receiver('safe', {
		name: 'replies late',
		parameters: { responseMode: 'responseNode' },
		nodes: [
			{
				name: 'Late',
				type: 'n8n-nodes-base.wait',
				typeVersion: 1.1,
				position: [200, 0],
				parameters: { resume: 'timeInterval', amount: 6, unit: 'seconds' },
			},
			reply({ whenLate: 'customerService' }),
		],
		connections: {
			Received: { main: [[{ node: 'Late', type: 'main', index: 0 }]] },
			Late: { main: [[{ node: 'End', type: 'main', index: 0 }]] },
		},
	});
	const { outcome, attempts } = await control.push({
		appid,
		openid,
		message: { MsgType: 'text', Content: '你好' },
	});
	expect({ outcome, tries: attempts.length }).toEqual({ outcome: 'acknowledged', tries: 1 });
	expect(attempts[0]?.ms).toBeLessThan(5000);
	const [execution] = await testbed.host.api.executions.waitForEnded(workflow.id, 1);
	expect(execution?.status).toBe('success');
	const chat = await control.chat({ appid, openid });
	expect(chat.map(({ kind }) => kind)).toContain('custom:text');
});

function reply(parameters: object) {
	return {
		name: 'End',
		type: 'n8n-nodes-wechat-mp.wechat',
		typeVersion: 1,
		position: [300, 0],
		parameters: {
			resource: 'passiveReply',
			operation: 'text',
			content: '=收到：{{ $json.Content }}',
			...parameters,
		},
	};
}
