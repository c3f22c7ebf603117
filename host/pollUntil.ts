import { setMaxListeners } from 'node:events';
import pWaitFor from 'p-wait-for';

/** Options of {@link pollUntil}. */
export interface PollOptions {
	/** Timeout, ms. */
	timeoutMs?: number;
	/** Pause between two polls, ms. */
	intervalMs?: number;
}

/**
 * Polls until `look` returns something other than undefined. An error of `look` ends the wait.
 *
 * @param what to wait for, for the error
 * @param seen returns what was there instead, for the error
 * @throws after `timeoutMs` (30 s)
 */
export async function pollUntil<T>(
	what: string,
	look: () => Promise<T | undefined>,
	options: PollOptions = {},
	seen: () => string = () => '',
): Promise<T> {
	const { timeoutMs = 30_000, intervalMs = 100 } = options;
	const signal = AbortSignal.timeout(timeoutMs);
	// p-wait-for adds a listener with every poll, and Node.js would warn about the eleventh.
	setMaxListeners(0, signal);
	let found: T | undefined;
	try {
		await pWaitFor(async () => (found = await look()) !== undefined, { interval: intervalMs, signal });
	} catch (error) {
		if (error !== signal.reason) throw error;
		const instead = seen();
		throw new Error(`Waited ${timeoutMs / 1000} s for ${what} in vain${instead && `; ${instead}`}`);
	}
	return found as T;
}
