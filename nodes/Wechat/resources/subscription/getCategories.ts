import { defineOperation } from '../../operation';

/** Gets the service categories of the account. */
export const getSubscriptionCategories = defineOperation({
	option: {
		name: 'Get Categories',
		value: 'getCategories',
		chinese: '获取类目',
		action: 'Get categories of account',
		description: 'List the service categories (类目) of the account; the template library is sorted by them',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/notify/api_getcategory.html',
	effect: 'read',
	account: 'certified service account',
	fields: [],
	request: () => ({ method: 'GET', path: '/wxaapi/newtmpl/getcategory' }),
	output: { kind: 'list', path: 'data' },
	sample: {
		params: {},
		request: { method: 'GET', path: '/wxaapi/newtmpl/getcategory' },
		response: { errcode: 0, errmsg: 'ok', data: [{ id: 616, name: '公交' }] },
	},
});
