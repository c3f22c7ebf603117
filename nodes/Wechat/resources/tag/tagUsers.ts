import { openids } from '../../fields/people';
import { tagId } from '../../fields/tags';
import { defineOperation } from '../../operation';
import { CHANGE_TAG_HINTS, changeTag } from './changeTag';

/** Adds a tag to followers, 50 per call. */
export const tagUsers = defineOperation({
	option: {
		name: 'Tag Users',
		value: 'tagUsers',
		chinese: '批量为用户打标签',
		action: 'Tag users',
		description: 'Give a tag to a list of followers, 50 per call; a follower can have up to 20 tags',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/tag/api_batchtagging.html',
	effect: 'write',
	account: 'certified',
	lists: ['openids'],
	fields: [tagId, openids],
	run: async (params, item) => await changeTag(params, item, '/cgi-bin/tags/members/batchtagging', 'tagged'),
	hints: {
		...CHANGE_TAG_HINTS,
		45059:
			'One of the followers has 20 tags already, which is the limit. Untag them first, or leave them out.',
	},
	sample: {
		params: { tagId: '134', openids: 'oSAMPLE000000000000000000001, oSAMPLE000000000000000000002' },
		request: {
			method: 'POST',
			path: '/cgi-bin/tags/members/batchtagging',
			body: {
				openid_list: ['oSAMPLE000000000000000000001', 'oSAMPLE000000000000000000002'],
				tagid: 134,
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
