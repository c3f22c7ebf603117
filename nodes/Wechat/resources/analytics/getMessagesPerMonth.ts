import { defineReport } from './report';

/** Gets the figures of `/datacube/getupstreammsgmonth`. */
export const getMessagesPerMonth = defineReport({
	option: {
		name: 'Get Messages per Month',
		value: 'getMessagesPerMonth',
		chinese: '获取消息发送月数据',
		action: 'Get messages per month',
		description:
			'Get how many people wrote how many messages to the account per month and kind; ref_date is its first day. A month is included if it has ended by the end date.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/mess/api_getupstreammsgmonth.html',
	path: '/datacube/getupstreammsgmonth',
	span: 'month',
	sample: {
		range: { begin: '2026-01-01', end: '2026-02-28' },
		firstCall: { begin: '2026-01-01', end: '2026-01-01' },
		response: { list: [{ ref_date: '2026-01-01', msg_type: 1, msg_user: 398, msg_count: 1270 }] },
	},
});
