import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { readReport, REPORT_HINTS, reportOptions } from './report';

/** Gets the figures of `/datacube/getupstreammsghour`. */
export const getMessagesPerHour = defineOperation({
	option: {
		name: 'Get Messages per Hour',
		value: 'getMessagesPerHour',
		chinese: '获取消息发送分时数据',
		action: 'Get messages per hour',
		description:
			'Get how many people wrote how many messages to the account per hour (ref_hour 0, 100 … 2300) and kind',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/mess/api_getupstreammsghour.html',
	effect: 'read',
	account: 'certified',
	fields: [beginDate, endDate, reportOptions],
	run: async (params, item) =>
		await readReport({ path: '/datacube/getupstreammsghour', span: 1 }, params, item),
	hints: REPORT_HINTS,
	sample: {
		params: { beginDate: '2026-01-01', endDate: '2026-01-02', options: {} },
		request: {
			method: 'POST',
			path: '/datacube/getupstreammsghour',
			body: { begin_date: '2026-01-01', end_date: '2026-01-01' },
		},
		response: { list: [{ ref_date: '2026-01-01', ref_hour: 900, msg_type: 1, msg_user: 8, msg_count: 20 }] },
	},
});
