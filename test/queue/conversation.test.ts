import axios from 'axios';
import { webhookAddress } from '../../demo/story';
import { pollUntil } from '../../host/pollUntil';
import { outputOf } from '../../host/rest';
import { byOpenid } from '../../host/queue/startBalancer';
import {
	activateLine,
	newReceiver,
	NO_OP,
	type PlainNode,
	type QueueTestbed,
	startQueueTestbed,
	workersOf,
} from './queueTestbed';

const TIMEOUT = { timeoutMs: 90_000 };
const text = (Content: string) => ({ MsgType: 'text', Content });

/** The message says how many seconds the answer takes. */
const THINK: PlainNode = {
	name: 'Think',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { amount: '={{ Number($json.Content) }}', unit: 'seconds' },
};
const REPLY: PlainNode = {
	name: 'Reply',
	type: 'n8n-nodes-wechat-mp.wechat',
	typeVersion: 1,
	parameters: { resource: 'passiveReply', operation: 'text', content: '=Answer to {{ $json.Content }}' },
};
const ALL_DELIVERIES = { responseMode: 'responseNode', triggerOptions: { replyWindow: 'all' } };

let testbed: QueueTestbed;

beforeAll(async () => {
	testbed = await startQueueTestbed();
}, 600_000);
afterAll(async () => await testbed?.stop(), 60_000);

/** What the account has said on the follower's phone, oldest first. */
async function read({ appid, openid }: { appid: string; openid: string }): Promise<unknown[]> {
	const chat = await testbed.simulator.control.chat({ appid, openid });
	return chat
		.filter(({ from }) => from !== 'person')
		.map(({ content }) => {
			const { Content, content: sent } = content as { Content?: string; content?: string };
			return Content ?? sent ?? content;
		});
}

describe('Reply Window: All Three Deliveries', () => {
	test('answers that a worker has after 2, 8 and 13 s leave on the first, second and third delivery', async () => {
		const { control } = testbed.simulator;
		testbed.balancer.choose = byOpenid;
		const receiver = await newReceiver(testbed, {
			name: 'window',
			mode: 'safe',
			kind: 'subscription-uncertified',
			parameters: ALL_DELIVERIES,
			nodes: [THINK, REPLY],
		});
		const { appid, workflow } = receiver;
		const outcomes = await Promise.all(
			[2, 8, 13].map(async (seconds) => {
				const { follower } = await control.follower({ appid, follow: true, push: false });
				const { openid } = follower;
				const { outcome, attempts, faultShownToUser } = await control.push({
					appid,
					openid,
					message: text(String(seconds)),
				});
				return {
					outcome,
					faultShownToUser,
					deliveries: attempts.length,
					read: await read({ appid, openid }),
				};
			}),
		);
		expect(outcomes).toEqual(
			[2, 8, 13].map((seconds, index) => ({
				outcome: 'replied',
				faultShownToUser: false,
				deliveries: index + 1,
				read: [`Answer to ${seconds}`],
			})),
		);
		const ended = await testbed.host.api.executions.waitForEnded(workflow.id, 3, TIMEOUT);
		expect(ended.map(({ id, status }) => [status, workersOf(testbed, id).length])).toEqual(
			[1, 2, 3].map(() => ['success', 1]),
		);
		expect(await testbed.host.api.executions.list(workflow.id)).toHaveLength(3);
	}, 120_000);

	test('a repeat at another processor starts an execution that ends at the trigger, and the follower reads one answer', async () => {
		testbed.balancer.choose = () => 0;
		const receiver = await newReceiver(testbed, {
			name: 'other processor',
			mode: 'safe',
			parameters: ALL_DELIVERIES,
			nodes: [THINK, REPLY],
		});
		const { appid, openid, workflow } = receiver;
		let next = 0;
		testbed.balancer.choose = () => next++ % 2;
		const { faultShownToUser, attempts } = await testbed.simulator.control.push({
			appid,
			openid,
			message: text('8'),
		});
		expect({ faultShownToUser, answers: attempts.map(({ status, body }) => [status, body]) }).toEqual({
			faultShownToUser: false,
			answers: [
				[null, expect.anything()],
				[200, 'success'],
			],
		});
		const ended = await testbed.host.api.executions.waitForEnded(workflow.id, 2, TIMEOUT);
		// The second is the first to end.
		ended.sort((a, b) => Number(a.id) - Number(b.id));
		expect(ended.map(({ data }) => Object.keys(data.resultData.runData))).toEqual([
			['Received', 'Think', 'Reply'],
			['Received'],
		]);
		await pollUntil('the answer', async () => (await read(receiver))[0], TIMEOUT);
		expect(await read(receiver)).toEqual(['Answer to 8']);
	}, 120_000);
});

test('an approval is decided once by its form after main was killed and started again', async () => {
	const { simulator, host, queue, account } = testbed;
	const { appid } = account;
	testbed.balancer.choose = byOpenid;
	const { templateId } = await simulator.control.area('templates', 'add', {
		appid,
		title: '审批通知',
		content: '申请内容：{{thing1.DATA}}',
	});
	const { follower } = await simulator.control.follower({ appid, follow: true, push: false });
	const { openid } = follower;
	const path = 'request';
	const workflow = await activateLine(testbed, 'approval', [
		{
			name: 'Request',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: { path, httpMethod: 'POST', responseMode: 'onReceived' },
		},
		{
			name: 'Ask',
			type: 'n8n-nodes-wechat-mp.wechat',
			typeVersion: 1,
			parameters: {
				resource: 'approval',
				operation: 'sendAndWait',
				touser: openid,
				message: '退款 ¥39.80？',
				templateId: { __rl: true, mode: 'id', value: templateId },
				dataInput: 'json',
				dataJson: '{"thing1":"退款"}',
			},
		},
		NO_OP,
	]);
	await axios.post(webhookAddress(testbed, workflow, 'n8n-nodes-base.webhook', path), {}, { proxy: false });
	const { id } = await pollUntil(
		'the execution to wait',
		async () =>
			(await host.api.executions.list(workflow.id)).find(({ status }) =>
				['waiting', 'success', 'error'].includes(status),
			),
		TIMEOUT,
	);
	const { accounts } = await simulator.control.state();
	const { areas } = accounts.find((one) => one.appid === appid) as unknown as {
		areas: { templates: { messages: Array<{ openid: string; url: string }> } };
	};
	const link = areas.templates.messages.find((message) => message.openid === openid)?.url ?? '';

	process.kill(queue.main.pid, 'SIGKILL');
	await queue.restartMain();
	expect(await (await fetch(link)).text()).toContain('退款 ¥39.80？');
	const decide = async () =>
		await (await fetch(link, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) })).text();
	const pages = await Promise.all([decide(), decide()]);
	const { data } = await host.api.executions.waitFor(id, TIMEOUT);
	expect(data.resultData.runData.End).toHaveLength(1);
	const [execution] = await host.api.executions.waitForEnded(workflow.id, 1, TIMEOUT);
	expect(execution && outputOf(execution, 'Ask')).toMatchObject([{ data: { approved: true }, openid }]);
	expect(pages.filter((page) => /已同意|Approved/.test(page)).length).toBeGreaterThan(0);
	expect(await host.api.executions.list(workflow.id)).toHaveLength(1);
	expect(workersOf(testbed, id)).toHaveLength(2);
}, 180_000);
