/** How many of each kind a store keeps. */
export type Sizes = Readonly<Record<string, number>>;

/** How a store is filled, and what has to be seen. */
export interface Filling {
	/** What it keeps at most, by what it counts; no kind for a store whose values end with an object of n8n. */
	most: Sizes;
	/** What happens beyond the bound: the name of the test. */
	beyond: string;
	/**
	 * Fills it beyond the bound, step by step, and asserts what happens then. The test looks at the sizes after every step.
	 *
	 * @param sizes what the store keeps now
	 */
	fill(sizes: () => Sizes): AsyncGenerator<void>;
}

/** Numbers from 0. */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
