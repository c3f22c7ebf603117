import { DELIVERY_MS } from './deadline';

/** Which execution has claimed a push. */
export type Claim =
	/** This execution, and the record says so. */
	| 'ours'
	/** Another execution. */
	| 'another'
	/** The record cannot be used. The execution goes on, since handling a push twice is better than losing it. */
	| 'unknown';

/**
 * Access to a record that all processes share. It may lose an entry when two are written at the same moment.
 *
 * @param names to add if they are missing
 * @returns the names that were already there
 */
export type RecordNames = (names: readonly string[]) => Promise<ReadonlySet<string>>;

/** Maximum number of reads; a burst of fifty simultaneous pushes needs up to eight. */
const MAX_READS = 12;
/** After this many consecutive failures the record counts as unusable. */
const MAX_FAILURES = 4;
/**
 * Longer than another process needs between reading and writing the record. A pause is one to three times as long, so that executions that
 * began together do not read together again.
 */
const PAUSE_MS = 40;

/** For each earlier delivery, an execution waits this much longer. */
const STEP_MS = 1000;
const MOST_STEPS = 2;

/** An execution that begins later than this after its push arrived has waited in the queue, probably along with others. */
const QUEUED_MS = 500;
const TURN_MS = 40;
const TURNS = 8;

/**
 * How long an execution waits before it reads the record, so that another one for the same push can claim it first. Two such executions may
 * begin at the same moment when both have waited in the queue. The one for a later delivery then waits a second longer; for deliveries that
 * arrived together, the execution ids decide.
 *
 * @param execution `receivedAt` when the push arrived and `now`, in Unix milliseconds; `CreateTime` when WeChat made it, in Unix seconds,
 *   anything else counts as just now; `id` of the execution, a number in n8n
 */
export function claimDelay(execution: {
	receivedAt: number;
	now: number;
	CreateTime: unknown;
	id: string;
}): number {
	const { receivedAt, now, CreateTime, id } = execution;
	const earlierDeliveries = Math.floor((receivedAt - Number(CreateTime) * 1000) / DELIVERY_MS);
	const turn = now - receivedAt > QUEUED_MS ? Number(id) % TURNS : 0;
	return Math.min(Math.max(earlierDeliveries || 0, 0), MOST_STEPS) * STEP_MS + (turn || 0) * TURN_MS;
}

/**
 * Claims a push for one execution in a record that loses entries under load: it reads until it has seen the entry twice in a row. Only an
 * entry that was there before the first read belongs to another execution. So of several executions at least one goes on, whatever entries
 * get lost.
 *
 * @param names `push`, and `execution`: a name that stays the same if the execution is retried
 * @param record shared by all processes
 * @param wait `sleep` waits that many milliseconds, `random` returns a number from 0 to below 1
 */
export async function claimPush(
	names: { push: string; execution: string },
	record: RecordNames,
	{ sleep, random }: { sleep: (milliseconds: number) => Promise<void>; random: () => number },
): Promise<Claim> {
	const pause = async () => await sleep(PAUSE_MS * (1 + 2 * random()));
	let failures = 0;
	let reads = 0;
	let seenInARow = 0;
	while (reads < MAX_READS) {
		const known = await record([names.push, names.execution]).catch(() => undefined);
		if (!known) {
			if (++failures >= MAX_FAILURES) return reads === 0 ? 'unknown' : 'ours';
			await pause();
			continue;
		}
		failures = 0;
		if (++reads === 1 && known.has(names.push)) return known.has(names.execution) ? 'ours' : 'another';
		seenInARow = known.has(names.push) ? seenInARow + 1 : 0;
		if (seenInARow === 2) return 'ours';
		await pause();
	}
	return 'ours';
}
