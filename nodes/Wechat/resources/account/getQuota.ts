import { FOREIGN_API, cgiPath, readCgiPath, UNKNOWN_API } from '../../fields/account';
import { defineOperation } from '../../operation';

/** Gets how often an API may still be called today. */
export const getQuota = defineOperation({
	option: {
		name: 'Get API Quota',
		value: 'getQuota',
		chinese: '查询 API 调用额度',
		action: 'Get quota of API',
		description:
			'Get how often an API may be called per day, how often it was called today, and its rate limit',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/apimanage/api_getapiquota.html',
	effect: 'read',
	account: 'any',
	fields: [cgiPath],
	request: (params, { connection }) => ({
		method: 'POST',
		path: '/cgi-bin/openapi/quota/get',
		body: { cgi_path: readCgiPath(params.cgiPath, connection.account.host.baseUrl) },
	}),
	output: { kind: 'one' },
	hints: {
		76021: UNKNOWN_API,
		76022: FOREIGN_API,
	},
	sample: {
		params: { cgiPath: '/cgi-bin/message/template/send' },
		request: {
			method: 'POST',
			path: '/cgi-bin/openapi/quota/get',
			body: { cgi_path: '/cgi-bin/message/template/send' },
		},
		response: {
			errcode: 0,
			errmsg: 'ok',
			quota: { daily_limit: 100000, used: 83, remain: 99917 },
			rate_limit: { call_count: 1000, refresh_second: 60 },
		},
	},
});
