/** Facts for people about data that published code keeps in the memory of its process. */
export interface StoreFacts {
	/** What is kept, in a few words. */
	name: string;
	/** What limits its growth. */
	bound: string;
	/** What follows when another process of n8n (queue mode, after a restart) does not have it. */
	elsewhere: string;
}

/** A store as tests see it. */
export interface ProcessStore extends StoreFacts {
	/**
	 * How many of each kind it currently keeps, in the units of its bound. Entries tied to the lifetime of an object of n8n cannot be
	 * counted.
	 */
	size(): Readonly<Record<string, number>>;
	/** Forgets everything; the next access starts with an empty store. */
	reset(): void;
}

const STORES: ProcessStore[] = [];

/**
 * Creates a store that lives as long as the process and is shared by everything in it. Published code must keep such data this way: a test
 * refuses other mutable values at the top level of a module, and compares the facts with docs/decisions.
 *
 * @param store its facts, `create`, which returns an empty one, and `size`, which counts what its bound limits
 * @returns a getter of the store; never keep what it returns at the top level of a module, since a reset replaces it
 */
export function processStore<T>({
	create,
	size,
	...facts
}: StoreFacts & { create: () => T; size: (store: T) => Readonly<Record<string, number>> }): () => T {
	let store = create();
	STORES.push({ ...facts, size: () => size(store), reset: () => (store = create()) });
	return () => store;
}

/**
 * Every store of the loaded modules.
 *
 * @internal for the tests that compare them with docs/decisions and fill them
 */
export function processStores(): readonly ProcessStore[] {
	return STORES;
}

/**
 * Empties every store, as a restart does.
 *
 * @internal for tests
 */
export function resetProcessState(): void {
	for (const store of STORES) store.reset();
}
