import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { pollUntil } from '../host/pollUntil';
import { compareRates, measureInTurns, type SendRatio } from './sendRates';
import {
	forgetPeak,
	readMemory,
	SEND_CREDENTIAL,
	SEND_PATH,
	startSendPlatform,
	type SendTestbed,
} from './sendTestbed';
import { chainOf, IN_FLIGHT, wechat } from './sendWorkflow';

/** A broadcast to many: its memory use, and whether its counts agree with the platform's. */
export interface LongBroadcast {
	recipients: number;
	/** `--max-old-space-size` of n8n. */
	heapLimitMb: number;
	/** Heap in use before, and the minimum of the first and of the last fifth of the run: what garbage collection left. */
	heapMb: { idle: number; early: number; late: number };
	/** Resident size of the process: before, and its maximum. */
	residentMb: { idle: number; peak: number };
	perSecond: number;
	seconds: number;
	/** Counts in its summary. */
	sent: number;
	failed: number;
	/** Number of output items: the summary and one per failure, 1000 of them at most. */
	items: number;
	/** Rows of the file of failures. */
	rows: number;
	/** Messages that reached somebody, by the platform's count. */
	delivered: number;
	/** Memory of the platform's process afterwards. */
	simulatorMb: number;
}

/** Result of the bench. */
export type BroadcastBench = Record<string, SendRatio | LongBroadcast>;

/** Messages of one round of either side. */
const ROUND = 10_000;
/** Above the heap that n8n uses when it has nothing to do. */
const HEAP_ABOVE_IDLE_MB = 512;
/** Share refused by the platform: enough that not all of them become items. */
const REFUSED = 0.002;
const NOT_FOLLOWING = { errcode: 43004, errmsg: 'require subscribe' };
const MEGABYTE = 1024 * 1024;

/**
 * Measures Send to Followers in a real n8n: ÷ the bulk send of as many items with as many calls in flight, and the memory of one long run
 * with a limited heap in which the platform refuses some of the messages.
 *
 * @param options rounds of each side, in turns; recipients of the long run, 0 to leave it out
 * @param log progress
 * @throws when a message of the short runs is refused, or the long run fails
 */
export async function benchBroadcast(
	options: { rounds: number; recipients: number },
	log: (line: string) => void,
): Promise<BroadcastBench> {
	const platform = await startSendPlatform();
	try {
		const { control } = platform;
		await control.area('users', 'generate', { count: Math.max(ROUND, options.recipients) });
		let started = await platform.startHost();
		const idle = await heapUsed(started.host.url);
		const result: BroadcastBench = {};
		if (options.rounds > 0) {
			const testbed = { ...platform, ...started };
			const cases = {
				bulk: { items: ROUND, inFlight: IN_FLIGHT, node: wechat(testbed, IN_FLIGHT) },
				broadcast: { items: ROUND, inFlight: IN_FLIGHT, node: broadcast(testbed, ROUND), given: 1 },
			};
			const rates = await measureInTurns(testbed, cases, options.rounds, log);
			result['broadcast.vs_bulk_send'] = compareRates(rates.broadcast, rates.bulk);
		}
		await started.host.stop();
		if (options.recipients === 0) return result;
		const heapLimitMb = Math.round(idle / MEGABYTE) + HEAP_ABOVE_IDLE_MB;
		started = await platform.startHost({ heapLimitMb });
		await control.fault({ match: SEND_PATH, rate: REFUSED, ...NOT_FOLLOWING });
		const run = await runLong({ ...platform, ...started }, options.recipients, log);
		result['broadcast.long_run'] = { recipients: options.recipients, heapLimitMb, ...run };
		return result;
	} finally {
		await platform.stop();
	}
}

/** Sends one message to as many of the followers. */
function broadcast(testbed: SendTestbed, maxRecipients: number): object {
	return {
		type: 'n8n-nodes-wechat-mp.wechat',
		typeVersion: 1,
		credentials: { wechatMpApi: { id: null, name: SEND_CREDENTIAL } },
		parameters: {
			resource: 'template',
			operation: 'broadcast',
			recipients: 'all',
			templateId: { __rl: true, mode: 'id', value: testbed.templateId },
			dataInput: 'json',
			dataJson: JSON.stringify({ thing1: '手冲咖啡', amount2: '¥39.80', time3: '2026年11月22日 10:05' }),
			// Every round has the same recipients, and a fresh n8n counts its executions from 1 again.
			options: { maxRecipients, broadcastId: `={{ "${randomUUID().slice(0, 8)}-" + $execution.id }}` },
			runOptions: { inFlight: IN_FLIGHT },
		},
	};
}

type RunOfMany = Omit<LongBroadcast, 'recipients' | 'heapLimitMb'>;

async function runLong(
	testbed: SendTestbed,
	recipients: number,
	log: (line: string) => void,
): Promise<RunOfMany> {
	const { api, pid, url } = testbed.host;
	const nodes = {
		Send: broadcast(testbed, recipients),
		Count: { type: 'n8n-nodes-wechat-mp.benchCount', parameters: {} },
	};
	const { id } = await api.workflows.create(chainOf('broadcast', nodes), testbed.credentialIds);
	await forgetPeak(pid);
	const residentIdle = await readMemory(pid, 'VmRSS');
	const heap = [await heapUsed(url)];
	const before = await testbed.delivered();
	const begun = performance.now();
	const execution = await api.workflows.run(id, 'Start');
	await pollUntil(
		`${recipients} recipients to be told`,
		async () => {
			heap.push(await heapUsed(url));
			if (heap.length % 60 === 0)
				log(`${(await testbed.delivered()) - before} told, ${await readMemory(pid, 'VmRSS')} MB`);
			return (await api.executions.list(id)).find(({ stoppedAt }) => stoppedAt);
		},
		{ timeoutMs: 3_600_000, intervalMs: 1000 },
	);
	const seconds = (performance.now() - begun) / 1000;
	const peak = await readMemory(pid, 'VmHWM');
	const { data, status } = await api.executions.get(execution);
	const counted = data.resultData.runData.Count?.[0]?.data?.main?.[0]?.[0]?.json as Counted | undefined;
	if (!counted) throw new Error(`The broadcast ended as ${status}: ${data.resultData.error?.message ?? ''}`);
	const { summary, items, rows } = counted;
	const fifth = Math.max(1, Math.floor(heap.length / 5));
	const least = (part: number[]) => Math.round(Math.min(...part) / MEGABYTE);
	return {
		heapMb: {
			idle: least(heap.slice(0, 1)),
			early: least(heap.slice(1, 1 + fifth)),
			late: least(heap.slice(-fifth)),
		},
		residentMb: { idle: residentIdle, peak },
		perSecond: Math.round(recipients / seconds),
		seconds: Math.round(seconds),
		sent: summary.sent,
		failed: summary.failed,
		items,
		rows,
		delivered: (await testbed.delivered()) - before,
		simulatorMb: await testbed.residentMb(),
	};
}

interface Counted {
	summary: { sent: number; failed: number };
	items: number;
	rows: number;
}

/** Bytes of V8's heap in use, garbage included, from n8n's metrics. */
async function heapUsed(url: string): Promise<number> {
	const { data } = await axios.get<string>(`${url}/metrics`, { proxy: false, timeout: 60_000 });
	const bytes = Number(/^n8n_nodejs_heap_size_used_bytes (\S+)/m.exec(data)?.[1]);
	if (!(bytes > 0)) throw new Error('n8n tells nothing of its heap');
	return bytes;
}
