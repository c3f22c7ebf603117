import { defineReport, EARLIEST_OF_ARTICLES } from './report';

/** Gets the figures of `/datacube/getarticletotaldetail`. */
export const getArticleDetails = defineReport({
	option: {
		name: 'Get Article Details',
		value: 'getArticleDetails',
		chinese: '获取发表内容发表详细数据',
		action: 'Get article details',
		description:
			'Get reads, shares, likes and new followers of each article published in a range of days, day by day for up to 30 days (detail_list, each day a running total); from 2025-11-01 on',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/news/api_getarticletotaldetail.html',
	path: '/datacube/getarticletotaldetail',
	span: 1,
	earliest: EARLIEST_OF_ARTICLES,
	sample: {
		range: { begin: '2026-01-01', end: '2026-01-02' },
		firstCall: { begin: '2026-01-01', end: '2026-01-01' },
		response: {
			list: [
				{
					ref_date: '2026-01-01',
					msgid: '206227730_1',
					publish_type: 0,
					title: '新品',
					content_url: 'https://mp.weixin.qq.com/s/sample',
					detail_list: [{ stat_date: '2026-01-02', read_user: 81, share_user: 9, like_user: 4 }],
				},
			],
			is_delay: false,
		},
	},
});
