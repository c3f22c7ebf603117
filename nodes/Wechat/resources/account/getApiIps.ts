import { defineOperation } from '../../operation';

/** Gets the IP addresses of WeChat's API servers. */
export const getApiIps = defineOperation({
	option: {
		name: 'Get API IPs',
		value: 'getApiIps',
		chinese: '获取微信 API 服务器 IP',
		action: 'Get API IPs',
		description:
			'List the addresses of the API of WeChat, for a firewall that limits where n8n may connect to',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/base/api_getapidomainip.html',
	effect: 'read',
	account: 'any',
	fields: [],
	request: () => ({ method: 'GET', path: '/cgi-bin/get_api_domain_ip' }),
	output: { kind: 'list', path: 'ip_list', as: 'ip' },
	sample: {
		params: {},
		request: { method: 'GET', path: '/cgi-bin/get_api_domain_ip' },
		response: { ip_list: ['203.0.113.7', '198.51.100.0/24'] },
	},
});
