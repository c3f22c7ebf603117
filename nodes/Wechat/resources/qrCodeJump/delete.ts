import { readAll } from '../../../../core/errors/readAll';
import { defineOperation } from '../../operation';
import { jumpAppId, readJumpAppId, readPrefix, RULE_HINTS, rulePrefix } from './rule';

/** Deletes a rule. */
export const deleteJumpRule = defineOperation({
	option: {
		name: 'Delete',
		value: 'delete',
		chinese: '删除二维码规则',
		action: 'Delete QR code jump rule',
		description: 'Delete a rule, published or not: its QR code opens the account again',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodejump/api_qrcodejumpdelete.html',
	effect: 'write',
	account: 'certified service account or test account',
	fields: [rulePrefix, jumpAppId],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/wxopen/qrcodejumpdelete',
		body: readAll({
			prefix: () => readPrefix(params.rulePrefix),
			appid: () => readJumpAppId(params.miniProgramAppId),
		}),
	}),
	output: { kind: 'acknowledgement', json: { deleted: true } },
	echo: ['prefix', 'appid'],
	hints: RULE_HINTS,
	sample: {
		params: { rulePrefix: 'https://example.com/table/1', miniProgramAppId: 'wx0123456789abcdef' },
		request: {
			method: 'POST',
			path: '/cgi-bin/wxopen/qrcodejumpdelete',
			body: { prefix: 'https://example.com/table/1', appid: 'wx0123456789abcdef' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
