import type { Account } from './Account';

const taken = new Set<string>();

/**
 * Gives an area its own typed place in every account.
 *
 * The data must be plain (objects, arrays, maps, strings, numbers, bigints) so that snapshots contain it.
 *
 * @param name unique over all areas
 * @param initial creates the data of an account that has none yet
 * @returns a function that returns the area's data in an account
 * @throws Error when another area has taken the name
 */
export function accountSlot<Data extends object>(
	name: string,
	initial: () => Data,
): (account: Account) => Data {
	if (taken.has(name)) throw new Error(`Two areas keep account data under the name ${name}`);
	taken.add(name);
	return (account) => (account.areas[name] ??= initial()) as Data;
}
