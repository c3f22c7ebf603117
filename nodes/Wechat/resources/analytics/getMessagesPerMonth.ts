import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { readReport, REPORT_HINTS, reportOptions } from './report';

/** Gets the figures of `/datacube/getupstreammsgmonth`. */
export const getMessagesPerMonth = defineOperation({
	option: {
		name: 'Get Messages per Month',
		value: 'getMessagesPerMonth',
		chinese: '获取消息发送月数据',
		action: 'Get messages per month',
		description:
			'Get how many people wrote how many messages to the account per month and kind; ref_date is its first day. A month is included if it has ended by the end date.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/mess/api_getupstreammsgmonth.html',
	effect: 'read',
	account: 'certified',
	fields: [beginDate, endDate, reportOptions],
	run: async (params, item) =>
		await readReport({ path: '/datacube/getupstreammsgmonth', span: 'month' }, params, item),
	hints: REPORT_HINTS,
	sample: {
		params: { beginDate: '2026-01-01', endDate: '2026-02-28', options: {} },
		request: {
			method: 'POST',
			path: '/datacube/getupstreammsgmonth',
			body: { begin_date: '2026-01-01', end_date: '2026-01-01' },
		},
		response: { list: [{ ref_date: '2026-01-01', msg_type: 1, msg_user: 398, msg_count: 1270 }] },
	},
});
