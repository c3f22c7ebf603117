import { defineOperation } from '../../operation';
import { readPrefix, RULE_HINTS, rulePrefix } from './rule';

/** Publishes a rule, so that it works for all users. */
export const publishJumpRule = defineOperation({
	option: {
		name: 'Publish',
		value: 'publish',
		chinese: '发布二维码规则',
		action: 'Publish QR code jump rule',
		description:
			'Publish a rule, so that it works for everybody; possible 100 times a month, and a published rule cannot be changed',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodejump/api_qrcodejumppublish.html',
	effect: 'write',
	account: 'certified service account or test account',
	fields: [rulePrefix],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/wxopen/qrcodejumppublish',
		body: { prefix: readPrefix(params.rulePrefix) },
	}),
	output: { kind: 'acknowledgement' },
	echo: ['prefix'],
	hints: RULE_HINTS,
	sample: {
		params: { rulePrefix: 'https://example.com/table/1' },
		request: {
			method: 'POST',
			path: '/cgi-bin/wxopen/qrcodejumppublish',
			body: { prefix: 'https://example.com/table/1' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
