import { BoundedMap } from '../state/BoundedMap';
import { leastBetween, type Moment } from '../state/Moment';

/** Tells what became of a push: `true` accepted, `false` failed, undefined while undecided. */
export type Outcome = () => boolean | undefined;

/** Whether a push is to be handled. */
export type DeliveryStatus =
	/** Not claimed yet: handle it. */
	| 'new'
	/** An earlier delivery is being handled: its outcome decides. */
	| 'open'
	/** An earlier delivery was accepted: acknowledge and do nothing. */
	| 'accepted';

/** Remembers pushes, so that a repeated delivery does not start a second execution. */
export interface PushMemory {
	/**
	 * Claims a push if it is new.
	 *
	 * @param key name of the push
	 * @param at the current moment
	 * @param outcome tells later what became of this delivery; used only if it claimed the push
	 * @param keepMs from now on, how long accepted pushes are remembered; the memory's own limit by default
	 */
	claim(key: string, at: Moment, outcome: Outcome, keepMs?: number): DeliveryStatus;
	/** Records the outcome of a push that has been answered, so that only its name stays in memory. */
	settle(key: string): void;
	/** Whether a push is remembered, whatever its outcome. */
	has(key: string): boolean;
	/** Forgets expired pushes. */
	forget(at: Moment): void;
	/** Forgets that many of the oldest pushes, whether expired or not. */
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
 * Creates a memory for pushes. A failed delivery is forgotten, so that the next one is handled. An accepted one is forgotten when its time
 * is over by both clocks: if the time of day jumps ahead, nothing expires early, and if it is set back, which makes a recorded push fresh
 * again, nothing expires meanwhile.
 *
 * @param limits `keepMs` how long an accepted push is remembered: longer than WeChat repeats deliveries and longer than a recorded push
 *   would be accepted; `maxEntries` beyond which the oldest are forgotten
 */
export function createPushMemory(limits: { keepMs: number; maxEntries: number }): PushMemory {
	// Iteration follows insertion order: the oldest entries come first.
	const entries = new BoundedMap<Entry>(limits.maxEntries);

	const settle = (key: string): DeliveryStatus => {
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

	/** The limit of the latest claim. */
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
			const status = settle(key);
			if (status === 'new') entries.set(key, { claimedAt: at, outcome });
			return status;
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
