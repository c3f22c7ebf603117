/**
 * Works on `count` items with a bounded number in flight, starting them in order.
 *
 * @param count how many items there are
 * @param limit how many may be in flight, at least 1
 * @param work handles one item; it must not throw (a rejection ends the whole run)
 * @param mayStart asked before each start, may wait (rate cap); `false` starts nothing more, what is in flight is finished
 */
export async function runBounded(
	count: number,
	limit: number,
	work: (index: number) => Promise<void>,
	mayStart: () => boolean | Promise<boolean>,
): Promise<void> {
	let next = 0;
	const lane = async (): Promise<void> => {
		while (next < count) {
			const index = next++;
			if (!(await mayStart())) {
				next = count;
				return;
			}
			await work(index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, count) }, lane));
}
