/**
 * Spaces starts evenly so that no more than `perSecond` happen in a second.
 *
 * @param perSecond 0 = no cap
 * @param now Unix milliseconds
 * @param sleep waits that many milliseconds
 * @returns a function that resolves when the next start may happen
 */
export function rateCap(
	perSecond: number,
	now: () => number,
	sleep: (milliseconds: number) => Promise<void>,
): () => Promise<void> {
	if (perSecond <= 0) return async () => {};
	const gap = 1000 / perSecond;
	let nextStart = 0;
	return async () => {
		const start = Math.max(now(), nextStart);
		nextStart = start + gap;
		const wait = start - now();
		if (wait > 0) await sleep(wait);
	};
}
