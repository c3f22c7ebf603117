/**
 * Milliseconds since a moment that stays the same as long as the process runs. Nobody sets this clock: what is measured by it neither
 * ends early nor lasts for longer when the time of the machine jumps. It says nothing to another process.
 */
export function elapsedMs(): number {
	return performance.now();
}
