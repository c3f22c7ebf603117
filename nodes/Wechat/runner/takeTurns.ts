/**
 * Makes a queue per key: whoever asks first goes first, and the next one for the same key waits until the turn is given
 * back. Different keys do not wait for one another.
 *
 * @returns a function that resolves when the turn has come, with the function that gives it back (call it exactly once)
 */
export function takeTurns(): (key: string) => Promise<() => void> {
	const last = new Map<string, Promise<void>>();
	return async (key) => {
		const before = last.get(key);
		let giveBack: () => void = () => {};
		const mine = new Promise<void>((resolve) => (giveBack = resolve));
		last.set(key, mine);
		await before;
		return () => {
			// A hundred thousand people must not be remembered.
			if (last.get(key) === mine) last.delete(key);
			giveBack();
		};
	};
}
