import { sleep } from 'n8n-workflow';
import { abortGroup } from './abortGroup';

/** What was waited for is not wanted any more: the execution was cancelled, or its run has ended. */
export class WaitCancelled extends Error {
	constructor() {
		super('the execution was stopped while waiting');
		this.name = 'WaitCancelled';
	}
}

/**
 * Makes a pause that ends at once when the execution is cancelled; n8n's own `sleep` would sit it out.
 *
 * @param signal of the execution; without one the pause cannot be cut short
 * @returns waits that many milliseconds; rejects with {@link WaitCancelled} as soon as the signal is given
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
 * Makes a wait for shared work that ends at once when this execution is cancelled; the work goes on for the others.
 *
 * @param signal of the execution; without one the wait cannot be cut short
 * @returns gives what the work gives; rejects with {@link WaitCancelled} as soon as the signal is given
 */
export function untilAborted(signal: AbortSignal | undefined): <T>(work: Promise<T>) => Promise<T> {
	const waits = abortGroup(signal);
	return async (work) =>
		await new Promise((resolve, reject) => {
			const wait = waits.add({ abort: () => reject(new WaitCancelled()) });
			void work.then(resolve, reject).finally(() => waits.delete(wait));
		});
}
