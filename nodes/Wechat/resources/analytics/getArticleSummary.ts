import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { EARLIEST_OF_ARTICLES, readReport, REPORT_HINTS, reportOptions } from './report';

/** Gets the figures of `/datacube/getbizsummary`. */
export const getArticleSummary = defineOperation({
	option: {
		name: 'Get Article Summary',
		value: 'getArticleSummary',
		chinese: '获取图文总数据',
		action: 'Get summary of all articles',
		description:
			'Get readers, shares, likes and comments of all articles of the account together, per day; from 2025-11-01 on',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/news/api_getbizsummary.html',
	effect: 'read',
	account: 'certified',
	fields: [beginDate, endDate, reportOptions],
	run: async (params, item) =>
		await readReport(
			{ path: '/datacube/getbizsummary', span: 30, earliest: EARLIEST_OF_ARTICLES },
			params,
			item,
		),
	hints: REPORT_HINTS,
	sample: {
		params: { beginDate: '2026-01-01', endDate: '2026-01-07', options: {} },
		request: {
			method: 'POST',
			path: '/datacube/getbizsummary',
			body: { begin_date: '2026-01-01', end_date: '2026-01-07' },
		},
		response: {
			list: [
				{
					ref_date: '2026-01-01',
					detail: {
						read_user: 181,
						share_user: 19,
						zaikan_user: 2,
						like_user: 8,
						comment_count: 3,
						collection_user: 5,
					},
				},
			],
			is_delay: false,
		},
	},
});
