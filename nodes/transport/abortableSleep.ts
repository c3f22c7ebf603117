import { sleep } from 'n8n-workflow';

/** The execution was cancelled while it waited. */
export class WaitCancelled extends Error {
	constructor() {
		super('the execution was cancelled while waiting');
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
	return async (milliseconds) => {
		if (signal.aborted) throw new WaitCancelled();
		await new Promise<void>((resolve, reject) => {
			const cancel = () => reject(new WaitCancelled());
			signal.addEventListener('abort', cancel, { once: true });
			void sleep(milliseconds).then(() => {
				signal.removeEventListener('abort', cancel);
				resolve();
			});
		});
	};
}
