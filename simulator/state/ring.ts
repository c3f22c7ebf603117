/** The newest `capacity` entries of a log, as plain data. */
export interface Ring<Entry> {
	capacity: number;
	/** How many entries were ever added; the newest is at `(added - 1) % capacity`. */
	added: number;
	entries: Entry[];
}

/**
 * @param capacity how many entries are kept, at least 1
 * @returns an empty ring
 */
export function createRing<Entry>(capacity: number): Ring<Entry> {
	return { capacity, added: 0, entries: [] };
}

/** Adds an entry in constant time; the oldest one is dropped when the ring is full. */
export function addToRing<Entry>(ring: Ring<Entry>, entry: Entry): void {
	ring.entries[ring.added % ring.capacity] = entry;
	ring.added += 1;
}

/**
 * @param limit at most this many entries, the newest ones
 * @returns a new array, oldest first
 */
export function readRing<Entry>(ring: Ring<Entry>, limit = ring.capacity): Entry[] {
	const start = ring.added % ring.entries.length || 0;
	const ordered =
		ring.entries.length < ring.capacity
			? ring.entries
			: [...ring.entries.slice(start), ...ring.entries.slice(0, start)];
	return ordered.slice(Math.max(0, ordered.length - limit));
}
