import { sleep } from 'n8n-workflow';
import { elapsedMs } from '../../shared/presentMoment';

/** The time of this process; tests put their own in its place. */
export const hostClock = {
	/** Unix milliseconds. */
	now: () => Date.now(),
	/** Milliseconds of a clock that nobody sets. */
	elapsed: () => elapsedMs(),
	sleep: async (milliseconds: number): Promise<void> => await sleep(milliseconds),
};
