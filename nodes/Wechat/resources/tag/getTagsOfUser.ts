import { readOpenid, openid } from '../../fields/people';
import { defineOperation } from '../../operation';

/** Gets the tags of a follower. */
export const getTagsOfUser = defineOperation({
	option: {
		name: 'Get Tags of User',
		value: 'getTagsOfUser',
		chinese: '获取用户的标签列表',
		action: 'Get tags of user',
		description: 'Get the IDs of the tags that a follower has',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/tag/api_gettagidlist.html',
	effect: 'read',
	account: 'certified',
	fields: [openid],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/tags/getidlist',
		body: { openid: readOpenid(params.openid) },
	}),
	output: { kind: 'one' },
	sample: {
		params: { openid: 'oSAMPLE000000000000000000001' },
		request: {
			method: 'POST',
			path: '/cgi-bin/tags/getidlist',
			body: { openid: 'oSAMPLE000000000000000000001' },
		},
		response: { tagid_list: [134, 2] },
	},
});
