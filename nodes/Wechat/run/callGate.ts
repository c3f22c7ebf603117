import type { RunOptions } from './runOptions';

/** Starts work when the run's limits allow it; returns its result. */
export type CallGate = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Creates the gate that all calls of one run pass through, whichever item they belong to and however many one item needs.
 *
 * @param options how many calls may be in flight, and how many may start per second
 * @param now milliseconds of a monotonic clock
 * @param sleep waits that many milliseconds; if it rejects, the slot is freed for the next call and the caller gets the error
 */
export function callGate(
	options: RunOptions,
	now: () => number,
	sleep: (milliseconds: number) => Promise<void>,
): CallGate {
	const paced = options.perSecond > 0 ? createRateLimit(options.perSecond, now, sleep) : undefined;
	const waiting: Array<() => void> = [];
	let inFlight = 0;
	return async (work) => {
		if (inFlight >= options.inFlight) await new Promise<void>((proceed) => waiting.push(proceed));
		else inFlight += 1;
		try {
			if (paced) await paced();
			return await work();
		} finally {
			const next = waiting.shift();
			// The slot passes to the call that has waited longest, so the count stays.
			if (next) next();
			else inFlight -= 1;
		}
	};
}

/**
 * Spaces starts evenly so that no more than `perSecond` happen in a second.
 *
 * @param perSecond more than 0
 * @param now milliseconds of a monotonic clock
 * @param sleep waits that many milliseconds
 * @returns a function that resolves when the next start may happen
 * @internal
 */
export function createRateLimit(
	perSecond: number,
	now: () => number,
	sleep: (milliseconds: number) => Promise<void>,
): () => Promise<void> {
	const gap = 1000 / perSecond;
	let nextStart = 0;
	return async () => {
		const time = now();
		const start = Math.max(time, nextStart);
		nextStart = start + gap;
		if (start > time) await sleep(start - time);
	};
}
