import type { RunOptions } from './runOptions';

/** Lets work begin when the run's limits allow it; gives what the work gives. */
export type CallGate = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Makes the gate that all calls of one run pass, whichever item they belong to and however many one item needs.
 *
 * @param options how many may be under way at a time, and how many may begin per second
 * @param now milliseconds of a clock that nobody sets
 * @param sleep waits that many milliseconds; a rejection frees the place for the next one and goes to the caller
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
			// The place goes to whoever waits longest, so the count stays.
			if (next) next();
			else inFlight -= 1;
		}
	};
}

/**
 * Spaces starts evenly so that no more than `perSecond` happen in a second.
 *
 * @param perSecond more than 0
 * @param now milliseconds of a clock that nobody sets
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
