/** A moment by two clocks. */
export interface Moment {
	/** The machine's time of day, Unix milliseconds: it may be set, and it goes on while the machine is suspended. */
	now: number;
	/** Milliseconds of a monotonic clock. */
	elapsed: number;
}

/** The least number of milliseconds that have passed, by either clock: use it for what must be kept long enough. */
export function leastBetween(from: Moment, to: Moment): number {
	return Math.min(to.now - from.now, to.elapsed - from.elapsed);
}

/** The most milliseconds that may have passed, by either clock: use it for what must not be used too long. */
export function mostBetween(from: Moment, to: Moment): number {
	return Math.max(to.now - from.now, to.elapsed - from.elapsed);
}
