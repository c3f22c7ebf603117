/** A moment by two clocks. */
export interface Moment {
	/** The machine's time of day, Unix milliseconds: it may jump, and counts on while the machine is paused. */
	now: number;
	/** Milliseconds of a clock that nobody sets. */
	elapsed: number;
}

/** How many milliseconds have passed at least, by either clock: what is to be kept for long enough goes by this. */
export function leastBetween(from: Moment, to: Moment): number {
	return Math.min(to.now - from.now, to.elapsed - from.elapsed);
}

/** How many milliseconds may have passed, by either clock: what must not be used for too long goes by this. */
export function mostBetween(from: Moment, to: Moment): number {
	return Math.max(to.now - from.now, to.elapsed - from.elapsed);
}
