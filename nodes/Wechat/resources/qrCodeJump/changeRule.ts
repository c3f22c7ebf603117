import { defineOperation, type Operation, type UnregisteredOperation } from '../../operation';
import { jumpAppId, jumpPage, RULE_HINTS, ruleBody, ruleOptions, rulePrefix } from './rule';

/** What distinguishes adding a rule from changing one. */
interface RuleChange {
	option: Operation['option'];
	/** Whether the rule already exists. */
	isEdit: boolean;
}

/**
 * Defines an operation that writes a rule.
 *
 * @param change texts of the operation, and which of the two it is
 */
export function defineRuleChange({ option, isEdit }: RuleChange): UnregisteredOperation {
	const is_edit = isEdit ? 1 : 0;
	return defineOperation({
		option,
		docs: 'https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodejump/api_qrcodejumpadd.html',
		variant: `is_edit ${is_edit}`,
		effect: 'write',
		account: 'certified service account or test account',
		fields: [rulePrefix, jumpAppId, jumpPage, ruleOptions],
		request: (params) => ({
			method: 'POST',
			path: '/cgi-bin/wxopen/qrcodejumpadd',
			body: ruleBody(params, isEdit),
		}),
		output: { kind: 'acknowledgement' },
		echo: ['prefix', 'appid'],
		hints: RULE_HINTS,
		sample: {
			params: {
				rulePrefix: 'https://example.com/table/1',
				miniProgramAppId: 'wx0123456789abcdef',
				miniProgramPage: 'pages/table/index',
				options: {},
			},
			request: {
				method: 'POST',
				path: '/cgi-bin/wxopen/qrcodejumpadd',
				body: {
					prefix: 'https://example.com/table/1',
					appid: 'wx0123456789abcdef',
					path: 'pages/table/index',
					is_edit,
					open_version: 3,
					permit_sub_rule: 1,
				},
			},
			response: { errcode: 0, errmsg: 'ok' },
		},
	});
}
