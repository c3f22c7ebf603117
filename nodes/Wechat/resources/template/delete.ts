import { readTemplateId, templateId } from '../../fields/templates';
import { defineOperation } from '../../operation';

/** Removes a template from the account. */
export const deleteTemplate = defineOperation({
	option: {
		name: 'Delete Template',
		value: 'delete',
		chinese: '删除模板',
		action: 'Delete template',
		description: 'Remove a template from the account; up to 25 may be in use at a time',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/template/api_deletetemplate.html',
	effect: 'write',
	account: 'certified service account or test account',
	fields: [templateId],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/template/del_private_template',
		body: { template_id: readTemplateId(params.templateId) },
	}),
	output: { kind: 'acknowledgement', json: { deleted: true } },
	echo: ['template_id'],
	hints: {
		40037:
			'The template is not in the account of the credential (anymore). If another one is meant, choose it from the list.',
	},
	sample: {
		params: { templateId: 'SAMPLE-template-id-000000000000000000000001' },
		request: {
			method: 'POST',
			path: '/cgi-bin/template/del_private_template',
			body: { template_id: 'SAMPLE-template-id-000000000000000000000001' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
