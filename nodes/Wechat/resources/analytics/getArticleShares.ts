import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { EARLIEST_OF_ARTICLES, readReport, REPORT_HINTS, reportOptions } from './report';

/** Gets the figures of `/datacube/getarticleshare`. */
export const getArticleShares = defineOperation({
	option: {
		name: 'Get Article Shares',
		value: 'getArticleShares',
		chinese: '获取图文分享数据',
		action: 'Get article shares',
		description: 'Get how many people shared each article on each day; from 2025-11-01 on',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/news/api_getarticleshare.html',
	effect: 'read',
	account: 'certified',
	fields: [beginDate, endDate, reportOptions],
	run: async (params, item) =>
		await readReport(
			{ path: '/datacube/getarticleshare', span: 1, earliest: EARLIEST_OF_ARTICLES },
			params,
			item,
		),
	hints: REPORT_HINTS,
	sample: {
		params: { beginDate: '2026-01-01', endDate: '2026-01-02', options: {} },
		request: {
			method: 'POST',
			path: '/datacube/getarticleshare',
			body: { begin_date: '2026-01-01', end_date: '2026-01-01' },
		},
		response: {
			list: [{ ref_date: '2026-01-01', msgid: '206227730_1', detail: { share_user: 9 } }],
			is_delay: false,
		},
	},
});
