/**
 * Groups entries by a key.
 *
 * @returns the groups, in the order of their first entries
 */
export function groupBy<Entry, Key>(
	entries: readonly Entry[],
	keyOf: (entry: Entry) => Key,
): Map<Key, Entry[]> {
	const groups = new Map<Key, Entry[]>();
	for (const entry of entries) {
		const key = keyOf(entry);
		const group = groups.get(key);
		if (group) group.push(entry);
		else groups.set(key, [entry]);
	}
	return groups;
}

/** The number of different people among the entries. */
export function countPeople(entries: readonly { openid: string }[]): number {
	return new Set(entries.map(({ openid }) => openid)).size;
}
