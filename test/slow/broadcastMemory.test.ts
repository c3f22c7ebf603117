import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import type { INodeParameters } from 'n8n-workflow';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { PACKAGE, START } from '../nodes/harness/nodeTypes';
import { collectGarbage } from '../nodes/harness/garbage';
import { runWorkflow, type TestRun } from '../nodes/harness/runWorkflow';
import { accountAt, NODE } from '../operations/support/runOperation';

/** `FOLLOWERS=200000 npm run test:slow -- broadcastMemory` takes more. */
const FOLLOWERS = Number(process.env.FOLLOWERS ?? 50_000);
const EARLY = 10_000;
const PAGE = 10_000;
/** A page of OpenIDs that was just read, and what happened to be under way. */
const GROWTH_MB = 6;

const openidOf = (number: number) => `oF${String(number).padStart(26, '0')}`;

async function textOf(message: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

let server: Server;
let url: string;
/** Messages that have come. It keeps nothing else: what grows is the node's. */
let sends = 0;
let onSend: (nth: number) => void = () => {};
let refusal: (nth: number) => object | undefined = () => undefined;

beforeAll(async () => {
	server = createServer((message, response) => {
		void textOf(message).then(() => response.end(JSON.stringify(answerTo(message.url ?? ''))));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
	sends = 0;
	onSend = () => {};
	refusal = () => undefined;
});

function answerTo(address: string): object {
	const { pathname, searchParams } = new URL(address, url);
	if (pathname === '/cgi-bin/stable_token') return { access_token: 'T'.repeat(40), expires_in: 7200 };
	if (pathname === '/cgi-bin/user/get') {
		const from = Number((searchParams.get('next_openid') ?? 'oF-1').slice(2)) + 1;
		const count = Math.max(0, Math.min(PAGE, FOLLOWERS - from));
		const openid = Array.from({ length: count }, (_, index) => openidOf(from + index));
		return { total: FOLLOWERS, count, data: { openid }, next_openid: openid.at(-1) ?? '' };
	}
	if (pathname !== '/cgi-bin/message/template/send') return { errcode: 48001 };
	sends += 1;
	onSend(sends);
	return refusal(sends) ?? { errcode: 0, errmsg: 'ok', msgid: sends };
}

const MESSAGE: INodeParameters = {
	resource: 'template',
	templateId: { __rl: true, mode: 'id', value: 'SAMPLE-template-id-000000000000000000000001' },
	dataInput: 'json',
	dataJson: '{"thing1":"Coffee"}',
};

async function run(parameters: INodeParameters, input = [{ json: {} }]): Promise<TestRun> {
	return await runWorkflow({
		types: [new Wechat()],
		credentials: accountAt(url),
		input,
		nodes: [
			{ name: 'Start', type: START },
			{ name: NODE, type: `${PACKAGE}.wechat`, parameters: { ...MESSAGE, ...parameters } },
		],
	});
}

/** What is left on the heap at each of these messages, in megabytes. */
function watchHeap(points: readonly number[]): number[] {
	const left: number[] = [];
	onSend = (nth) => {
		if (!points.includes(nth)) return;
		collectGarbage();
		left.push(process.memoryUsage().heapUsed / 2 ** 20);
	};
	return left;
}

test('a broadcast keeps no more on the heap after all followers than after the first 10 000', async () => {
	// Both in the middle of a page.
	const left = watchHeap([EARLY - PAGE / 2, FOLLOWERS - PAGE / 2]);
	const started = performance.now();
	const { items, error } = await run({ operation: 'broadcast', recipients: 'all' });
	const seconds = (performance.now() - started) / 1000;
	expect(error).toBeUndefined();
	expect(items(NODE).map(({ json }) => json)).toEqual([
		expect.objectContaining({ sent: FOLLOWERS, failed: 0, finished: true }),
	]);
	const [early = 0, late = 0] = left;
	process.stdout.write(
		`broadcast: ${FOLLOWERS} in ${seconds.toFixed(1)} s (${Math.round(FOLLOWERS / seconds)}/s), heap ${early.toFixed(1)} → ${late.toFixed(1)} MB\n`,
	);
	expect(late - early).toBeLessThan(GROWTH_MB);
}, 900_000);

test('failures of everybody stay within what the first thousand need, beside a file of all of them', async () => {
	refusal = () => ({ errcode: 43004, errmsg: 'require subscribe' });
	const left = watchHeap([EARLY - PAGE / 2, FOLLOWERS - PAGE / 2]);
	const { items } = await run({ operation: 'broadcast', recipients: 'all' });
	expect(items(NODE)).toHaveLength(1001);
	const file = Buffer.from(items(NODE)[0]?.binary?.failures?.data ?? '', 'base64').toString('utf8');
	expect(file.trimEnd().split('\r\n')).toHaveLength(FOLLOWERS + 1);
	const [early = 0, late = 0] = left;
	expect(late - early).toBeLessThan(GROWTH_MB);
}, 900_000);

test('a broadcast is about as fast as sending as many items', async () => {
	const count = 3000;
	const people = Array.from({ length: count }, (_, index) => ({ json: { openid: openidOf(index) } }));
	const time = async (work: () => Promise<TestRun>) => {
		const started = performance.now();
		expect((await work()).error).toBeUndefined();
		return performance.now() - started;
	};
	const bulk = () => time(() => run({ operation: 'send', touser: '={{ $json.openid }}' }, people as never));
	const broadcast = () =>
		time(() => run({ operation: 'broadcast', recipients: 'all', options: { maxRecipients: count } }));
	await bulk();
	const rounds: number[] = [];
	for (let round = 0; round < 3; round++) rounds.push((await bulk()) / (await broadcast()));
	const [ratio = 0] = rounds.sort((a, b) => b - a).slice(1);
	process.stdout.write(`broadcast ÷ bulk: ${rounds.map((one) => one.toFixed(2)).join(', ')}\n`);
	// The machine may be busy; the figure is what counts.
	expect(ratio).toBeGreaterThan(0.7);
}, 900_000);
