import { simpleTemplate, simplify } from '../../fields/simplify';
import { defineOperation } from '../../operation';

/** Gets the account's message templates. */
export const getManyTemplates = defineOperation({
	option: {
		name: 'Get Many Templates',
		value: 'getMany',
		chinese: '获取已选用模板列表',
		action: 'Get many templates',
		description: 'List the message templates that the account may send, with their fields and an example',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/template/api_getalltemplates.html',
	effect: 'read',
	account: 'certified service account or test account',
	fields: [simplify],
	simple: simpleTemplate,
	request: () => ({ method: 'GET', path: '/cgi-bin/template/get_all_private_template' }),
	output: { kind: 'list', path: 'template_list' },
	sample: {
		params: {},
		request: { method: 'GET', path: '/cgi-bin/template/get_all_private_template' },
		response: {
			template_list: [
				{
					template_id: 'SAMPLE-template-id-000000000000000000000001',
					title: '订单支付成功通知',
					primary_industry: '',
					deputy_industry: '',
					content: '商品名称{{thing1.DATA}}\n支付金额{{amount2.DATA}}',
					example: '商品名称咖啡\n支付金额39.8元',
				},
			],
		},
	},
});
