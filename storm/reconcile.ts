import { type Absence, type ExecutionEntry, outcomeOf, isUnexplained } from './pushOutcome';

/** A push in the platform's records. */
export interface PushEntry {
	number: number;
	/** Whether the platform got an acknowledgement. */
	acknowledged: boolean;
	/** Why its last delivery failed, if it did: then it was never acknowledged, and the sender's phone shows a fault. */
	refusal?: string;
}

/** An item of a bulk send in its caller's records. */
export interface SendEntry {
	number: number;
	/** What the node last reported about it; undefined when there was never an answer. */
	said: 'delivered' | 'not delivered' | 'unknown' | undefined;
}

/** A message that reached somebody's phone, in the platform's records. */
export interface PhoneEntry {
	/** `template` and `text` answer a push, `bulk` is an item of a bulk send. */
	kind: 'template' | 'text' | 'bulk';
	number: number;
}

/** All records of a storm. */
export interface Records {
	pushes: readonly PushEntry[];
	executions: readonly ExecutionEntry[];
	sends: readonly SendEntry[];
	phones: readonly PhoneEntry[];
	/** When which part of the installation was down. */
	absences: readonly Absence[];
}

/** The result of comparing the records. */
export interface Balance {
	pushes: { sent: number; acknowledged: number; executed: number; lost: number; doubledEffects: number };
	sends: { items: number; delivered: number; doubled: number; unknown: number; unlisted: number };
	/** What n8n does not repeat: acknowledged pushes whose executions were all interrupted, by the part that was stopped. */
	interrupted: Record<string, number>;
	/** Processes of n8n that ended although nothing was done to them. */
	unexplainedEnds: number;
	/** Push numbers and their problems, for the investigation. */
	findings: string[];
}

/**
 * Compares the records.
 *
 * An acknowledged push is **executed** when one of its executions reached the end, or all its effects are on a phone; see {@link outcomeOf}
 * for when it was **interrupted**; otherwise it is **lost**. It is also lost when an effect is on no phone although a node reports that
 * WeChat accepted it, or although no node reports anything and the execution succeeded. A message of one push, or one item, that is on a
 * phone twice is doubled. An item is **unknown** when the node reported it as not or possibly not delivered, and **unlisted** when it is
 * neither on a phone nor reported.
 */
export function reconcile({ pushes, executions, sends, phones, absences }: Records): Balance {
	const findings: string[] = [];
	const copies = countBy(phones, ({ kind, number }) => `${kind} ${number}`);
	const byPush = groupBy(executions, ({ push }) => push);
	const acknowledged = pushes.filter((push) => push.acknowledged);
	const outcomes = countBy(acknowledged, ({ number }) => {
		const own = byPush.get(number) ?? [];
		const outcome = outcomeOfPush(own, (kind) => copies.has(`${kind} ${number}`), absences);
		if (outcome !== EXECUTED) findings.push(`push ${number}: ${outcome} ${told(own)}`);
		return outcome;
	});
	const extra = (kinds: readonly string[]) =>
		[...copies].reduce((sum, [name, count]) => {
			if (count === 1 || !kinds.includes(name.split(' ')[0] ?? '')) return sum;
			findings.push(`${name}: on the phone ${count} times ${told(byPush.get(numberOf(name)) ?? [])}`);
			return sum + count - 1;
		}, 0);
	const missing = sends.filter(({ number }) => !copies.has(`bulk ${number}`));
	const unlisted = missing.filter(({ said }) => said === undefined || said === 'delivered');
	for (const { number, said } of unlisted)
		findings.push(`bulk ${number}: not on the phone, ${said ?? 'unnamed'}`);
	const ends = absences.filter((absence) => isUnexplained(absence, absences));
	for (const { part, fromMs } of ends) findings.push(`${part}: ended by itself at ${timeOf(fromMs)}`);
	const { executed = 0, lost = 0, ...interrupted } = Object.fromEntries(outcomes);
	return {
		pushes: {
			sent: pushes.length,
			acknowledged: acknowledged.length,
			executed,
			lost,
			doubledEffects: extra(['template', 'text']),
		},
		sends: {
			items: sends.length,
			delivered: sends.length - missing.length,
			doubled: extra(['bulk']),
			unknown: missing.length - unlisted.length,
			unlisted: unlisted.length,
		},
		interrupted,
		unexplainedEnds: ends.length,
		findings,
	};
}

/**
 * Whether enough succeeded for the zeros of a balance to mean something: an installation that refuses everything loses nothing.
 *
 * @param balance from {@link reconcile}
 */
export function isTelling({ pushes, sends }: Pick<Balance, 'pushes' | 'sends'>): boolean {
	return pushes.executed * 4 >= pushes.sent && sends.delivered * 4 >= sends.items;
}

const EXECUTED = 'executed';
const LOST = 'lost';

/** `executed`, `lost`, or the part that was stopped. */
function outcomeOfPush(
	executions: readonly ExecutionEntry[],
	isOnPhone: (kind: 'template' | 'text') => boolean,
	absences: readonly Absence[],
): string {
	const said = executions.flatMap(({ reportedDelivered }) => reportedDelivered);
	if (!said.every(isOnPhone)) return LOST;
	// An execution that did everything while the database was down has left no other trace.
	if (isOnPhone('template') && isOnPhone('text')) return EXECUTED;
	const outcome = outcomeOf(executions, absences);
	const failed = executions.flatMap(({ reportedFailed }) => reportedFailed);
	const isNamed = (kind: 'template' | 'text') => isOnPhone(kind) || failed.includes(kind);
	if (outcome.kind === EXECUTED && !(isNamed('template') && isNamed('text'))) return LOST;
	return outcome.kind === 'interrupted' ? outcome.by : outcome.kind;
}

function told(executions: readonly ExecutionEntry[]): string {
	const lines = executions.map(
		({ id, status, reached, error = '', writtenMs, endedMs, begunBy }) =>
			`${id} ${status} at ${reached}, ${timeOf(writtenMs)}–${timeOf(endedMs)}, ${begunBy.join('+') || 'not begun'} ${error}`,
	);
	return `(${lines.map((line) => line.trim()).join('; ')})`;
}

const timeOf = (ms: number | undefined): string =>
	ms === undefined ? '' : new Date(ms).toISOString().slice(11, 23);

const numberOf = (name: string): number => (name.startsWith('bulk') ? -1 : Number(name.split(' ')[1]));

/** Counts entries by a name. */
export function countBy<T>(entries: readonly T[], nameOf: (entry: T) => string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const entry of entries) {
		const name = nameOf(entry);
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return counts;
}

function groupBy<T>(entries: readonly T[], keyOf: (entry: T) => number): Map<number, T[]> {
	const groups = new Map<number, T[]>();
	for (const entry of entries) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry]);
	return groups;
}
