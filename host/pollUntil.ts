import { setTimeout as sleep } from 'node:timers/promises';

export interface PollOptions {
	/** How long to go on, ms. */
	timeoutMs?: number;
	/** Pause between two looks, ms. */
	intervalMs?: number;
}

/**
 * Looks again and again until `look` gives something other than undefined. What `look` throws ends the wait.
 *
 * @param what what is waited for, for the error
 * @param seen what was there instead, for the error
 * @throws after `timeoutMs` (30 s)
 */
export async function pollUntil<T>(
	what: string,
	look: () => Promise<T | undefined>,
	options: PollOptions = {},
	seen: () => string = () => '',
): Promise<T> {
	const { timeoutMs = 30_000, intervalMs = 100 } = options;
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() >= deadline) {
			const instead = seen();
			throw new Error(`Waited ${timeoutMs / 1000} s for ${what} in vain${instead && `; ${instead}`}`);
		}
		await sleep(intervalMs);
	}
}
