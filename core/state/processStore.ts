/** What a person has to know of something that published code keeps in the memory of its process. */
export interface StoreFacts {
	/** What is kept, in a few words. */
	name: string;
	/** What keeps it from growing. */
	bound: string;
	/** What follows from another process of n8n (queue mode, a restart) not having it. */
	elsewhere: string;
}

interface ProcessStore extends StoreFacts {
	/** Lets go of everything; the next access begins anew. */
	reset(): void;
}

const STORES: ProcessStore[] = [];

/**
 * Makes a store that lives as long as the process and is shared by everything that runs in it. It is the only way to one: a test
 * refuses other mutable values at the top level of a published module, and holds the facts against docs/decisions.
 *
 * @param store its facts, and `create`, which makes it empty
 * @returns gives the store; what it gives is not to be kept at the top level of a module, since a reset replaces it
 */
export function processStore<T>({ create, ...facts }: StoreFacts & { create: () => T }): () => T {
	let store = create();
	STORES.push({ ...facts, reset: () => (store = create()) });
	return () => store;
}

/**
 * The facts of every store of the modules that are loaded.
 *
 * @internal for the test that holds them against docs/decisions
 */
export function processStores(): readonly StoreFacts[] {
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
