import axios from 'axios';
import { webhookAddress } from '../../demo/story';
import { pollUntil } from '../../host/pollUntil';
import { type Execution, outputOf } from '../../host/rest';
import { TestBrowser } from '../nodes/oauth/testBrowser';
import { byOpenid } from '../../host/queue/startBalancer';
import { newBulk, SEND, SENDER, sentBy } from './bulk';
import { startGate } from './gate';
import {
	activateLine,
	CONCURRENCY,
	newReceiver,
	NO_OP,
	type PlainNode,
	type QueueTestbed,
	startQueueTestbed,
	shakeHands,
	workersOf,
} from './queueTestbed';

const PROCESSORS = [0, 1] as const;
const TIMEOUT = { timeoutMs: 60_000 };
const text = (Content: string) => ({ MsgType: 'text', Content });
const inMode = (mode: 'plain' | 'safe', name: string) => ({ mode, name: `${name}, ${mode}` });
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const msgIds = (executions: Execution[]) => executions.map((one) => outputOf(one, 'Received')[0]?.MsgId);

const ERROR_TRIGGER: PlainNode = {
	name: 'Failed',
	type: 'n8n-nodes-base.errorTrigger',
	typeVersion: 1,
	parameters: {},
};

let testbed: QueueTestbed;

beforeAll(async () => {
	testbed = await startQueueTestbed();
}, 600_000);
afterAll(async () => await testbed?.stop(), 60_000);

/** Sends everything to one webhook processor from now on. */
const through = (processor: number) => {
	testbed.balancer.choose = () => processor;
};

describe.each(['plain', 'safe'] as const)('pushes in %s mode', (mode) => {
	test('each goes through either webhook processor to one worker, once; forged ones are refused by both', async () => {
		const { control } = testbed.simulator;
		const { appid, openid, workflow } = await newReceiver(testbed, inMode(mode, 'receives'));
		for (const processor of PROCESSORS) {
			through(processor);
			await shakeHands(testbed, workflow, appid);
			const { attempts } = await control.push({
				appid,
				openid,
				message: text('x'),
				forge: 'altered-signature',
			});
			expect(attempts.map(({ status }) => status)).toEqual([403]);
		}
		let next = 0;
		testbed.balancer.choose = () => next++ % 2;
		const count = 20;
		const deliveries = await Promise.all(
			numbers(count).map((index) => control.push({ appid, openid, message: text(String(index)) })),
		);
		for (const { outcome, attempts } of deliveries) {
			expect({ outcome, bodies: attempts.map(({ body }) => body) }).toEqual({
				outcome: 'acknowledged',
				bodies: ['success'],
			});
		}
		const executions = await testbed.host.api.executions.waitForEnded(workflow.id, count, TIMEOUT);
		expect(executions.map(({ status }) => status)).toEqual(numbers(count).map(() => 'success'));
		expect(new Set(msgIds(executions)).size).toBe(count);
		expect(executions.map(({ id }) => workersOf(testbed, id).length)).toEqual(numbers(count).map(() => 1));
	});

	test('a passive reply reaches WeChat through the processor that holds the connection, sealed as the push was', async () => {
		const { control } = testbed.simulator;
		const reply: PlainNode = {
			name: 'Reply',
			type: 'n8n-nodes-wechat-mp.wechat',
			typeVersion: 1,
			parameters: { resource: 'passiveReply', operation: 'text', content: '=收到：{{ $json.Content }} 😀' },
		};
		const { appid, openid } = await newReceiver(testbed, {
			...inMode(mode, 'replies'),
			parameters: { responseMode: 'responseNode' },
			nodes: [reply],
		});
		for (const processor of PROCESSORS) {
			through(processor);
			const { outcome, attempts } = await control.push({ appid, openid, message: text('你好') });
			expect({ outcome, replies: attempts.map(({ reply: sent }) => sent?.Content) }).toEqual({
				outcome: 'replied',
				replies: ['收到：你好 😀'],
			});
			expect(attempts[0]?.body.includes('收到')).toBe(mode === 'plain');
		}
	});
});

test('a held push whose workflow fails, or ends without a reply, is acknowledged and shows the follower no fault', async () => {
	const stopAndError: PlainNode = {
		name: 'Fail',
		type: 'n8n-nodes-base.stopAndError',
		typeVersion: 1,
		parameters: { errorMessage: 'on purpose' },
	};
	for (const node of [stopAndError, NO_OP]) {
		const { appid, openid } = await newReceiver(testbed, {
			...inMode('safe', node.name),
			parameters: { responseMode: 'responseNode' },
			nodes: [node],
		});
		const { attempts, faultShownToUser } = await testbed.simulator.control.push({
			appid,
			openid,
			message: text('hello'),
		});
		expect({
			faultShownToUser,
			attempts: attempts.map(({ status, body, fault }) => ({ status, body, fault })),
		}).toEqual({ faultShownToUser: false, attempts: [{ status: 200, body: 'success', fault: null }] });
	}
});

describe('the same push delivered again', () => {
	test('starts nothing at the processor that had it; at the other it starts an execution that ends without items', async () => {
		const { control } = testbed.simulator;
		const { executions } = testbed.host.api;
		const { appid, openid, workflow } = await newReceiver(testbed, inMode('safe', 'again'));
		const click = (EventKey: string) => ({ event: { Event: 'CLICK', EventKey } });
		const pushes = [{ message: text('hello') }, click('A'), click('B')];
		const passed: boolean[] = [];
		for (const push of pushes) {
			through(0);
			const { id } = await control.push({ appid, openid, ...push });
			const had = passed.length;
			await executions.waitForEnded(workflow.id, had + 1);
			expect(await control.push({ appid, repeat: id })).toMatchObject({ outcome: 'acknowledged' });
			expect(await executions.list(workflow.id)).toHaveLength(had + 1);
			through(1);
			expect(await control.push({ appid, repeat: id })).toMatchObject({ outcome: 'acknowledged' });
			const ended = await executions.waitForEnded(workflow.id, had + 2);
			passed.push(...ended.slice(had).map(({ data }) => 'End' in data.resultData.runData));
		}
		expect(passed).toEqual(pushes.flatMap(() => [true, false]));
	});

	test('starts nothing behind a balancer that chooses by openid', async () => {
		const { control } = testbed.simulator;
		const { appid, workflow } = await newReceiver(testbed, inMode('safe', 'by openid'));
		const openids = await Promise.all(
			numbers(12).map(
				async () => (await control.follower({ appid, follow: true, push: false })).follower.openid,
			),
		);
		const chosen = new Set<number>();
		testbed.balancer.choose = (request) => {
			const processor = byOpenid(request);
			chosen.add(processor);
			return processor;
		};
		const first = await Promise.all(
			openids.map((openid) => control.push({ appid, openid, message: text('hi') })),
		);
		const again = await Promise.all(first.map(({ id }) => control.push({ appid, repeat: id })));
		expect(new Set([...first, ...again].map(({ outcome }) => outcome))).toEqual(new Set(['acknowledged']));
		expect(chosen).toEqual(new Set(PROCESSORS));
		await testbed.host.api.executions.waitForEnded(workflow.id, openids.length);
		expect(await testbed.host.api.executions.list(workflow.id)).toHaveLength(openids.length);
	});
});

test('a push that n8n cannot put into the queue is not acknowledged, and starts one execution when it can', async () => {
	const { control } = testbed.simulator;
	const { executions } = testbed.host.api;
	const { appid, openid, workflow } = await newReceiver(testbed, inMode('safe', 'queue stands still'));
	through(0);
	const { redis } = testbed.queue;
	process.kill(redis.pid, 'SIGSTOP');
	try {
		const { id } = await control.push({ appid, openid, message: text('hello'), wait: false });
		const attempts = async () =>
			(await control.deliveries()).find((delivery) => delivery.id === id)?.attempts ?? [];
		const first = await pollUntil('the platform to give up once', async () => (await attempts())[0]);
		expect(first).toMatchObject({ status: null, failure: 'timeout' });
	} finally {
		process.kill(redis.pid, 'SIGCONT');
	}
	await control.settled();
	const last = (await control.deliveries()).at(-1);
	expect(last).toMatchObject({ outcome: 'acknowledged', faultShownToUser: false });
	expect(await executions.waitForEnded(workflow.id, 1)).toHaveLength(1);
	expect(await executions.list(workflow.id)).toHaveLength(1);
});

describe('template messages in bulk', () => {
	const RUNS = 2 * CONCURRENCY;
	const EACH = 50;

	async function orders(): Promise<Array<Array<{ openid: string; text: string }>>> {
		const { follower } = await testbed.simulator.control.follower({
			appid: testbed.account.appid,
			follow: true,
			push: false,
		});
		return numbers(RUNS).map((run) =>
			numbers(EACH).map((index) => ({ openid: follower.openid, text: `第${run}-${index}单` })),
		);
	}

	test('of which a tenth get lost answers arrive exactly once, with one token request per worker at most', async () => {
		const { control } = testbed.simulator;
		const { workflow, start } = await newBulk(testbed, 'bulk', 10);
		through(0);
		await control.fault({ match: SEND, rate: 0.1, drop: 'after' });
		await start(await orders());
		const executions = await testbed.host.api.executions.waitForEnded(workflow.id, RUNS, {
			timeoutMs: 120_000,
		});
		const [{ struck } = { struck: 0 }] = (await control.state()).faults;
		await control.fault({ clear: true });

		expect(executions.flatMap((one) => outputOf(one, SENDER)).filter(({ msgid }) => msgid)).toHaveLength(
			RUNS * EACH,
		);
		const sent = await sentBy(testbed);
		expect(sent.delivered).toBe(RUNS * EACH);
		expect(sent.latest.filter(({ deliveries }) => deliveries !== 1)).toEqual([]);
		expect(struck).toBeGreaterThan(0);
		expect(new Set(executions.flatMap(({ id }) => workersOf(testbed, id)))).toEqual(new Set([0, 1]));
		expect([1, 2]).toContain(sent.tokens);
	}, 180_000);

	test('go on when somebody else replaces the token, with a bounded number of token requests', async () => {
		const { control, urls } = testbed.simulator;
		const { workflow, start } = await newBulk(testbed, 'replaced', 3);
		const before = await sentBy(testbed);
		await control.fault({ match: SEND, delayMs: 50 });
		await start(await orders());
		await pollUntil(
			'a third of the messages',
			async () => (await sentBy(testbed)).delivered - before.delivered > (RUNS * EACH) / 3 || undefined,
			TIMEOUT,
		);
		const { appid, secret } = testbed.account;
		const body = { grant_type: 'client_credential', appid, secret, force_refresh: true };
		const { data } = await axios.post<object>(`${urls.api}/cgi-bin/stable_token`, body, { proxy: false });
		expect(data).toHaveProperty('access_token');
		const executions = await testbed.host.api.executions.waitForEnded(workflow.id, RUNS, {
			timeoutMs: 120_000,
		});
		await control.fault({ clear: true });

		expect(executions.map(({ status }) => status)).toEqual(numbers(RUNS).map(() => 'success'));
		const after = await sentBy(testbed);
		expect(after.delivered - before.delivered).toBe(RUNS * EACH);
		const refused = (await control.calls()).filter(({ path, errcode }) => path === SEND && errcode === 40001);
		expect(refused.length).toBeGreaterThan(0);
		// One of them was ours.
		expect([1, 2]).toContain(after.tokens - before.tokens - 1);
	}, 180_000);
});

test('a web login starts at one processor, comes back at the other, and is done once', async () => {
	const { simulator, host, account } = testbed;
	const { appid } = account;
	const workflow = await activateLine(testbed, 'login', [
		{
			name: 'Login',
			type: 'n8n-nodes-wechat-mp.wechatOAuthTrigger',
			typeVersion: 2,
			parameters: { scope: 'snsapi_base' },
		},
		NO_OP,
	]);
	const link = webhookAddress(testbed, workflow, 'n8n-nodes-wechat-mp.wechatOAuthTrigger', 'oauth');
	const { follower } = await simulator.control.follower({ appid, nickname: '小明', push: false });
	await simulator.control.area('oauth', 'phone', { appid, openid: follower.openid });

	const browser = new TestBrowser();
	through(0);
	const { url: callback } = await browser.open(link, (url) => url.startsWith(link) && url.includes('code='));
	const twin = new TestBrowser().copyFrom(browser);
	through(1);
	expect(await browser.open(callback)).toMatchObject({ status: 200 });
	const [execution] = await host.api.executions.waitForEnded(workflow.id, 1);
	expect(outputOf(execution as Execution, 'Login')[0]).toMatchObject({ openid: follower.openid });

	through(0);
	expect(await browser.open(callback)).toMatchObject({ status: 200 });
	// The browser as it was before the answer: only WeChat knows that the code is used up.
	expect((await twin.open(callback)).status).toBeGreaterThanOrEqual(400);
	expect(await host.api.executions.list(workflow.id)).toHaveLength(1);
});

test('a worker that is killed loses no push that still waits; what it was at work on ends as failed', async () => {
	const { control } = testbed.simulator;
	const { executions } = testbed.host.api;
	const gate = await startGate();
	try {
		const work: PlainNode = {
			name: 'Work',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: { url: gate.url, options: {} },
		};
		const onError = await activateLine(testbed, 'on error', [ERROR_TRIGGER, NO_OP]);
		const { appid, openid, workflow } = await newReceiver(testbed, {
			...inMode('safe', 'killed'),
			nodes: [work],
			settings: { errorWorkflow: onError.id },
		});
		const busy = 2 * CONCURRENCY;
		const count = busy + 4;
		through(0);
		const deliveries = await Promise.all(
			numbers(count).map((index) => control.push({ appid, openid, message: text(String(index)) })),
		);
		expect(deliveries.map(({ outcome }) => outcome)).toEqual(numbers(count).map(() => 'acknowledged'));
		await pollUntil('both workers to be busy', async () => gate.arrived() === busy || undefined, TIMEOUT);

		process.kill(testbed.queue.workers[0].pid, 'SIGKILL');
		gate.open();
		const ended = await executions.waitForEnded(workflow.id, count, { timeoutMs: 120_000 });
		expect(ended).toHaveLength(count);
		const lost = ended.filter(({ id }) => workersOf(testbed, id).includes(0));
		expect(lost).toHaveLength(CONCURRENCY);
		expect(lost.map(({ status }) => status)).toEqual(lost.map(() => 'error'));
		// n8n keeps nothing of what they were at work on, and tells the error workflow which they were.
		expect(lost.map(({ data }) => data.resultData.runData)).toEqual(lost.map(() => ({})));
		const told = await executions.waitForEnded(onError.id, lost.length, TIMEOUT);
		expect(told.flatMap((one) => outputOf(one, 'Failed')).map(({ execution }) => execution)).toEqual(
			expect.arrayContaining(lost.map(({ id }) => expect.objectContaining({ id }))),
		);
		const done = ended.filter((one) => !lost.includes(one));
		expect(done.map(({ status }) => status)).toEqual(done.map(() => 'success'));
		expect(new Set(msgIds(done)).size).toBe(count - CONCURRENCY);
	} finally {
		await gate.close();
	}
}, 180_000);
