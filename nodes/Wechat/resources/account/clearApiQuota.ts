import { FOREIGN_API, cgiPath, confirm, confirmed, readCgiPath, UNKNOWN_API } from '../../fields/account';
import { oncePerRun } from '../../../shared/oncePerRun';
import { defineOperation } from '../../operation';

/** Resets the daily counter of one API. */
export const clearApiQuota = defineOperation({
	option: {
		name: 'Clear Quota of One API',
		value: 'clearApiQuota',
		chinese: '重置指定 API 调用次数',
		action: 'Clear quota of one API',
		description:
			'Set the daily counter of one API back to zero; possible 50 times a month. Done once per run and API, however many items come in.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/apimanage/api_clearapiquota.html',
	effect: 'write',
	account: 'certified',
	fields: [cgiPath, confirm],
	run: async (params, item) => {
		confirmed(params.confirm, 'each call uses up one of 50 resets a month');
		const cgi_path = readCgiPath(params.cgiPath, item.connection.account.host.baseUrl);
		await oncePerRun(item, { method: 'POST', path: '/cgi-bin/openapi/quota/clear', body: { cgi_path } });
		return [{ json: { success: true } }];
	},
	hints: {
		45009:
			'The 50 resets of this month are used up. Wait for next month, or use Clear Quota of All APIs, which has 10 of its own.',
		76021: UNKNOWN_API,
		76022: FOREIGN_API,
	},
	sample: {
		params: { cgiPath: '/cgi-bin/message/template/send', confirm: true },
		request: {
			method: 'POST',
			path: '/cgi-bin/openapi/quota/clear',
			body: { cgi_path: '/cgi-bin/message/template/send' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
