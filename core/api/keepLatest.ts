/**
 * Sets an entry and lets the oldest go when there are too many.
 *
 * @param entries in the order in which they were set
 * @param most how many are kept
 */
export function keepLatest<T>(entries: Map<string, T>, key: string, value: T, most: number): void {
	entries.delete(key);
	entries.set(key, value);
	if (entries.size <= most) return;
	const [oldest] = entries.keys();
	if (oldest !== undefined) entries.delete(oldest);
}
