import { ApiError } from '../../errors/ApiError';
import type { Account } from '../../state/Account';
import { findKnown } from './findKnown';

const REMARK_BYTES = 30;

/**
 * `user/info/updateremark`: an empty remark removes it.
 *
 * @throws ApiError 41009 no openid, 40003, 43004 not following, 40092 not a text of up to 30 bytes
 */
export function setRemark(account: Account, json: Readonly<Record<string, unknown>>): void {
	if (json.openid === undefined || json.openid === '') throw new ApiError(41009);
	const follower = findKnown(account, json.openid);
	if (!follower.subscribed) throw new ApiError(43004);
	const { remark } = json;
	if (typeof remark !== 'string' || Buffer.byteLength(remark) > REMARK_BYTES) throw new ApiError(40092);
	follower.remark = remark;
}
