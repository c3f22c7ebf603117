import { BoundedMap } from '../state/BoundedMap';
import { leastBetween, type Moment } from '../state/Moment';

/** What became of a push: `true` accepted, `false` failed, undefined while that is open. */
export type Outcome = () => boolean | undefined;

/** Whether a push is to be handled. */
export type Standing =
	/** Nobody has it: handle it. */
	| 'new'
	/** An earlier attempt is being handled: its outcome decides. */
	| 'open'
	/** An earlier attempt was accepted: acknowledge and do nothing. */
	| 'accepted';

/** Remembers pushes, so that a repeated delivery does not start a second execution. */
export interface PushMemory {
	/**
	 * Asks for a push and, when it is new, takes it.
	 *
	 * @param key name of the push
	 * @param at the present moment
	 * @param outcome tells later what became of the attempt that asks; looked at only when it took the push
	 * @param keepMs how long accepted pushes are remembered by now, where that is not what the memory was made with
	 */
	claim(key: string, at: Moment, outcome: Outcome, keepMs?: number): Standing;
	/** Looks at the outcome of a push that has been answered, so that nothing but its name is kept. */
	settle(key: string): void;
	/** Whether a push is remembered, whatever its outcome. */
	has(key: string): boolean;
	/** Forgets the pushes whose time is over. */
	forget(at: Moment): void;
	/** Forgets so many of the oldest pushes before their time. */
	drop(count: number): void;
	/** How many pushes are remembered. */
	readonly size: number;
}

interface Entry {
	claimedAt: Moment;
	/** Absent once the push has been accepted. */
	outcome?: Outcome;
}

/**
 * Makes a memory for pushes. A failed attempt is forgotten, so the next one is handled. An accepted one is forgotten when its time is
 * over by both clocks: a clock that jumps ahead ends nothing early, and one that is set back, by which a recorded push is fresh once
 * more, ends nothing while that lasts.
 *
 * @param limits `keepMs` how long an accepted push is remembered: longer than WeChat goes on sending it again and than a
 *   recorded one would be accepted; `maxEntries` beyond which the oldest are forgotten
 */
export function createPushMemory(limits: { keepMs: number; maxEntries: number }): PushMemory {
	// A map keeps the order of insertion: the oldest entries are in front.
	const entries = new BoundedMap<Entry>(limits.maxEntries);

	const settle = (key: string): Standing => {
		const entry = entries.get(key);
		if (!entry) return 'new';
		const accepted = entry.outcome ? entry.outcome() : true;
		if (accepted === undefined) return 'open';
		if (accepted) {
			delete entry.outcome;
			return 'accepted';
		}
		entries.delete(key);
		return 'new';
	};

	/** What was last said of it. */
	let keptMs = limits.keepMs;
	const forget = (at: Moment) => {
		for (const [key, { claimedAt }] of entries) {
			if (leastBetween(claimedAt, at) < keptMs) return;
			entries.delete(key);
		}
	};

	return {
		claim(key, at, outcome, keepMs = limits.keepMs) {
			keptMs = keepMs;
			forget(at);
			const standing = settle(key);
			if (standing === 'new') entries.set(key, { claimedAt: at, outcome });
			return standing;
		},
		settle,
		forget,
		drop(count) {
			for (const key of [...entries.keys()].slice(0, count)) entries.delete(key);
		},
		has: (key) => entries.has(key),
		get size() {
			return entries.size;
		},
	};
}
