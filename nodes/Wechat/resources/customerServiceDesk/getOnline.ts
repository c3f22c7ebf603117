import { DESK_HINTS } from './agent';
import { defineOperation } from '../../operation';

/** Gets the agents who are online. */
export const getOnlineAgents = defineOperation({
	option: {
		name: 'Get Many Online Agents',
		value: 'getOnline',
		chinese: '获取在线客服列表',
		action: 'Get many online customer service agents',
		description:
			'List the agents who are signed in to the desk: status 1 on the web, 2 on a phone, 3 on both; accepted_case is how many sessions they have',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/servicermanage/api_getonlinekflist.html',
	effect: 'read',
	account: 'certified',
	fields: [],
	request: () => ({ method: 'GET', path: '/cgi-bin/customservice/getonlinekflist' }),
	output: { kind: 'list', path: 'kf_online_list' },
	hints: DESK_HINTS,
	sample: {
		params: {},
		request: { method: 'GET', path: '/cgi-bin/customservice/getonlinekflist' },
		response: {
			kf_online_list: [
				{
					kf_account: 'anna@sample',
					status: 1,
					kf_id: '1001',
					accepted_case: 2,
					kf_openid: 'oSAMPLE000000000000000000002',
				},
			],
		},
	},
});
