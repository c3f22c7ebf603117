import { defineOperation } from '../../operation';

/** Gets the subscription templates of the account. */
export const getManySubscriptionTemplates = defineOperation({
	option: {
		name: 'Get Many Templates',
		value: 'getMany',
		chinese: '获取已有模板列表',
		action: 'Get many subscription templates',
		description:
			'List the subscription templates of the account, with their fields, an example and fixed values',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/notify/api_getwxapubnewtemplate.html',
	effect: 'read',
	account: 'certified service account',
	fields: [],
	request: () => ({ method: 'GET', path: '/wxaapi/newtmpl/gettemplate' }),
	output: { kind: 'list', path: 'data' },
	sample: {
		params: {},
		request: { method: 'GET', path: '/wxaapi/newtmpl/gettemplate' },
		response: {
			errcode: 0,
			errmsg: 'ok',
			data: [
				{
					priTmplId: 'SAMPLE-subscription-id-00000000000000000001',
					title: '洗衣机故障提醒',
					content: '完成时间:{{time1.DATA}}\n所在位置:{{thing2.DATA}}',
					example: '完成时间:10:00\n所在位置:客厅',
					type: 2,
					keywordEnumValueList: [],
				},
			],
		},
	},
});
