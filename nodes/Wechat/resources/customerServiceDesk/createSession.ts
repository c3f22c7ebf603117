import { openid } from '../../fields/people';
import { agentAccount, DESK_HINTS, sessionOf } from './agent';
import { defineOperation } from '../../operation';

/** Opens a session between an agent and a follower. */
export const createSession = defineOperation({
	option: {
		name: 'Create Session',
		value: 'createSession',
		chinese: '创建客服会话',
		action: 'Create customer service session',
		description:
			'Hand a follower who wrote recently over to an agent who is online; what the follower writes then goes to the agent and not to n8n, until the session is closed',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/messctrl/api_createkfsession.html',
	effect: 'write',
	account: 'certified',
	fields: [agentAccount, openid],
	request: (params) => ({
		method: 'POST',
		path: '/customservice/kfsession/create',
		body: sessionOf(params),
	}),
	output: { kind: 'acknowledgement' },
	echo: ['kf_account', 'openid'],
	hints: DESK_HINTS,
	sample: {
		params: { kfAccount: 'anna@sample', openid: 'oSAMPLE000000000000000000001' },
		request: {
			method: 'POST',
			path: '/customservice/kfsession/create',
			body: { kf_account: 'anna@sample', openid: 'oSAMPLE000000000000000000001' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
