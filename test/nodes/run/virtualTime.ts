import type * as n8nWorkflow from 'n8n-workflow';

let ahead = 0;
const slept: number[] = [];
let set = 0;
const realNow = Date.now;
const realElapsed = performance.now;

/** What the waits of our code asked for, in milliseconds, in order. */
export const waits: readonly number[] = slept;

/** Moves the clocks of this process on, and forgets the waits so far. */
export function passTime(milliseconds: number): void {
	ahead += milliseconds;
	slept.length = 0;
}

/** Sets the time of day, while no time passes. */
export function setTime(milliseconds: number): void {
	set += milliseconds;
}

/**
 * n8n-workflow whose `sleep` takes no time: the clocks of this process jump to where the wait ends. For `jest.mock`.
 *
 * Waits side by side end at the latest of their ends, as they would.
 */
export function withoutWaiting(): typeof n8nWorkflow {
	jest.spyOn(Date, 'now').mockImplementation(() => realNow.call(Date) + ahead + set);
	jest.spyOn(performance, 'now').mockImplementation(() => realElapsed.call(performance) + ahead);
	return {
		...jest.requireActual<typeof n8nWorkflow>('n8n-workflow'),
		sleep: async (milliseconds: number) => {
			// To let others go first is no wait.
			if (milliseconds > 0) slept.push(milliseconds);
			const end = performance.now() + milliseconds;
			await new Promise(setImmediate);
			ahead += Math.max(0, end - performance.now());
		},
	};
}
