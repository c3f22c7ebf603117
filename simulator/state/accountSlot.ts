import type { Account } from './Account';

const taken = new Set<string>();

/**
 * Gives an area a typed place of its own in every account.
 *
 * The data must be plain (objects, arrays, maps, strings, numbers, bigints) so that snapshots hold it.
 *
 * @param name unique over all areas
 * @param initial makes the data of an account that has none yet
 * @returns a function from the account to the area's data in it
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
