import { sleep } from 'n8n-workflow';
import { abortGroup } from './abortGroup';

/** Thrown when the result of a wait is no longer needed: the execution was canceled, or its run has ended. */
export class WaitCancelled extends Error {
	constructor() {
		super('the execution was stopped while waiting');
		this.name = 'WaitCancelled';
	}
}

/**
 * Creates a sleep that ends as soon as the execution is canceled; n8n's own `sleep` would not.
 *
 * @param signal of the execution; without one the sleep cannot be aborted
 * @returns a function that waits that many milliseconds; rejects with {@link WaitCancelled} as soon as the signal aborts
 */
export function abortableSleep(signal: AbortSignal | undefined): (milliseconds: number) => Promise<void> {
	if (!signal) return sleep;
	const waits = abortGroup(signal);
	return async (milliseconds) => {
		if (signal.aborted) throw new WaitCancelled();
		await new Promise<void>((resolve, reject) => {
			const wait = waits.add({ abort: () => reject(new WaitCancelled()) });
			void sleep(milliseconds).then(() => {
				waits.delete(wait);
				resolve();
			});
		});
	};
}

/**
 * Creates a wait for shared work that ends as soon as this execution is canceled, while the work goes on for others.
 *
 * @param signal of the execution; without one the wait cannot be aborted
 * @returns a function that returns the result of the work; rejects with {@link WaitCancelled} as soon as the signal aborts
 */
export function untilAborted(signal: AbortSignal | undefined): <T>(work: Promise<T>) => Promise<T> {
	const waits = abortGroup(signal);
	return async (work) =>
		await new Promise((resolve, reject) => {
			const wait = waits.add({ abort: () => reject(new WaitCancelled()) });
			void work.then(resolve, reject).finally(() => waits.delete(wait));
		});
}
