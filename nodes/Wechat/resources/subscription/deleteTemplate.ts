import { readTemplateId, subscriptionTemplateId } from '../../fields/templates';
import { defineOperation } from '../../operation';

const ALREADY_GONE =
	'The account has no such template (anymore). If another one is meant, choose it from the list.';

/** Removes a subscription template from the account. */
export const deleteSubscriptionTemplate = defineOperation({
	option: {
		name: 'Delete Template',
		value: 'deleteTemplate',
		chinese: '删除订阅模板',
		action: 'Delete subscription template',
		description: 'Remove a subscription template from the account',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/notify/api_delwxanewtemplate.html',
	effect: 'write',
	account: 'certified service account',
	fields: [subscriptionTemplateId],
	request: (params) => ({
		method: 'POST',
		path: '/wxaapi/newtmpl/deltemplate',
		body: { priTmplId: readTemplateId(params.templateId) },
	}),
	output: { kind: 'acknowledgement', json: { deleted: true } },
	echo: ['priTmplId'],
	hints: { 20001: ALREADY_GONE, 200014: ALREADY_GONE },
	sample: {
		params: { templateId: 'SAMPLE-subscription-id-00000000000000000001' },
		request: {
			method: 'POST',
			path: '/wxaapi/newtmpl/deltemplate',
			body: { priTmplId: 'SAMPLE-subscription-id-00000000000000000001' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
