import { defineReport } from './report';

/** Gets the figures of `/datacube/getupstreammsgweek`. */
export const getMessagesPerWeek = defineReport({
	option: {
		name: 'Get Messages per Week',
		value: 'getMessagesPerWeek',
		chinese: '获取消息发送周数据',
		action: 'Get messages per week',
		description:
			'Get how many people wrote how many messages to the account per week and kind; ref_date is its Monday. A week is included if it has ended by the end date.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/mess/api_getupstreammsgweek.html',
	path: '/datacube/getupstreammsgweek',
	span: 'week',
	sample: {
		range: { begin: '2026-01-05', end: '2026-01-18' },
		firstCall: { begin: '2026-01-05', end: '2026-01-05' },
		response: { list: [{ ref_date: '2026-01-05', msg_type: 1, msg_user: 98, msg_count: 270 }] },
	},
});
