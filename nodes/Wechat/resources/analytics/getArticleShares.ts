import { defineReport, EARLIEST_OF_ARTICLES } from './report';

/** Gets the figures of `/datacube/getarticleshare`. */
export const getArticleShares = defineReport({
	option: {
		name: 'Get Article Shares',
		value: 'getArticleShares',
		chinese: '获取发表内容每日分享数据',
		action: 'Get article shares',
		description: 'Get how many people shared each article on each day; from 2025-11-01 on',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/news/api_getarticleshare.html',
	path: '/datacube/getarticleshare',
	span: 1,
	earliest: EARLIEST_OF_ARTICLES,
	sample: {
		range: { begin: '2026-01-01', end: '2026-01-02' },
		firstCall: { begin: '2026-01-01', end: '2026-01-01' },
		response: {
			list: [{ ref_date: '2026-01-01', msgid: '206227730_1', detail: { share_user: 9 } }],
			is_delay: false,
		},
	},
});
