import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import axios from 'axios';
import { createControlClient } from '../simulator/client';
import { median } from './measure';

/** One side of the ratio. */
export interface Speed {
	/** Answers per second, median of the rounds. */
	perSecond: number;
	/** Answers in all rounds. */
	runs: number;
}

/** Template messages that the simulator accepts on one core, compared with a bare HTTP server; a ratio of 1 would mean no cost. */
export type SimulatorBench = Record<string, { ratio: number; ours: Speed; theirs: Speed; rounds: number }>;

const ROOT = path.dirname(__dirname);
const SEND = '/cgi-bin/message/template/send';
const CONTENT = '商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}\n支付时间：{{time3.DATA}}';
const DATA = {
	thing1: { value: '手冲咖啡' },
	amount2: { value: '¥39.80' },
	time3: { value: '2026年11月22日 10:05' },
};
const FOLLOWERS = 200;
const CONNECTIONS = 32;

/** Reads the body like the simulator, and always answers the same text. */
const BARE_SERVER = `
const body = '{"errcode":0,"errmsg":"ok","msgid":3303000000000000000}';
const headers = { 'content-type': 'application/json; encoding=utf-8', 'content-length': body.length };
const server = require('node:http').createServer((request, response) => {
	request.on('data', () => {}).on('end', () => response.writeHead(200, headers).end(body));
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ api: 'http://127.0.0.1:' + server.address().port })));
`;

/**
 * Measures how many template messages per second a simulator in its own process accepts, and how many of the same requests the bare server
 * does.
 *
 * @param options rounds per side, in turns, and seconds of each
 * @param log gets one line with the result
 * @throws Error when an answer is not errcode 0
 */
export async function benchSimulator(
	options: { rounds: number; seconds: number },
	log: (line: string) => void,
): Promise<SimulatorBench> {
	const tsx = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
	const simulator = spawn(process.execPath, [tsx, path.join(ROOT, 'simulator', 'cli.ts'), '--seed', 'bench']);
	const bare = spawn(process.execPath, ['-e', BARE_SERVER]);
	try {
		const urls = (await firstLine(simulator)) as { api: string; control: string };
		const { api: bareUrl } = (await firstLine(bare)) as { api: string };
		const requests = await prepare(urls);
		const sides = { ours: urls.api, theirs: bareUrl };
		const rates = { ours: [] as number[], theirs: [] as number[] };
		const answers = { ours: 0, theirs: 0 };
		for (let round = -1; round < options.rounds; round++) {
			const order = round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
			for (const side of order) {
				const count = await load(sides[side], requests, options.seconds);
				// The first round only warms up the engines.
				if (round < 0) continue;
				rates[side].push(count / options.seconds);
				answers[side] += count;
			}
		}
		const speed = (side: 'ours' | 'theirs'): Speed => ({
			perSecond: Math.round(median(rates[side])),
			runs: answers[side],
		});
		const [ours, theirs] = [speed('ours'), speed('theirs')];
		const ratio = Number((ours.perSecond / theirs.perSecond).toFixed(3));
		log(`${ours.perSecond}/s ÷ ${theirs.perSecond}/s of a bare HTTP server = ${ratio}`);
		return { 'simulator.template_send_vs_bare_http': { ratio, ours, theirs, rounds: options.rounds } };
	} finally {
		for (const child of [simulator, bare]) child.kill('SIGTERM');
		await Promise.all([simulator, bare].map(ended));
	}
}

/** Creates an account with followers and a template; returns the requests that send it, ready to be written. */
async function prepare(urls: { api: string; control: string }): Promise<Buffer[]> {
	const control = createControlClient(urls.control);
	const { account } = await control.account({ dailyLimits: { [SEND]: Number.MAX_SAFE_INTEGER } });
	const { templateId } = await control.area('templates', 'add', {
		title: '订单支付成功通知',
		content: CONTENT,
	});
	const { data: token } = await axios.post<{ access_token: string }>(
		`${urls.api}/cgi-bin/stable_token`,
		{ grant_type: 'client_credential', appid: account.appid, secret: account.secret },
		{ proxy: false },
	);
	const requests: Buffer[] = [];
	for (let person = 0; person < FOLLOWERS; person++) {
		const { follower } = await control.follower({ follow: true });
		const body = JSON.stringify({
			touser: follower.openid,
			template_id: templateId,
			url: 'https://example.com/orders/1',
			data: DATA,
		});
		const head = `POST ${SEND}?access_token=${token.access_token} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
		requests.push(Buffer.from(head + body));
	}
	return requests;
}

/** Keeps every connection busy with one request at a time; the client writes raw bytes, so that it does not dominate the measurement. */
async function load(url: string, requests: readonly Buffer[], seconds: number): Promise<number> {
	const { hostname, port } = new URL(url);
	const end = performance.now() + seconds * 1000;
	let sent = 0;
	const next = () => requests[sent++ % requests.length] ?? Buffer.alloc(0);
	const counts = await Promise.all(
		Array.from({ length: CONNECTIONS }, () => drive(connect(Number(port), hostname), next, end)),
	);
	return counts.reduce((sum, count) => sum + count, 0);
}

function drive(socket: Socket, next: () => Buffer, end: number): Promise<number> {
	return new Promise((resolve, reject) => {
		let answers = 0;
		let text = '';
		socket.setNoDelay(true).setEncoding('latin1');
		socket.once('error', reject);
		socket.on('data', (chunk) => {
			text += String(chunk);
			if (!text.endsWith('}')) return;
			if (!text.startsWith('HTTP/1.1 200') || !text.includes('"errcode":0,')) {
				socket.destroy();
				return reject(new Error(`An answer was not errcode 0: ${text}`));
			}
			text = '';
			answers += 1;
			if (performance.now() < end) socket.write(next());
			else socket.end(() => resolve(answers));
		});
		socket.write(next());
	});
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function firstLine(child: ChildProcess): Promise<unknown> {
	if (!child.stdout) throw new Error('The process has no output');
	for await (const line of createInterface(child.stdout)) return JSON.parse(line) as unknown;
	throw new Error('A server ended before it was up');
}
