import { BoundedMap } from '../state/BoundedMap';

/** So many lines a gate tells apart; of one that was let go, the count begins anew. */
export const MAX_LINES = 1_000;

/**
 * Makes a gate that lets each kind of log line through once in a while.
 *
 * @param everyMs how often
 * @returns a function of the line and Unix milliseconds: how many times the line was held back before, or undefined when it
 *   is to be held back now
 */
export function createLogGate(everyMs: number): (line: string, now: number) => number | undefined {
	const lines = new BoundedMap<{ at: number; unsaid: number }>(MAX_LINES);
	return (line, now) => {
		const last = lines.get(line);
		if (last && now - last.at < everyMs) {
			last.unsaid++;
			return undefined;
		}
		lines.set(line, { at: now, unsaid: 0 });
		return last?.unsaid ?? 0;
	};
}
