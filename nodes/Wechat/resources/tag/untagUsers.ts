import { openids } from '../../fields/people';
import { tagId } from '../../fields/tags';
import { defineOperation } from '../../operation';
import { CHANGE_TAG_HINTS, changeTag } from './changeTag';

/** Removes a tag from followers, 50 per call. */
export const untagUsers = defineOperation({
	option: {
		name: 'Untag Users',
		value: 'untagUsers',
		chinese: '批量为用户取消标签',
		action: 'Untag users',
		description: 'Take a tag away from a list of followers, 50 per call',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/tag/api_batchuntagging.html',
	effect: 'write',
	account: 'certified',
	lists: ['openids'],
	fields: [tagId, openids],
	run: async (params, item) =>
		await changeTag(params, item, '/cgi-bin/tags/members/batchuntagging', 'untagged'),
	hints: CHANGE_TAG_HINTS,
	sample: {
		params: { tagId: '134', openids: 'oSAMPLE000000000000000000001, oSAMPLE000000000000000000002' },
		request: {
			method: 'POST',
			path: '/cgi-bin/tags/members/batchuntagging',
			body: {
				openid_list: ['oSAMPLE000000000000000000001', 'oSAMPLE000000000000000000002'],
				tagid: 134,
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
