import { defineReport, EARLIEST_OF_ARTICLES } from './report';

/** Gets the figures of `/datacube/getarticleread`. */
export const getArticleReads = defineReport({
	option: {
		name: 'Get Article Reads',
		value: 'getArticleReads',
		chinese: '获取发表内容每日阅读数据',
		action: 'Get article reads',
		description:
			'Get how many people read each article on each day, and where they came from; from 2025-11-01 on',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/news/api_getarticleread.html',
	path: '/datacube/getarticleread',
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
					detail: { read_user: 81, read_user_source: [{ user_count: 50, scene_desc: '公众号消息' }] },
				},
			],
			is_delay: false,
		},
	},
});
