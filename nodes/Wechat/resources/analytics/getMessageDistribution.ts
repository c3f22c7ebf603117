import { defineReport } from './report';

/** Gets the figures of `/datacube/getupstreammsgdist`. */
export const getMessageDistribution = defineReport({
	option: {
		name: 'Get Message Distribution per Day',
		value: 'getMessageDistribution',
		chinese: '获取消息发送分布数据',
		action: 'Get message distribution per day',
		description:
			'Get how many people wrote how often per day: count_interval 0 is never, 1 one to 5 times, 2 six to 10 times, 3 more often (消息发送分布数据)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/mess/api_getupstreammsgdist.html',
	path: '/datacube/getupstreammsgdist',
	span: 15,
	sample: {
		range: { begin: '2026-01-01', end: '2026-01-07' },
		firstCall: { begin: '2026-01-01', end: '2026-01-07' },
		response: { list: [{ ref_date: '2026-01-01', count_interval: 1, msg_user: 24 }] },
	},
});
