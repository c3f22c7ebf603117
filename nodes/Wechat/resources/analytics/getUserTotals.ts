import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { readReport, REPORT_HINTS, reportOptions } from './report';

/** Gets the figures of `/datacube/getusercumulate`. */
export const getUserTotals = defineOperation({
	option: {
		name: 'Get User Totals',
		value: 'getUserTotals',
		chinese: '获取累计用户数据',
		action: 'Get user totals',
		description: 'Get the number of followers at the end of each day (累计用户数据)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/user/api_getusercumulate.html',
	effect: 'read',
	account: 'certified',
	fields: [beginDate, endDate, reportOptions],
	run: async (params, item) => await readReport({ path: '/datacube/getusercumulate', span: 7 }, params, item),
	hints: REPORT_HINTS,
	sample: {
		params: { beginDate: '2026-01-01', endDate: '2026-01-07', options: {} },
		request: {
			method: 'POST',
			path: '/datacube/getusercumulate',
			body: { begin_date: '2026-01-01', end_date: '2026-01-07' },
		},
		response: { list: [{ ref_date: '2026-01-01', cumulate_user: 12345 }] },
	},
});
