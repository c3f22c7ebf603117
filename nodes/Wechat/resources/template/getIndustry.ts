import { defineOperation } from '../../operation';

/** Gets the account's industries, whose old templates it may use. */
export const getIndustry = defineOperation({
	option: {
		name: 'Get Industry',
		value: 'getIndustry',
		chinese: '获取行业信息',
		action: 'Get industries of account',
		description: 'Get the two industries (所属行业) that are set for the industry templates of the account',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/template/api_getindustry.html',
	effect: 'read',
	account: 'certified service account',
	fields: [],
	request: () => ({ method: 'GET', path: '/cgi-bin/template/get_industry' }),
	output: { kind: 'one' },
	sample: {
		params: {},
		request: { method: 'GET', path: '/cgi-bin/template/get_industry' },
		response: {
			primary_industry: { first_class: '运输与仓储', second_class: '快递' },
			secondary_industry: { first_class: 'IT科技', second_class: '互联网|电子商务' },
		},
	},
});
