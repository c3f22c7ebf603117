import { defineOperation } from '../../operation';

/** Gets the IP addresses that pushes come from. */
export const getCallbackIps = defineOperation({
	option: {
		name: 'Get Callback IPs',
		value: 'getCallbackIps',
		chinese: '获取微信推送服务器 IP',
		action: 'Get callback IPs',
		description:
			'List the addresses from which WeChat sends pushes, for the filter in front of n8n; they change, so ask daily',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/base/api_getcallbackip.html',
	effect: 'read',
	account: 'any',
	fields: [],
	request: () => ({ method: 'GET', path: '/cgi-bin/getcallbackip' }),
	output: { kind: 'list', path: 'ip_list', as: 'ip' },
	sample: {
		params: {},
		request: { method: 'GET', path: '/cgi-bin/getcallbackip' },
		response: { ip_list: ['203.0.113.7', '198.51.100.0/24'] },
	},
});
