import { BoundedMap } from './BoundedMap';

/** Callers may have read the clock a while before; a time further back than this means that the clock was set back. */
const SET_BACK_MS = 60_000;

/**
 * A {@link BoundedMap} whose entries expire, each at its own time. The caller passes the time; if the clock was set back, the expiry of the
 * earlier entries is no longer known, and they are dropped.
 */
export class ExpiringMap<V> {
	private readonly entries: BoundedMap<{ value: V; until: number }>;
	private latest = 0;

	/** @param most how many entries are kept, at least 1 */
	constructor(most: number) {
		this.entries = new BoundedMap(most);
	}

	/**
	 * Returns a value that has not expired. Also drops expired entries from the front: all expired ones, if every entry is kept equally long.
	 *
	 * @param now Unix milliseconds
	 */
	get(key: string, now: number): V | undefined {
		this.see(now);
		for (const [oldest, { until }] of this.entries) {
			if (until > now) break;
			this.entries.delete(oldest);
		}
		const entry = this.entries.get(key);
		return entry && entry.until > now ? entry.value : undefined;
	}

	/**
	 * Keeps a value as the latest entry.
	 *
	 * @param now Unix milliseconds
	 * @param keepMs how long it is kept
	 */
	set(key: string, value: V, now: number, keepMs: number): void {
		this.see(now);
		this.entries.set(key, { value, until: now + keepMs });
	}

	/** Drops a value before it expires. */
	delete(key: string): void {
		this.entries.delete(key);
	}

	/** How many entries are currently kept. */
	get size(): number {
		return this.entries.size;
	}

	/** The current values, the oldest first. */
	get values(): V[] {
		return [...this.entries.values()].map(({ value }) => value);
	}

	/** Detects a clock that was set back, before every read and write: entries written after that are valid again. */
	private see(now: number): void {
		if (now < this.latest - SET_BACK_MS) {
			this.entries.clear();
			this.latest = now;
		}
		this.latest = Math.max(this.latest, now);
	}
}
