import { agentAccount, DESK_HINTS, readAgentAccount } from './agent';
import { defineOperation } from '../../operation';

/** Gets the sessions of an agent. */
export const getSessions = defineOperation({
	option: {
		name: 'Get Many Sessions of Agent',
		value: 'getSessions',
		chinese: '获取客服会话列表',
		action: 'Get many sessions of customer service agent',
		description: 'List the followers whom an agent is serving, and since when',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/messctrl/api_getkfsessionlist.html',
	effect: 'read',
	account: 'certified',
	fields: [agentAccount],
	request: (params) => ({
		method: 'GET',
		path: '/customservice/kfsession/getsessionlist',
		query: { kf_account: readAgentAccount(params.kfAccount) },
	}),
	output: { kind: 'list', path: 'sessionlist' },
	hints: DESK_HINTS,
	sample: {
		params: { kfAccount: 'anna@sample' },
		request: {
			method: 'GET',
			path: '/customservice/kfsession/getsessionlist',
			query: { kf_account: 'anna@sample' },
		},
		response: { sessionlist: [{ openid: 'oSAMPLE000000000000000000001', createtime: 1760000000 }] },
	},
});
