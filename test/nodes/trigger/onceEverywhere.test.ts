import { EventEmitter } from 'node:events';
import type { IDataObject, INodeExecutionData, WorkflowExecuteMode } from 'n8n-workflow';
import { outputKey } from '../../../core/push/pushKey';
import { resetProcessState } from '../../../core/state/processStore';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { hostClock } from '../../../nodes/WechatTrigger/hostClock';
import { claimDelivery } from '../../../nodes/WechatTrigger/rememberPush';
import { WechatTrigger } from '../../../nodes/WechatTrigger/WechatTrigger.node';
import { startPlatform, type Platform } from '../../simulator/support/platform';
import { core } from '../harness/host';
import { PACKAGE } from '../harness/nodeTypes';
import { runWorkflow } from '../harness/runWorkflow';
import { passTime, waits } from '../run/virtualTime';
import type * as virtualTime from '../run/virtualTime';
import { ACCOUNT, credentialOf, forgePush, nextText } from './forgePush';
import { type Started, TriggerHost } from './triggerHost';

/*
 * Two deliveries of one push, each to a process of its own that knows nothing of the other, and both executions in a third. Each
 * layer that keeps the effect from happening twice is taken away in turn.
 */

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof virtualTime>('../run/virtualTime').withoutWaiting(),
);

/** n8n's store of processed data: one list per node, shared by all processes. */
const shared = { entries: new Set<string>(), fails: false, isSilent: false };

beforeAll(async () => {
	await core.DataDeduplicationService.init({
		checkProcessedAndRecord: (items: Array<string | number>) => {
			if (shared.fails) return Promise.reject(new Error('the database is away'));
			if (shared.isSilent) return new Promise(() => {});
			const processed = items.filter((item) => shared.entries.has(String(item)));
			const fresh = items.filter((item) => !processed.includes(item));
			for (const item of fresh) shared.entries.add(String(item));
			return Promise.resolve({ new: fresh, processed });
		},
	} as never);
});

let host: TriggerHost;
let platform: Platform;
let templateId: string;
let openid: string;

beforeEach(async () => {
	shared.entries.clear();
	shared.fails = false;
	shared.isSilent = false;
	host = await new TriggerHost().start();
	platform = await startPlatform();
	const { control } = platform.simulator;
	await control.account({ appid: ACCOUNT.appId, secret: ACCOUNT.appSecret, kind: 'service-certified' });
	const content = '商品名称：{{thing1.DATA}}';
	({ templateId } = await control.area('templates', 'add', { appid: ACCOUNT.appId, title: '通知', content }));
	({ openid } = (await control.follower({ appid: ACCOUNT.appId, follow: true, push: false })).follower);
});

afterEach(async () => {
	await host.stop();
	await platform.simulator.close();
	resetProcessState();
});

/** A push that reaches two processes one after the other; gives the executions that were started. */
async function deliveredTwice({ remembers = false } = {}): Promise<Started[]> {
	const push = nextText({ FromUserName: openid, CreateTime: Math.floor(Date.now() / 1000) });
	for (const nonce of ['1', '2']) {
		expect(await host.push(forgePush(push, { nonce }))).toMatchObject({ status: 200, data: 'success' });
		if (!remembers) resetProcessState();
	}
	return host.stored;
}

const node = (name: string, parameters: IDataObject) => ({
	name,
	type: `${PACKAGE}.wechat`,
	parameters: parameters as never,
});

async function execute(
	items: INodeExecutionData[],
	executionId: string,
	mode: WorkflowExecuteMode = 'webhook',
) {
	const { error } = await runWorkflow({
		types: [new Wechat(), new WechatTrigger()],
		credentials: credentialOf({ apiHost: 'custom', customApiHost: platform.simulator.urls.api }),
		input: items,
		executionId,
		mode,
		nodes: [
			{ name: 'WeChat Trigger', type: `${PACKAGE}.wechatTrigger`, typeVersion: 2 },
			node('Tell', {
				resource: 'template',
				operation: 'send',
				touser: '={{ $json.FromUserName }}',
				templateId: { __rl: true, mode: 'id', value: templateId },
				dataInput: 'json',
				dataJson: JSON.stringify({ thing1: '收到' }),
				options: {},
			}),
		],
	});
	expect(error).toBeUndefined();
}

/** Both in one worker, or each in one of its own, which knows nothing of the other. */
async function executeEach(started: Started[], workers: 'one worker' | 'two workers') {
	for (const [index, { items }] of started.entries()) {
		await execute(items, String(index));
		if (workers === 'two workers') resetProcessState();
	}
}

async function delivered(): Promise<number> {
	const { accounts } = await platform.simulator.control.state();
	const { areas } = accounts.find(({ appid }) => appid === ACCOUNT.appId) as unknown as {
		areas: { templates: { delivered: number; accepted: number } };
	};
	return areas.templates.delivered;
}

const sends = async () =>
	(await platform.simulator.control.calls()).filter(({ path }) => path.endsWith('/template/send')).length;

test('a process that remembers the push starts one execution', async () => {
	expect(await deliveredTwice({ remembers: true })).toHaveLength(1);
});

test('without that memory two executions start, and the record lets one of them send', async () => {
	const started = await deliveredTwice();
	expect(started).toHaveLength(2);
	await executeEach(started, 'two workers');
	expect(await sends()).toBe(1);
	expect(await delivered()).toBe(1);
});

test('without the record both send, and WeChat drops the second message by its id', async () => {
	const started = await deliveredTwice();
	shared.fails = true;
	await executeEach(started, 'two workers');
	expect(await sends()).toBe(2);
	expect(await delivered()).toBe(1);
});

test('a record that never answers is given up four times, five seconds each, and the push goes on', async () => {
	const [started] = await deliveredTwice();
	shared.isSilent = true;
	const { timeout } = AbortSignal;
	const clock = jest
		.spyOn(AbortSignal, 'timeout')
		.mockImplementation((milliseconds) =>
			timeout.call(AbortSignal, milliseconds === 5000 ? 1 : milliseconds),
		);
	await execute(started?.items ?? [], '1');
	// The fifth is for what the processes tell each other of the token.
	expect(clock.mock.calls.filter(([milliseconds]) => milliseconds === 5000)).toHaveLength(5);
	expect(await delivered()).toBe(1);
	clock.mockRestore();
});

test('without the record one worker lets one of its two executions send', async () => {
	const started = await deliveredTwice();
	shared.fails = true;
	await executeEach(started, 'one worker');
	expect(await sends()).toBe(1);
});

test('the execution of a second delivery lets that of the first look into the record before it', async () => {
	const [first] = await deliveredTwice();
	const json = { ...first?.json };
	passTime(0);
	await execute([{ json: { ...json, CreateTime: String(Number(json.CreateTime) - 6) } }], '0');
	expect(waits[0]).toBe(1_000);
	expect(await delivered()).toBe(1);
});

test('two executions that one worker begins in the same moment send once', async () => {
	const started = await deliveredTwice();
	await Promise.all(started.map(async ({ items }, index) => await execute(items, String(index))));
	expect(await sends()).toBe(1);
	expect(await delivered()).toBe(1);
});

test('with an id of the execution, as a retry by hand has it, the message is sent and delivered again', async () => {
	const [started] = await deliveredTwice();
	const items = started?.items ?? [];
	await execute(items, '1');
	await execute(items, '2', 'retry');
	expect(await sends()).toBe(2);
	expect(await delivered()).toBe(2);
});

test('an execution that n8n runs once more goes on', async () => {
	const [started] = await deliveredTwice();
	for (const time of ['first', 'second']) {
		await execute(started?.items ?? [], 'the same');
		expect([time, await sends()]).toEqual([time, time === 'first' ? 1 : 2]);
	}
	expect(await delivered()).toBe(1);
});

test('where the process that took the push executes it, nothing is recorded', async () => {
	const [started] = await deliveredTwice();
	const push = {
		workflowId: 'workflow-1',
		nodeId: 'WeChat Trigger',
		key: String(outputKey(started?.json ?? {})),
	};
	const stored = Object.assign(new EventEmitter(), { writableEnded: true, statusCode: 200 });
	await claimDelivery(push, stored as never, { ...hostClock, deadline: 0, windowSeconds: 300 });
	await execute(started?.items ?? [], '1');
	expect(shared.entries.size).toBe(0);
	expect(await delivered()).toBe(1);
});

test('a test run in the editor is neither recorded nor stopped, and sends again', async () => {
	const [started] = await deliveredTwice();
	for (const id of ['1', '2', '3']) await execute(started?.items ?? [], id, 'manual');
	expect(shared.entries.size).toBe(0);
	expect(await delivered()).toBe(3);
});
