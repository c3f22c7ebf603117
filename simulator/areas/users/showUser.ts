import { ApiError } from '../../errors/ApiError';
import { isRecord } from '../../isRecord';
import type { JsonObject } from '../../server/printJson';
import type { Account, Follower } from '../../state/Account';
import { findKnown } from './findKnown';

const MAX_PEOPLE = 100;

/**
 * Prints a person as `user/info` does since 2021-12-27: nickname, avatar, sex and region are present but empty.
 *
 * @param lang as asked for
 */
export function showUser(account: Account, follower: Follower, lang: string): JsonObject {
	const unionid = account.openPlatform ? follower.unionid : undefined;
	if (!follower.subscribed) return { subscribe: 0, openid: follower.openid, unionid };
	return {
		subscribe: 1,
		openid: follower.openid,
		nickname: '',
		sex: 0,
		language: lang,
		city: '',
		province: '',
		country: '',
		headimgurl: '',
		subscribe_time: follower.subscribeTime,
		unionid,
		remark: follower.remark,
		groupid: follower.tagIds[0] ?? 0,
		tagid_list: follower.tagIds,
		subscribe_scene: follower.subscribeScene,
		qr_scene: follower.qrScene,
		qr_scene_str: follower.qrSceneStr,
	};
}

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
