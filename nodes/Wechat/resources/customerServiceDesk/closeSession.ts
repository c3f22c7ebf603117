import { openid } from '../../fields/people';
import { agentAccount, DESK_HINTS, sessionOf } from './agent';
import { defineOperation } from '../../operation';

/** Closes a session. */
export const closeSession = defineOperation({
	option: {
		name: 'Close Session',
		value: 'closeSession',
		chinese: '关闭客服会话',
		action: 'Close customer service session',
		description:
			'End the session of an agent with a follower; what the follower writes then comes to n8n again',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/messctrl/api_closesession.html',
	effect: 'write',
	account: 'certified',
	fields: [agentAccount, openid],
	request: (params) => ({
		method: 'POST',
		path: '/customservice/kfsession/close',
		body: sessionOf(params),
	}),
	output: { kind: 'acknowledgement' },
	echo: ['kf_account', 'openid'],
	hints: DESK_HINTS,
	sample: {
		params: { kfAccount: 'anna@sample', openid: 'oSAMPLE000000000000000000001' },
		request: {
			method: 'POST',
			path: '/customservice/kfsession/close',
			body: { kf_account: 'anna@sample', openid: 'oSAMPLE000000000000000000001' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
