import { Refusal } from '../../errors/Refusal';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';

const PAGE = 10_000;

/**
 * One page of `user/get`.
 *
 * @param after openid after which the page begins; empty for the first page
 * @throws Refusal 40003 when `after` follows nobody
 */
export function listFollowers(account: Account, after: string): JsonObject {
	const followers = [...account.followers.values()].filter((follower) => follower.subscribed);
	const start = after === '' ? 0 : followers.findIndex((follower) => follower.openid === after) + 1;
	if (after !== '' && start === 0) throw new Refusal(40003);
	const page = followers.slice(start, start + PAGE).map((follower) => follower.openid);
	const total = followers.length;
	if (page.length === 0) return { total, count: 0, next_openid: '' };
	return { total, count: page.length, data: { openid: page }, next_openid: page.at(-1) };
}
