import { defineReport, EARLIEST_OF_ARTICLES } from './report';

/** Gets the figures of `/datacube/getbizsummary`. */
export const getArticleSummary = defineReport({
	option: {
		name: 'Get Article Summary',
		value: 'getArticleSummary',
		chinese: '获取发表内容概况总数据',
		action: 'Get summary of all articles',
		description:
			'Get readers, shares, likes and comments of all articles of the account together, per day; from 2025-11-01 on',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/news/api_getbizsummary.html',
	path: '/datacube/getbizsummary',
	span: 30,
	earliest: EARLIEST_OF_ARTICLES,
	sample: {
		range: { begin: '2026-01-01', end: '2026-01-07' },
		firstCall: { begin: '2026-01-01', end: '2026-01-07' },
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
