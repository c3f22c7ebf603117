import { untilAborted, WaitCancelled } from './abortableWaits';

/** Work that n8n leaves to something outside this process, which can go away without a word. */
export interface HostWork {
	/** What has not been done when the time is over, as the beginning of a sentence. */
	undone: string;
	/** The part of n8n that it depends on. */
	part: string;
}

/** n8n has said nothing for as long as it was waited for; it will hardly do so for the next one. */
export class SilentHost extends Error {
	constructor({ undone, part }: HostWork, timeoutMs: number) {
		super(`${undone} within ${timeoutMs / 1000} s: check whether its ${part} answers`);
		this.name = 'SilentHost';
	}
}

/**
 * Waits for work of n8n for so long and no longer; what is not waited for any more goes on.
 *
 * @param timeoutMs how long it may take
 * @param what describes it
 * @param work what is waited for
 * @throws what the work throws; SilentHost when the time is over
 */
export async function withinTime<T>(timeoutMs: number, what: HostWork, work: Promise<T>): Promise<T> {
	return await untilAborted(AbortSignal.timeout(timeoutMs))(work).catch((error: unknown) => {
		throw error instanceof WaitCancelled ? new SilentHost(what, timeoutMs) : error;
	});
}
