import { openid, readOpenid } from '../../fields/people';
import { DESK_HINTS } from './agent';
import { defineOperation } from '../../operation';

/** Gets the session of a follower. */
export const getSession = defineOperation({
	option: {
		name: 'Get Session of User',
		value: 'getSession',
		chinese: '获取客户会话状态',
		action: 'Get customer service session of user',
		description: 'Get which agent is serving a follower and since when; kf_account is empty when nobody is',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/messctrl/api_getkfsession.html',
	effect: 'read',
	account: 'certified',
	fields: [openid],
	request: (params) => ({
		method: 'GET',
		path: '/customservice/kfsession/getsession',
		query: { openid: readOpenid(params.openid) },
	}),
	output: { kind: 'one' },
	hints: DESK_HINTS,
	sample: {
		params: { openid: 'oSAMPLE000000000000000000001' },
		request: {
			method: 'GET',
			path: '/customservice/kfsession/getsession',
			query: { openid: 'oSAMPLE000000000000000000001' },
		},
		response: { kf_account: 'anna@sample', createtime: 1760000000 },
	},
});
