import { defineReport } from './report';

/** Gets the figures of `/datacube/getupstreammsgdistmonth`. */
export const getMessageDistributionPerMonth = defineReport({
	option: {
		name: 'Get Message Distribution per Month',
		value: 'getMessageDistributionPerMonth',
		chinese: '获取消息发送分布月数据',
		action: 'Get message distribution per month',
		description:
			'Get how many people wrote how often per month; ref_date is its first day. A month is included if it has ended by the end date.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/mess/api_getupstreammsgdistmonth.html',
	path: '/datacube/getupstreammsgdistmonth',
	span: 'month',
	sample: {
		range: { begin: '2026-01-01', end: '2026-02-28' },
		firstCall: { begin: '2026-01-01', end: '2026-01-01' },
		response: { list: [{ ref_date: '2026-01-01', count_interval: 1, msg_user: 284 }] },
	},
});
