/** A push as the platform's books have it. */
export interface PushEntry {
	number: number;
	/** Whether the platform was told that it arrived. */
	acknowledged: boolean;
}

/** An execution as n8n's database has it. */
export interface ExecutionEntry {
	id: string;
	/** The push that started it. */
	push: number;
	status: string;
	/** Whether it came to the nodes that have an effect; what they could not do stands in its output then. */
	acted: boolean;
}

/** An item of a bulk send as its caller has it. */
export interface SendEntry {
	number: number;
	/** What the node said of it last; undefined when no answer was ever had. */
	said: 'delivered' | 'not delivered' | 'unknown' | undefined;
}

/** A message that reached somebody's phone, as the platform has it. */
export interface PhoneEntry {
	/** `template` and `text` answer a push, `bulk` is an item of a bulk send. */
	kind: 'template' | 'text' | 'bulk';
	number: number;
}

/** All books of a storm. */
export interface Books {
	pushes: readonly PushEntry[];
	executions: readonly ExecutionEntry[];
	sends: readonly SendEntry[];
	phones: readonly PhoneEntry[];
}

/** What the books say together. */
export interface Balance {
	pushes: { sent: number; acknowledged: number; executed: number; lost: number; doubledEffects: number };
	sends: { items: number; delivered: number; doubled: number; unknown: number; unlisted: number };
	/** What n8n does not do again: acknowledged pushes whose only executions ended in the middle. */
	interrupted: number;
	/** Push numbers and what is wrong, for whoever has to find out why. */
	findings: string[];
}

/**
 * Compares the books.
 *
 * An acknowledged push is **executed** when one of its executions came to its effects, or an effect is on a phone; it was
 * **interrupted** when all its executions ended before that because their process died; otherwise it is **lost**. A message of
 * one push, or one item, that stands on a phone twice is doubled. An item is **unknown** when the node named it as not or perhaps
 * not delivered, and **unlisted** when it is neither on a phone nor named.
 */
export function reconcile({ pushes, executions, sends, phones }: Books): Balance {
	const findings: string[] = [];
	const copies = countBy(phones, ({ kind, number }) => `${kind} ${number}`);
	const byPush = groupBy(executions, ({ push }) => push);
	const acknowledged = pushes.filter((push) => push.acknowledged);
	const became = countBy(acknowledged, ({ number }) => {
		const fate = fateOf(byPush.get(number) ?? [], copies, number);
		if (fate !== 'executed') findings.push(`push ${number}: ${fate} ${told(byPush.get(number) ?? [])}`);
		return fate;
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
	return {
		pushes: {
			sent: pushes.length,
			acknowledged: acknowledged.length,
			executed: became.get('executed') ?? 0,
			lost: became.get('lost') ?? 0,
			doubledEffects: extra(['template', 'text']),
		},
		sends: {
			items: sends.length,
			delivered: sends.length - missing.length,
			doubled: extra(['bulk']),
			unknown: missing.length - unlisted.length,
			unlisted: unlisted.length,
		},
		interrupted: became.get('interrupted') ?? 0,
		findings,
	};
}

function fateOf(
	executions: readonly ExecutionEntry[],
	copies: ReadonlyMap<string, number>,
	number: number,
): 'executed' | 'interrupted' | 'lost' {
	const isOnPhone = copies.has(`template ${number}`) || copies.has(`text ${number}`);
	if (isOnPhone || executions.some(({ acted }) => acted)) return 'executed';
	// An execution that ended well without an effect was stopped as a double: another one has to have done the work.
	return executions.some(({ status }) => status !== 'success') ? 'interrupted' : 'lost';
}

function told(executions: readonly ExecutionEntry[]): string {
	return `(${executions.map(({ id, status, acted }) => `${id} ${status}${acted ? ' acted' : ''}`).join(', ')})`;
}

const numberOf = (name: string): number => (name.startsWith('bulk') ? -1 : Number(name.split(' ')[1]));

function countBy<T>(entries: readonly T[], nameOf: (entry: T) => string): Map<string, number> {
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
