import type { JsonObject } from '../../server/printJson';
import type { Account, Follower } from '../../state/Account';

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
