import { readOpenids, language, openids, UNKNOWN_OPENIDS } from '../../fields/people';
import { readProfiles } from './profiles';
import { simpleUser, simplify } from '../../fields/simplify';
import { defineOperation } from '../../operation';

/** Gets the profiles of a list of followers, 100 per call. */
export const getUserBatch = defineOperation({
	option: {
		name: 'Get Many by OpenID',
		value: 'getBatch',
		chinese: '批量获取用户基本信息',
		action: 'Get many users by OpenID',
		description: 'Get the profiles of a list of followers, with one call for every 100 of them',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/userinfo/api_batchuserinfo.html',
	effect: 'read',
	account: 'certified',
	lists: ['openids'],
	fields: [openids, language, simplify],
	simple: simpleUser,
	run: async (params, { connection }) => {
		const profiles = await readProfiles(connection, readOpenids(params.openids), params.lang);
		return profiles.map((json) => ({ json }));
	},
	hints: {
		40003: UNKNOWN_OPENIDS,
		40032: 'The list is empty or too long. Enter 1 to 100 OpenIDs.',
	},
	sample: {
		params: {
			openids: 'oSAMPLE000000000000000000001\noSAMPLE000000000000000000002',
			lang: 'zh_CN',
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/user/info/batchget',
			body: {
				user_list: [
					{ openid: 'oSAMPLE000000000000000000001', lang: 'zh_CN' },
					{ openid: 'oSAMPLE000000000000000000002', lang: 'zh_CN' },
				],
			},
		},
		response: {
			user_info_list: [
				{
					subscribe: 1,
					openid: 'oSAMPLE000000000000000000001',
					subscribe_time: 1760000000,
					remark: '',
					tagid_list: [],
				},
				{ subscribe: 0, openid: 'oSAMPLE000000000000000000002' },
			],
		},
	},
});
