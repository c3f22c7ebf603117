import { BoundedMap } from '../state/BoundedMap';
import { processStore } from '../state/processStore';

/** So many lines a limiter tells apart; of one that was dropped, the count begins anew. */
const MAX_LINES = 1_000;

/** How often the same line is written. */
const EVERY_MS = 60_000;

/** Suppresses log lines that repeat too soon. */
export interface LogRateLimiter {
	/**
	 * Asks for a line.
	 *
	 * @param now Unix milliseconds
	 * @returns how many times the line was suppressed before; undefined when it is to be suppressed now
	 */
	admit(line: string, now: number): number | undefined;
	/** How many lines it tells apart at the moment. */
	readonly size: number;
}

/**
 * A line with how often it was suppressed before.
 *
 * @param suppressed as {@link LogRateLimiter.admit} said
 */
export function withSuppressed(line: string, suppressed: number): string {
	return suppressed === 0 ? line : `${line} (and ${suppressed} more times since the last line)`;
}

/**
 * Makes a limiter.
 *
 * @internal for its test
 * @param everyMs how often the same line is admitted
 */
export function createLogRateLimiter(everyMs: number): LogRateLimiter {
	const lines = new BoundedMap<{ at: number; suppressed: number }>(MAX_LINES);
	return {
		admit(line, now) {
			const last = lines.get(line);
			if (last && Math.abs(now - last.at) < everyMs) {
				last.suppressed++;
				return undefined;
			}
			lines.set(line, { at: now, suppressed: 0 });
			return last?.suppressed ?? 0;
		},
		get size() {
			return lines.size;
		},
	};
}

/**
 * Makes the store of what a log writes once a minute at most, for lines that strangers or a receiver that is down could repeat without
 * end. Each process has its own.
 *
 * @param name what the lines are about, in a few words
 * @returns gives the limiter; what it gives is not to be kept at the top level of a module, since a reset replaces it
 */
export function rateLimitedLog({ name }: { name: string }): () => LogRateLimiter {
	return processStore({
		name,
		bound: `${MAX_LINES} lines, the latest ones`,
		elsewhere: 'writes the line as well',
		create: () => createLogRateLimiter(EVERY_MS),
		size: ({ size }) => ({ lines: size }),
	});
}
