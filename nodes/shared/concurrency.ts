/**
 * Works on `count` items with a bounded number in flight, starting them in order.
 *
 * @param count how many items there are
 * @param limit how many may be in flight, at least 1
 * @param work handles one item; it must not throw (a rejection ends the whole run)
 * @param mayStart asked before each start; after it returned `false` nothing more is started, and what is in flight is finished
 */
export async function forEachConcurrently(
	count: number,
	limit: number,
	work: (index: number) => Promise<void>,
	mayStart: () => boolean,
): Promise<void> {
	let next = 0;
	const lane = async (): Promise<void> => {
		while (next < count && mayStart()) await work(next++);
	};
	await Promise.all(Array.from({ length: Math.min(limit, count) }, lane));
}

/**
 * Creates a mutex per key: callers for the same key get it in the order in which they asked. Different keys do not wait for one another.
 *
 * @returns a function that resolves when the mutex is acquired, with the function that releases it (call it exactly once)
 */
export function createKeyedMutex(): (key: string) => Promise<() => void> {
	const last = new Map<string, Promise<void>>();
	return async (key) => {
		const before = last.get(key);
		let release: () => void = () => {};
		const mine = new Promise<void>((resolve) => (release = resolve));
		last.set(key, mine);
		if (before) await before;
		return () => {
			// Drop idle queues, or the map grows with every recipient.
			if (last.get(key) === mine) last.delete(key);
			release();
		};
	};
}
