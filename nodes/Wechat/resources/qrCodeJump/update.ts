import { defineOperation } from '../../operation';
import { jumpAppId, jumpPage, RULE_HINTS, ruleBody, ruleOptions, rulePrefix } from './rule';

/** Changes a rule. */
export const updateJumpRule = defineOperation({
	option: {
		name: 'Update',
		value: 'update',
		chinese: '修改二维码规则',
		action: 'Update QR code jump rule',
		description: 'Change a rule that is not published yet; a published one must be deleted and added again',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodejump/api_qrcodejumpadd.html',
	variant: 'is_edit 1',
	effect: 'write',
	account: 'certified service account or test account',
	fields: [rulePrefix, jumpAppId, jumpPage, ruleOptions],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/wxopen/qrcodejumpadd',
		body: ruleBody(params, true),
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
				is_edit: 1,
				open_version: 3,
				permit_sub_rule: 1,
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
