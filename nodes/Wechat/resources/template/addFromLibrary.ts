import { readAll } from '../../../../core/errors/readAll';
import { readId } from '../../../shared/typedValues';
import { readWords } from '../../../shared/textLimits';
import { defineOperation } from '../../operation';
import { MAY_NOT_ADD } from '../../fields/templates';

/** Adds a template from WeChat's library. */
export const addTemplateFromLibrary = defineOperation({
	option: {
		name: 'Add Template From Library',
		value: 'addFromLibrary',
		chinese: '选用模板',
		action: 'Add template from library',
		description:
			'Take a template of the public library into the account, with the fields you choose; gives its template ID',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/template/api_addtemplate.html',
	effect: 'write',
	account: 'certified service account',
	lists: ['keywords'],
	fields: [
		{
			displayName: 'Library Number',
			name: 'templateIdShort',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 47123',
			description:
				'Number of the template in the library (类目模板库) of the console; new templates have digits only',
		},
		{
			displayName: 'Keywords',
			name: 'keywords',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 消费品, 消费时间, 消费金额',
			description:
				'Names of the fields as the library shows them, in the order you want, separated by commas, or an expression that gives an array',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/template/api_add_template',
		body: readAll({
			template_id_short: () => readId('Library Number', params.templateIdShort),
			keyword_name_list: () => readWords('Keywords', params.keywords),
		}),
	}),
	output: { kind: 'one' },
	hints: {
		40037:
			'The library has no template with this number for the categories of the account. Copy the Library Number from the console: mp.weixin.qq.com → 模板消息 → 模板库.',
		40246:
			'A keyword is not in this template of the library. Copy the names from the console: mp.weixin.qq.com → 模板消息 → 模板库.',
		40247:
			'Old industry templates (TM…, OPENTM…) can no longer be added. Choose a category template (类目模板).',
		43106: MAY_NOT_ADD,
		45026: 'The account has 25 templates already. Delete one first, with Delete Template.',
	},
	sample: {
		params: { templateIdShort: '47123', keywords: '消费品, 消费时间' },
		request: {
			method: 'POST',
			path: '/cgi-bin/template/api_add_template',
			body: { template_id_short: '47123', keyword_name_list: ['消费品', '消费时间'] },
		},
		response: { errcode: 0, errmsg: 'ok', template_id: 'SAMPLE-template-id-000000000000000000000001' },
	},
});
