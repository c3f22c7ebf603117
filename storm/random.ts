/**
 * Creates a random number generator that yields the same numbers for the same seed (mulberry32).
 *
 * @param seed any text
 * @returns a function that returns a number from 0 to below 1
 */
export function randomFrom(seed: string): () => number {
	let state = [...seed].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 0x9e3779b9);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
