import { defineOperation } from '../../operation';
import { jumpAppId, jumpPage, RULE_HINTS, ruleBody, ruleOptions, rulePrefix } from './rule';

/** Adds a rule. */
export const addJumpRule = defineOperation({
	option: {
		name: 'Add',
		value: 'add',
		chinese: '增加二维码规则',
		action: 'Add QR code jump rule',
		description:
			'Add a rule by which a QR code of the account opens a page of a mini program (扫服务号二维码打开小程序); it works for everybody only once it is published',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodejump/api_qrcodejumpadd.html',
	variant: 'is_edit 0',
	effect: 'write',
	account: 'certified service account or test account',
	fields: [rulePrefix, jumpAppId, jumpPage, ruleOptions],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/wxopen/qrcodejumpadd',
		body: ruleBody(params, false),
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
				is_edit: 0,
				open_version: 3,
				permit_sub_rule: 1,
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
