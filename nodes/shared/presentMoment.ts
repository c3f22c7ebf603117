import type { Moment } from '../../core/state/Moment';

/**
 * Milliseconds of the process's monotonic clock: intervals measured by it are not affected when the machine's time of day is set. It means
 * nothing to another process.
 */
export function elapsedMs(): number {
	return performance.now();
}

/** The current moment by both clocks of the process. */
export function presentMoment(): Moment {
	return { now: Date.now(), elapsed: elapsedMs() };
}
