import { defineReport } from './report';

/** Gets the figures of `/datacube/getusercumulate`. */
export const getUserTotals = defineReport({
	option: {
		name: 'Get User Totals',
		value: 'getUserTotals',
		chinese: '获取累计用户数据',
		action: 'Get user totals',
		description: 'Get the number of followers at the end of each day (累计用户数据)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/user/api_getusercumulate.html',
	path: '/datacube/getusercumulate',
	span: 7,
	sample: {
		range: { begin: '2026-01-01', end: '2026-01-07' },
		firstCall: { begin: '2026-01-01', end: '2026-01-07' },
		response: { list: [{ ref_date: '2026-01-01', cumulate_user: 12345 }] },
	},
});
