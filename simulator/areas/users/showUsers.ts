import { ApiError } from '../../errors/ApiError';
import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { isRecord } from '../isRecord';
import { findKnown } from './findKnown';
import { showUser } from './showUser';

const MAX_PEOPLE = 100;

/**
 * `user/info/batchget`: up to 100 people in the order asked for.
 *
 * @throws ApiError 40031 no list, 40032 empty or more than 100, 40003 an openid that the account does not know
 */
export function showUsers(account: Account, list: unknown): JsonObject {
	if (!Array.isArray(list)) throw new ApiError(40031);
	if (list.length === 0 || list.length > MAX_PEOPLE) throw new ApiError(40032);
	const user_info_list = list.map((entry: unknown) => {
		if (!isRecord(entry)) throw new ApiError(40003);
		const { openid, lang } = entry;
		return showUser(account, findKnown(account, openid), typeof lang === 'string' && lang ? lang : 'zh_CN');
	});
	return { user_info_list };
}
