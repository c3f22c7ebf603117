import { defineOperation } from '../../operation';

/** Gets the agents who can answer followers. */
export const getAgents = defineOperation({
	option: {
		name: 'Get Many Customer Service Agents',
		value: 'getAgents',
		chinese: '获取所有客服账号',
		action: 'Get many customer service agents',
		description:
			'List the customer service agents (客服账号) of the account; a message can be sent as one of them, by kf_account',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/servicermanage/api_getkflist.html',
	effect: 'read',
	account: 'certified',
	fields: [],
	request: () => ({ method: 'GET', path: '/cgi-bin/customservice/getkflist' }),
	output: { kind: 'list', path: 'kf_list' },
	hints: {
		65400:
			'The customer service function (客服功能) is off. Switch it on in the WeChat console (mp.weixin.qq.com), then wait some minutes.',
	},
	sample: {
		params: {},
		request: { method: 'GET', path: '/cgi-bin/customservice/getkflist' },
		response: {
			kf_list: [
				{
					kf_account: 'anna@sample',
					kf_nick: 'Anna',
					kf_id: '1001',
					kf_headimgurl: 'http://mmbiz.qpic.cn/sample/1001',
					kf_wx: 'anna-wechat',
					kf_openid: 'oSAMPLE000000000000000000002',
				},
			],
		},
	},
});
