import type { Follower } from './Account';

/**
 * A person without any other data, who does not follow.
 *
 * @param ids `openid` and `unionid`
 */
export function newFollower(ids: Pick<Follower, 'openid' | 'unionid'>): Follower {
	return {
		...ids,
		nickname: '',
		headimgurl: '',
		subscribed: false,
		subscribeTime: 0,
		subscribeScene: 'ADD_SCENE_SEARCH',
		qrScene: 0,
		qrSceneStr: '',
		remark: '',
		tagIds: [],
		blacklisted: false,
		refusedTemplates: [],
		reception: 'success',
	};
}
