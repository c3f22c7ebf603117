import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { pageOpenids } from './pageOpenids';

const PAGE = 10_000;

/**
 * One page of `user/get`.
 *
 * @param after openid after which the page begins; empty for the first page
 * @throws ApiError 40003 when `after` follows nobody
 */
export function listFollowers(account: Account, after: string): JsonObject {
	const followers = [...account.followers.values()].filter((follower) => follower.subscribed);
	return { total: followers.length, ...pageOpenids(followers, after, PAGE) };
}
