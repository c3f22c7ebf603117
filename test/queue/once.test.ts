import { accountCredential, readExample } from '../../demo/startTestbed';
import { pollUntil } from '../../host/pollUntil';
import type { Execution, NewCredential, StoredWorkflow } from '../../host/rest';
import { newReceiver, type QueueTestbed, startQueueTestbed, shakeHands, workersOf } from './queueTestbed';

const TIMEOUT = { timeoutMs: 120_000 };
const COUNT = 20;
const numbers = Array.from({ length: COUNT }, (_, index) => index);
const SEND = '/cgi-bin/message/template/send';

let testbed: QueueTestbed;

beforeAll(async () => {
	testbed = await startQueueTestbed();
	let next = 0;
	// The two deliveries of a push never reach the same processor.
	testbed.balancer.choose = () => next++ % 2;
}, 600_000);
afterAll(async () => await testbed?.stop(), 60_000);

const ran = (executions: Execution[], node: string) =>
	executions.filter(({ data }) => node in data.resultData.runData).length;

/** Delivers twenty pushes to one processor, and the same again to the other. */
async function deliverTwice(
	appid: string,
	openids: string[],
	between: () => Promise<unknown>,
): Promise<void> {
	const { control } = testbed.simulator;
	const seen = new Set<string>();
	testbed.balancer.choose = ({ url = '' }) => {
		const openid = new URL(url, testbed.balancer.url).searchParams.get('openid') ?? '';
		const processor = seen.has(openid) ? 1 : 0;
		seen.add(openid);
		return processor;
	};
	const first = numbers.map((index) =>
		control.push({
			appid,
			openid: openids[index],
			message: { MsgType: 'text', Content: `entry ${index}` },
			wait: false,
		}),
	);
	const ids = (await Promise.all(first)).map(({ id }) => id);
	await between();
	await Promise.all(ids.map(async (repeat) => await control.push({ appid, repeat })));
	await control.settled();
}

async function followers(appid: string): Promise<string[]> {
	const { control } = testbed.simulator;
	return await Promise.all(
		numbers.map(async () => (await control.follower({ appid, follow: true, push: false })).follower.openid),
	);
}

test('twenty pushes that reach the other processor later start twenty executions that go on', async () => {
	const { appid, workflow } = await newReceiver(testbed, { name: 'recorded', mode: 'safe' });
	const { executions } = testbed.host.api;
	await deliverTwice(appid, await followers(appid), async () => {
		await testbed.simulator.control.settled();
		await executions.waitForEnded(workflow.id, COUNT, TIMEOUT);
	});
	const ended = await executions.waitForEnded(workflow.id, 2 * COUNT, TIMEOUT);
	expect(ended.map(({ status }) => status)).toEqual(ended.map(() => 'success'));
	expect(ran(ended, 'Received')).toBe(2 * COUNT);
	expect(ran(ended, 'End')).toBe(COUNT);
}, 300_000);

describe.each(['once-postgres', 'once-redis'])('the example %s', (file) => {
	test('tells each of twenty followers once, although both processors start an execution at the same time', async () => {
		const { appid, workflow } = await newExample(file, await clientCredentials());
		const openids = await followers(appid);
		await deliverTwice(appid, openids, async () => {});
		// What was acknowledged is stored. A delivery that the balancer had to give to the first processor after all starts none.
		const { executions } = testbed.host.api;
		const started = (await executions.list(workflow.id)).length;
		expect(started).toBeGreaterThan(COUNT);
		const ended = await executions.waitForEnded(workflow.id, started, TIMEOUT);
		expect(ended.map(({ status }) => status)).toEqual(ended.map(() => 'success'));
		expect(ran(ended, 'Tell Once')).toBe(COUNT);
		const told = await Promise.all(openids.map(async (openid) => await textsOf(appid, openid)));
		expect(told).toEqual(numbers.map((index) => [`Your entry has been counted: entry ${index}`]));
	}, 300_000);

	test('takes twenty deliveries of one push for one', async () => {
		const { control } = testbed.simulator;
		const { appid, workflow } = await newExample(file, await clientCredentials());
		const [openid = ''] = await followers(appid);
		const { id } = await control.push({
			appid,
			openid,
			message: { MsgType: 'text', Content: 'me' },
			wait: false,
		});
		let next = 0;
		testbed.balancer.choose = () => next++ % 2;
		await Promise.all(numbers.map(async () => await control.push({ appid, repeat: id })));
		await control.settled();
		await testbed.host.api.executions.waitForEnded(workflow.id, 1, TIMEOUT);
		await pollUntil('all executions to end', async () => {
			const all = await testbed.host.api.executions.list(workflow.id);
			return all.every(({ status }) => status === 'success') || undefined;
		});
		expect(await textsOf(appid, openid)).toEqual(['Your entry has been counted: me']);
	}, 300_000);
});

test('the example unfinished-pushes works again on a push whose worker was killed, and its message comes once', async () => {
	const { control } = testbed.simulator;
	const { api } = testbed.host;
	testbed.balancer.choose = () => 0;
	const table = await api.dataTables.create('pushes', [
		{ name: 'key', type: 'string' },
		{ name: 'push', type: 'string' },
		{ name: 'state', type: 'string' },
		{ name: 'begunAt', type: 'number' },
	]);
	const { appid, workflow } = await newExample('unfinished-pushes', {}, (json) =>
		json.replace('180000', '15000').replace('"minutes","minutesInterval":1', '"seconds","secondsInterval":5'),
	);
	const [openid = ''] = await followers(appid);
	// The message reaches the follower, and the worker dies before it knows: its answer gets lost, and the second call gets none.
	await control.fault({ match: SEND, drop: 'after', count: 1 });
	await control.fault({ match: SEND, delayMs: 60_000, count: 1 });
	await control.push({ appid, openid, message: { MsgType: 'text', Content: 'hello' } });
	const [worker = 0] = await pollUntil(
		'a worker to be at the message',
		async () => {
			const running = (await api.executions.list(workflow.id)).find(({ status }) => status === 'running');
			const { faults } = await control.state();
			return running && faults.every(({ struck }) => struck === 1)
				? workersOf(testbed, running.id)
				: undefined;
		},
		TIMEOUT,
	);
	expect((await api.dataTables.rows(table.id))[0]).toMatchObject({ state: 'begun' });
	expect(await templatesOf(appid, openid)).toBe(1);
	process.kill(testbed.queue.workers[worker === 0 ? 0 : 1].pid, 'SIGKILL');
	const done = await pollUntil(
		'the push to be done',
		async () => {
			const [row] = await api.dataTables.rows(table.id);
			return row?.state === 'done' ? row : undefined;
		},
		TIMEOUT,
	);
	expect(done.key).toMatch(/^message /);
	// The killed worker's first call, and the one of whoever worked on the push again: the same message to WeChat.
	const sent = (await control.calls()).filter((call) => call.path === SEND && call.appid === appid);
	expect(sent.length).toBeGreaterThanOrEqual(2);
	expect(sent.map(({ errcode }) => errcode)).toEqual(sent.map(() => 0));
	expect(await templatesOf(appid, openid)).toBe(1);
}, 300_000);

async function templatesOf(appid: string, openid: string): Promise<number> {
	const chat = await testbed.simulator.control.chat({ appid, openid });
	return chat.filter(({ kind }) => kind === 'template').length;
}

async function textsOf(appid: string, openid: string): Promise<unknown[]> {
	const chat = await testbed.simulator.control.chat({ appid, openid });
	return chat
		.filter(({ kind }) => kind === 'custom:text')
		.map(({ content }) => (content as { content: unknown }).content);
}

/** Credentials for the databases of this n8n itself, by the names in the examples. */
async function clientCredentials(): Promise<Record<string, string>> {
	const { postgres, redis } = testbed.queue;
	await postgres.query('CREATE TABLE IF NOT EXISTS wechat_pushes (key text PRIMARY KEY)');
	const wanted: NewCredential[] = [
		{
			name: 'Database',
			type: 'postgres',
			data: {
				host: '127.0.0.1',
				port: Number(postgres.env.DB_POSTGRESDB_PORT),
				database: postgres.env.DB_POSTGRESDB_DATABASE,
				user: postgres.env.DB_POSTGRESDB_USER,
				password: postgres.env.DB_POSTGRESDB_PASSWORD,
				ssl: 'disable',
			},
		},
		{
			name: 'Redis',
			type: 'redis',
			data: {
				host: '127.0.0.1',
				port: Number(redis.env.QUEUE_BULL_REDIS_PORT),
				password: redis.env.QUEUE_BULL_REDIS_PASSWORD,
				database: 1,
			},
		},
	];
	const stored = await Promise.all(wanted.map(async (one) => await testbed.host.api.credentials.create(one)));
	return Object.fromEntries(stored.map(({ name, id }) => [name, id]));
}

/** Imports an example for an account of its own, as a person does, and makes it live. */
async function newExample(
	file: string,
	credentials: Record<string, string>,
	change: (json: string) => string = (json) => json,
): Promise<{ appid: string; workflow: StoredWorkflow }> {
	const { control } = testbed.simulator;
	const { api } = testbed.host;
	const { account } = await control.account({ mode: 'safe', kind: 'service-certified' });
	const { appid } = account;
	const content = '事项：{{thing1.DATA}}';
	const { templateId } = await control.area('templates', 'add', { appid, title: '收到通知', content });
	const { id: credential } = await api.credentials.create(
		accountCredential(testbed.simulator, account, 'safe', `${file} ${appid}`),
	);
	const example = await readExample(file);
	const json = change(
		JSON.stringify(example).replace('"mode":"list","value":""', `"mode":"id","value":"${templateId}"`),
	);
	const { id } = await api.workflows.create(JSON.parse(json), {
		...credentials,
		'WeChat Official Account': credential,
	});
	const workflow = await api.workflows.activate(id);
	await shakeHands(testbed, workflow, appid);
	return { appid, workflow };
}
