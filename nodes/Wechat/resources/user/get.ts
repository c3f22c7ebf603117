import { readOpenid, language, openid, UNKNOWN_OPENID } from '../../fields/people';
import { simpleUser, simplify } from '../../fields/simplify';
import { defineOperation } from '../../operation';

/** Gets the profile of one follower. */
export const getUser = defineOperation({
	option: {
		name: 'Get',
		value: 'get',
		chinese: '获取用户基本信息',
		action: 'Get user',
		description: 'Get the profile of one follower: whether and since when they follow, tags, remark, UnionID',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/userinfo/api_userinfo.html',
	effect: 'read',
	account: 'certified',
	fields: [openid, language, simplify],
	simple: simpleUser,
	request: (params) => ({
		method: 'GET',
		path: '/cgi-bin/user/info',
		query: { openid: readOpenid(params.openid), lang: params.lang },
	}),
	output: { kind: 'one' },
	hints: {
		40003: UNKNOWN_OPENID,
	},
	sample: {
		params: { openid: 'oSAMPLE000000000000000000001', lang: 'zh_CN' },
		request: {
			method: 'GET',
			path: '/cgi-bin/user/info',
			query: { openid: 'oSAMPLE000000000000000000001', lang: 'zh_CN' },
		},
		response: {
			subscribe: 1,
			openid: 'oSAMPLE000000000000000000001',
			language: '',
			subscribe_time: 1760000000,
			remark: '',
			groupid: 0,
			tagid_list: [],
			subscribe_scene: 'ADD_SCENE_QR_CODE',
			qr_scene: 0,
			qr_scene_str: '',
		},
	},
});
