import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import type { World } from '../../World';
import { pageOpenids } from '../users/pageOpenids';
import { readOpenidList } from '../users/readOpenidList';

const MAX_PEOPLE = 20;
const PAGE = 1000;

/**
 * Adds up to 20 people to the account's blacklist or removes them from it.
 *
 * @param blacklisted their state afterwards
 * @throws ApiError 40031, 40032, 40003, 49003
 */
export function changeBlacklist(world: World, account: Account, list: unknown, blacklisted: boolean): void {
	for (const person of readOpenidList(world, account, list, MAX_PEOPLE)) person.blacklisted = blacklisted;
}

/**
 * Returns one page of the blacklist.
 *
 * @param after openid after which the page begins; anything but a text means the first page
 * @throws ApiError 40003 when `after` is not on the list
 */
export function listBlacklist(account: Account, after: unknown): JsonObject {
	const people = [...account.followers.values()].filter(({ blacklisted }) => blacklisted);
	return { total: people.length, ...pageOpenids(people, typeof after === 'string' ? after : '', PAGE) };
}
