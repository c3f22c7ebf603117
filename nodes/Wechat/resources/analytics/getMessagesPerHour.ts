import { defineReport } from './report';

/** Gets the figures of `/datacube/getupstreammsghour`. */
export const getMessagesPerHour = defineReport({
	option: {
		name: 'Get Messages per Hour',
		value: 'getMessagesPerHour',
		chinese: '获取消息发送分时数据',
		action: 'Get messages per hour',
		description:
			'Get how many people wrote how many messages to the account per hour (ref_hour 0, 100 … 2300) and kind',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/mess/api_getupstreammsghour.html',
	path: '/datacube/getupstreammsghour',
	span: 1,
	sample: {
		range: { begin: '2026-01-01', end: '2026-01-02' },
		firstCall: { begin: '2026-01-01', end: '2026-01-01' },
		response: { list: [{ ref_date: '2026-01-01', ref_hour: 900, msg_type: 1, msg_user: 8, msg_count: 20 }] },
	},
});
