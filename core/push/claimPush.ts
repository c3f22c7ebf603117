import { DELIVERY_MS } from './deadline';

/** Whether an execution has become the one execution of a push. */
export type Claim =
	/** This execution is the one, and the record says so. */
	| 'ours'
	/** Another execution has it. */
	| 'another'
	/** The record cannot be used: the execution goes on, since handling a push twice is better than not at all. */
	| 'unknown';

/**
 * A record that all processes share. It may lose an entry when two are made at the same moment.
 *
 * @param names are recorded if they are not there
 * @returns those that were there before
 */
export type RecordNames = (names: readonly string[]) => Promise<ReadonlySet<string>>;

/** Looks at most; a burst of fifty pushes at once needs up to eight. */
const LOOKS = 12;
/** Failures in a row after which the record is given up. */
const FAILURES = 4;
/**
 * Longer than another process needs between reading and writing the record. A pause is one to three times as long, so that
 * executions that began together do not look together again.
 */
const PAUSE_MS = 40;

/** Delivery after delivery, an execution leaves the earlier ones so much more time. */
const STEP_MS = 1000;
const MOST_STEPS = 2;

/** An execution that begins later than this after its push has waited in the queue, and others with it. */
const QUEUED_MS = 500;
const TURN_MS = 40;
const TURNS = 8;

/**
 * How long an execution lets others look first. Two executions of one push may begin at the same moment, when both have waited in
 * the queue. That of a later delivery leaves the earlier one a second; of deliveries that came together, their numbers decide.
 *
 * @param execution `receivedAt` when the push came and `now`, in Unix milliseconds; `CreateTime` when WeChat made it, in Unix
 *   seconds, anything else counts as just now; `id` of the execution, which n8n counts
 */
export function headStart(execution: {
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
 * Claims a push for one execution in a record that loses entries under load: it looks again until its entry was there twice in a
 * row. Only an entry from before the first look is another's, so that of several executions at least one goes on, whatever gets
 * lost.
 *
 * @param names `push`, and `execution`: a name that the same execution has if it is run again
 * @param record which all processes share
 * @param wait `sleep` waits so many milliseconds, `random` gives a number from 0 to below 1
 */
export async function claimPush(
	names: { push: string; execution: string },
	record: RecordNames,
	{ sleep, random }: { sleep: (milliseconds: number) => Promise<void>; random: () => number },
): Promise<Claim> {
	const pause = async () => await sleep(PAUSE_MS * (1 + 2 * random()));
	let failures = 0;
	let looks = 0;
	let stood = 0;
	while (looks < LOOKS) {
		const known = await record([names.push, names.execution]).catch(() => undefined);
		if (!known) {
			if (++failures >= FAILURES) return looks === 0 ? 'unknown' : 'ours';
			await pause();
			continue;
		}
		failures = 0;
		if (++looks === 1 && known.has(names.push)) return known.has(names.execution) ? 'ours' : 'another';
		stood = known.has(names.push) ? stood + 1 : 0;
		if (stood === 2) return 'ours';
		await pause();
	}
	return 'ours';
}
