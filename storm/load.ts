import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { PushEntry, SendEntry } from './reconcile';
import type { StormSetup } from './setUpStorm';
import { workersOf } from './workersOf';

/** What the callers of the installation know after the load. */
export interface LoadRecords {
	pushes: PushEntry[];
	sends: SendEntry[];
}

/** A load in progress. */
export interface Load {
	/** The worker that runs a bulk send, if any. */
	bulkWorker(): Promise<0 | 1 | undefined>;
	/** Pushes and items of bulk sends so far. */
	progress(): string;
	done: Promise<LoadRecords>;
}

/** Faults of the platform by share of the calls: a tenth in total. */
const FAULTS = [
	{ rate: 0.025, drop: 'before' },
	{ rate: 0.025, drop: 'after' },
	{ rate: 0.02, errcode: -1 },
	{ rate: 0.013, errcode: 40001 },
	// Each of them delays a run by a minute.
	{ rate: 0.002, errcode: 45011 },
	{ rate: 0.015, delayMs: 2000 },
] as const;

const BULK = 20;
/**
 * Maximum number of calls of a bulk send without an answer; all of them within the ten minutes for which the platform remembers its ids.
 */
const CALLS = 8;
const CALLING_MS = 480_000;
/** A call whose execution n8n has lost gets no answer; one that WeChat asks to slow down takes a minute longer. */
const ANSWER_MS = 90_000;

/** Sets the platform's faults for sent messages. */
export async function addFaults({ simulator }: StormSetup): Promise<void> {
	for (const fault of FAULTS) {
		await simulator.control.fault({ match: '/cgi-bin/message/*', ...fault });
	}
}

/**
 * Starts the load: pushes and bulk sends, spread evenly over the time.
 *
 * @param setup of the load
 * @param sizes number of pushes and items, and the duration
 */
export function startLoad(
	setup: StormSetup,
	sizes: { pushes: number; sends: number; lastsMs: number; seed: string },
): Load {
	const pushes: PushEntry[] = [];
	const sends: SendEntry[] = [];
	const pushing = evenly(sizes.pushes, sizes.lastsMs, async (number) => {
		pushes.push(await push(setup, number));
	});
	const chunks = Math.ceil(sizes.sends / BULK);
	const sending = evenly(chunks, sizes.lastsMs, async (chunk) => {
		const count = Math.min(BULK, sizes.sends - chunk * BULK);
		const numbers = Array.from({ length: count }, (_, index) => chunk * BULK + index);
		sends.push(...(await sendBulk(setup, numbers, sizes.seed)));
	});
	return {
		bulkWorker: async () => await workerAtBulk(setup),
		progress: () => `${pushes.length} pushes, ${sends.length} items of bulk sends`,
		done: Promise.all([pushing, sending]).then(() => ({ pushes, sends })),
	};
}

async function workerAtBulk({ installation, bulkWorkflow }: StormSetup): Promise<0 | 1 | undefined> {
	const running = await installation.postgres
		.query(`SELECT id FROM execution_entity WHERE status = 'running' AND "workflowId" = '${bulkWorkflow.id}'`)
		// It may be down.
		.catch(() => []);
	const workers = workersOf(installation.log());
	const names = running.flatMap((id) => workers.get(id)?.begunBy.at(-1) ?? []);
	const found = installation.workers.findIndex(({ name }) => names.includes(name));
	return found === 0 || found === 1 ? found : undefined;
}

/** Sends a push, which the platform delivers up to three times, and records the result. */
async function push({ simulator, pushAccount }: StormSetup, number: number): Promise<PushEntry> {
	const { account, openids } = pushAccount;
	const { outcome, attempts } = await simulator.control.push({
		appid: account.appid,
		openid: openids[number % openids.length],
		message: { MsgType: 'text', Content: `P${number}` },
	});
	const { status = null, failure = null } = attempts.at(-1) ?? {};
	const refusal = failure ?? `status ${status}`;
	return {
		number,
		acknowledged: outcome === 'acknowledged',
		...(outcome === 'acknowledged' ? {} : { refusal }),
	};
}

/** Calls until every item is delivered, like a client with an order number for each: the ids stay the same. */
async function sendBulk(
	{ bulkUrl, bulkAccount }: StormSetup,
	numbers: number[],
	seed: string,
): Promise<SendEntry[]> {
	const { openids } = bulkAccount;
	const said = new Map<number, SendEntry['said']>();
	const startedAt = Date.now();
	for (let call = 1; call <= CALLS && Date.now() - startedAt < CALLING_MS; call++) {
		const open = numbers.filter((number) => said.get(number) !== 'delivered');
		if (open.length === 0) break;
		const messages = open.map((number) => ({
			openid: openids[number % openids.length],
			text: `B${number}`,
			id: `storm-${seed}-${number}`,
		}));
		const answer = await axios
			.post<unknown>(bulkUrl, { messages }, { proxy: false, timeout: ANSWER_MS, validateStatus: () => true })
			.catch(() => undefined);
		const items = answer?.status === 200 && Array.isArray(answer.data) ? (answer.data as object[]) : [];
		if (items.length === open.length) open.forEach((number, index) => said.set(number, wordOf(items[index])));
		// Immediately refused calls must not all be used up while the database is down.
		else await sleep(Math.min(2000 * 2 ** (call - 1), 30_000));
	}
	return numbers.map((number) => ({ number, said: said.get(number) }));
}

function wordOf(item: object = {}): SendEntry['said'] {
	if ('msgid' in item) return 'delivered';
	return JSON.stringify(item).match(/unknown|may have/i) ? 'unknown' : 'not delivered';
}

async function evenly(count: number, lastsMs: number, work: (index: number) => Promise<void>): Promise<void> {
	const startedAt = Date.now();
	await Promise.all(
		Array.from({ length: count }, async (_, index) => {
			await sleep(startedAt + (index * lastsMs) / count - Date.now());
			await work(index);
		}),
	);
}
