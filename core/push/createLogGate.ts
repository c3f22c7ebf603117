import { BoundedMap } from '../state/BoundedMap';

/** So many lines a gate tells apart; of one that was let go, the count begins anew. */
export const MAX_LINES = 1_000;

/** Lets each kind of log line through once in a while. */
export interface LogGate {
	/**
	 * Asks for a line.
	 *
	 * @param now Unix milliseconds
	 * @returns how many times the line was held back before; undefined when it is to be held back now
	 */
	pass(line: string, now: number): number | undefined;
	/** How many lines it tells apart at the moment. */
	readonly size: number;
}

/**
 * A line with how often it was held back before.
 *
 * @param unsaid as {@link LogGate.pass} said
 */
export function withUnsaid(line: string, unsaid: number): string {
	return unsaid === 0 ? line : `${line} (and ${unsaid} more times since the last line)`;
}

/**
 * Makes such a gate.
 *
 * @param everyMs how often a line is let through
 */
export function createLogGate(everyMs: number): LogGate {
	const lines = new BoundedMap<{ at: number; unsaid: number }>(MAX_LINES);
	return {
		pass(line, now) {
			const last = lines.get(line);
			if (last && now - last.at < everyMs) {
				last.unsaid++;
				return undefined;
			}
			lines.set(line, { at: now, unsaid: 0 });
			return last?.unsaid ?? 0;
		},
		get size() {
			return lines.size;
		},
	};
}
