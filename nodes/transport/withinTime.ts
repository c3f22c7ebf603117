import { untilAborted, WaitCancelled } from './abortableWaits';

/** Work for which n8n depends on something outside this process, which may stop responding. */
export interface HostWork {
	/** What was not done in time, as the beginning of a sentence. */
	undone: string;
	/** The part of n8n that it depends on. */
	part: string;
}

/** n8n did not respond in time, and probably will not respond to the next request either. */
export class SilentHost extends Error {
	constructor({ undone, part }: HostWork, timeoutMs: number) {
		super(`${undone} within ${timeoutMs / 1000} s: check whether its ${part} answers`);
		this.name = 'SilentHost';
	}
}

/**
 * Waits for work of n8n for a limited time; after that the work goes on unobserved.
 *
 * @param timeoutMs how long it may take
 * @param what describes it
 * @param work to wait for
 * @throws what the work throws; SilentHost when the time is over
 */
export async function withinTime<T>(timeoutMs: number, what: HostWork, work: Promise<T>): Promise<T> {
	return await untilAborted(AbortSignal.timeout(timeoutMs))(work).catch((error: unknown) => {
		throw error instanceof WaitCancelled ? new SilentHost(what, timeoutMs) : error;
	});
}
