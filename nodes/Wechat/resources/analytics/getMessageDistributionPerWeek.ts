import { defineReport } from './report';

/** Gets the figures of `/datacube/getupstreammsgdistweek`. */
export const getMessageDistributionPerWeek = defineReport({
	option: {
		name: 'Get Message Distribution per Week',
		value: 'getMessageDistributionPerWeek',
		chinese: '获取消息发送分布周数据',
		action: 'Get message distribution per week',
		description:
			'Get how many people wrote how often per week; ref_date is its Monday. A week is included if it has ended by the end date.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/mess/api_getupstreammsgdistweek.html',
	path: '/datacube/getupstreammsgdistweek',
	span: 'week',
	sample: {
		range: { begin: '2026-01-05', end: '2026-01-18' },
		firstCall: { begin: '2026-01-05', end: '2026-01-05' },
		response: { list: [{ ref_date: '2026-01-05', count_interval: 1, msg_user: 84 }] },
	},
});
