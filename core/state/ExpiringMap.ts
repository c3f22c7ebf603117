import { BoundedMap } from './BoundedMap';

/** A {@link BoundedMap} whose entries end at a time of their own. The clock is the caller's. */
export class ExpiringMap<V> {
	private readonly entries: BoundedMap<{ value: V; until: number }>;

	/** @param most how many entries are kept, at least 1 */
	constructor(most: number) {
		this.entries = new BoundedMap(most);
	}

	/**
	 * Gives a value whose time is not over, and lets go of those in front whose time is: where all last equally long, of all of them.
	 *
	 * @param now Unix milliseconds
	 */
	get(key: string, now: number): V | undefined {
		for (const [oldest, { until }] of this.entries) {
			if (until > now) break;
			this.entries.delete(oldest);
		}
		const entry = this.entries.get(key);
		return entry && entry.until > now ? entry.value : undefined;
	}

	/**
	 * Keeps a value as the latest one.
	 *
	 * @param until Unix milliseconds of its end
	 */
	set(key: string, value: V, until: number): void {
		this.entries.set(key, { value, until });
	}

	/** Lets go of a value before its time. */
	delete(key: string): void {
		this.entries.delete(key);
	}

	/** How many entries are kept at the moment. */
	get size(): number {
		return this.entries.size;
	}

	/** What is kept at the moment, the oldest first. */
	get values(): V[] {
		return [...this.entries.values()].map(({ value }) => value);
	}
}
