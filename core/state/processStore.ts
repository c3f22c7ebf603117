/** What a person has to know about something that published code keeps in the memory of its process. */
export interface StoreFacts {
	/** What is kept, in a few words. */
	name: string;
	/** What keeps it from growing. */
	bound: string;
	/** What follows when another process of n8n (queue mode, a restart) does not have it. */
	elsewhere: string;
}

/** A store as the whole process sees it. */
export interface ProcessStore extends StoreFacts {
	/**
	 * How many of each kind it keeps at the moment, in the units of its bound. What is tied to the life of an object of n8n cannot
	 * be counted.
	 */
	size(): Readonly<Record<string, number>>;
	/** Forgets everything; the next access starts with an empty store. */
	reset(): void;
}

const STORES: ProcessStore[] = [];

/**
 * Makes a store that lives as long as the process and is shared by everything that runs in it. There is no other way to keep such
 * a value: a test refuses other mutable values at the top level of a published module, and compares the facts with
 * docs/decisions.
 *
 * @param store its facts, `create`, which makes it empty, and `size`, which counts what its bound is about
 * @returns gives the store; what it gives is not to be kept at the top level of a module, since a reset replaces it
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
 * Every store of the modules that are loaded.
 *
 * @internal for the tests that hold them against docs/decisions and fill them
 */
export function processStores(): readonly ProcessStore[] {
	return STORES;
}

/**
 * Makes the process forget everything, as a restart does.
 *
 * @internal for tests
 */
export function resetProcessState(): void {
	for (const store of STORES) store.reset();
}
