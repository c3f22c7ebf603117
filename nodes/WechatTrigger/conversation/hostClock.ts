import { sleep } from 'n8n-workflow';

/** The time of this process; tests put their own in its place. */
export const hostClock = {
	/** Unix milliseconds. */
	now: () => Date.now(),
	sleep: async (milliseconds: number): Promise<void> => await sleep(milliseconds),
};
