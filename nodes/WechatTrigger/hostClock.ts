import { sleep } from 'n8n-workflow';
import { elapsedMs } from '../shared/presentMoment';

/** The clocks of this process; tests replace them. */
export const hostClock = {
	/** Unix milliseconds. */
	now: () => Date.now(),
	/** Milliseconds of a monotonic clock. */
	elapsed: () => elapsedMs(),
	sleep: async (milliseconds: number): Promise<void> => await sleep(milliseconds),
};
