import { ApiError } from '../../errors/ApiError';
import type { Account, Follower } from '../../state/Account';
import { generatedFollower } from './generatedFollowers';

/**
 * @param openid as a caller of the API gave it
 * @throws ApiError 40003 unless the account knows the person
 */
export function findKnown(account: Account, openid: unknown): Follower {
	const follower =
		typeof openid === 'string'
			? (account.followers.get(openid) ?? generatedFollower(account, openid))
			: undefined;
	if (!follower) throw new ApiError(40003);
	return follower;
}
