import { BoundedMap } from './BoundedMap';
import { processStore } from './processStore';

/** How many different lines a limiter tracks; the count of a dropped one starts over. */
const MAX_LINES = 1_000;

/** Minimum time between two identical lines. */
const EVERY_MS = 60_000;

/** Suppresses log lines that repeat too soon. */
export interface LogRateLimiter {
	/**
	 * Decides whether a line may be written now.
	 *
	 * @param now Unix milliseconds
	 * @returns how many times the line was suppressed before; undefined when it must not be written now
	 */
	admit(line: string, now: number): number | undefined;
	/** How many lines it currently tracks. */
	readonly size: number;
}

/**
 * Appends to a line how often it was suppressed before.
 *
 * @param suppressed result of {@link LogRateLimiter.admit}
 */
export function withSuppressed(line: string, suppressed: number): string {
	return suppressed === 0 ? line : `${line} (and ${suppressed} more times since the last line)`;
}

/**
 * Makes a limiter.
 *
 * @internal for its test
 * @param everyMs minimum time between two identical lines
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
 * Creates a rate limiter that admits the same line once a minute, for lines that outsiders or an unreachable receiver could trigger
 * endlessly. Each process has its own.
 *
 * @param name what the lines are about, in a few words
 * @returns a getter of the limiter; never keep what it returns at the top level of a module, since a reset replaces it
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
