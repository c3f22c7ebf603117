import { defineReport } from './report';

/** Gets the figures of `/datacube/getupstreammsg`. */
export const getMessages = defineReport({
	option: {
		name: 'Get Messages per Day',
		value: 'getMessages',
		chinese: '获取消息发送概况数据',
		action: 'Get messages per day',
		description:
			'Get how many people wrote how many messages to the account per day and kind: msg_type 1 is text, 2 an image, 3 voice, 4 a video, 6 a link (消息发送概况数据)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/mess/api_getupstreammsg.html',
	path: '/datacube/getupstreammsg',
	span: 7,
	sample: {
		range: { begin: '2026-01-01', end: '2026-01-07' },
		firstCall: { begin: '2026-01-01', end: '2026-01-07' },
		response: { list: [{ ref_date: '2026-01-01', msg_type: 1, msg_user: 28, msg_count: 70 }] },
	},
});
