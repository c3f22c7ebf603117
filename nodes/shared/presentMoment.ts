import type { Moment } from '../../core/state/Moment';

/**
 * Milliseconds since a moment that stays the same as long as the process runs. Nobody sets this clock: what is measured by it neither
 * ends early nor lasts longer when the machine's time of day jumps. It says nothing to another process.
 */
export function elapsedMs(): number {
	return performance.now();
}

/** The present moment by both clocks of the process. */
export function presentMoment(): Moment {
	return { now: Date.now(), elapsed: elapsedMs() };
}
