import { BoundedMap } from './BoundedMap';
import { processStore } from './processStore';

/** How many different lines a limiter tracks; the count of a dropped one starts over. */
const MAX_LINES = 1_000;

/** Minimum time between two identical lines. */
const EVERY_MS = 60_000;

/** Suppresses log lines that repeat too soon. */
interface LogRateLimiter {
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

/** The parts of an n8n context that a log line needs. */
interface LogContext {
	getWorkflow(): { id?: string | undefined };
	readonly logger: Record<'warn' | 'error', (line: string) => void>;
}

/** What the owner of a workflow should read. */
interface LogEntry {
	line: string;
	/** Unix milliseconds. */
	now: number;
	/** `warn` unless given. */
	level?: 'warn' | 'error';
	/** Identifies entries of the same kind within the workflow, where their lines differ every time. */
	reason?: string;
}

/**
 * Creates a log that writes the same line once a minute and workflow, for lines that outsiders or an unreachable receiver could trigger
 * endlessly. Each process has its own.
 *
 * @param name what the lines are about, in a few words
 * @returns writes an entry to n8n's log, with the number of entries that were suppressed before it
 */
export function rateLimitedLog({ name }: { name: string }): (n8n: LogContext, entry: LogEntry) => void {
	const limiter = processStore({
		name,
		bound: `${MAX_LINES} lines, the latest ones`,
		elsewhere: 'writes the line as well',
		create: () => createLogRateLimiter(EVERY_MS),
		size: ({ size }) => ({ lines: size }),
	});
	return (n8n, { line, now, level = 'warn', reason = line }) => {
		const suppressed = limiter().admit(`${n8n.getWorkflow().id} ${reason}`, now);
		if (suppressed === undefined) return;
		const more = suppressed === 0 ? '' : ` (and ${suppressed} more times since the last line)`;
		n8n.logger[level](`${line}${more}`);
	};
}
