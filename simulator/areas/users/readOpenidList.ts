import { ApiError } from '../../errors/ApiError';
import type { Account, Follower } from '../../state/Account';
import type { World } from '../../World';

/**
 * Reads the `openid_list` of a call that changes many people at once.
 *
 * @param max openids allowed
 * @returns each person once
 * @throws ApiError 40031 not a list, 40032 empty or too long, 49003 an openid of another account, 40003 one of nobody
 */
export function readOpenidList(world: World, account: Account, list: unknown, max: number): Follower[] {
	if (!Array.isArray(list)) throw new ApiError(40031);
	if (list.length === 0 || list.length > max) throw new ApiError(40032);
	const people = list.map((openid: unknown) => {
		const follower = typeof openid === 'string' ? account.followers.get(openid) : undefined;
		if (!follower) throw new ApiError(isElsewhere(world, openid) ? 49003 : 40003);
		return follower;
	});
	return [...new Set(people)];
}

function isElsewhere(world: World, openid: unknown): boolean {
	if (typeof openid !== 'string') return false;
	return [...world.store.accounts.values()].some(({ followers }) => followers.has(openid));
}
