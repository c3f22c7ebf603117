import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { readReport, REPORT_HINTS, reportOptions } from './report';

/** Gets the figures of `/datacube/getupstreammsgweek`. */
export const getMessagesPerWeek = defineOperation({
	option: {
		name: 'Get Messages per Week',
		value: 'getMessagesPerWeek',
		chinese: '获取消息发送周数据',
		action: 'Get messages per week',
		description:
			'Get how many people wrote how many messages to the account per week and kind; ref_date is its Monday. A week is included if it has ended by the end date.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/mess/api_getupstreammsgweek.html',
	effect: 'read',
	account: 'certified',
	fields: [beginDate, endDate, reportOptions],
	run: async (params, item) =>
		await readReport({ path: '/datacube/getupstreammsgweek', span: 'week' }, params, item),
	hints: REPORT_HINTS,
	sample: {
		params: { beginDate: '2026-01-05', endDate: '2026-01-18', options: {} },
		request: {
			method: 'POST',
			path: '/datacube/getupstreammsgweek',
			body: { begin_date: '2026-01-05', end_date: '2026-01-05' },
		},
		response: { list: [{ ref_date: '2026-01-05', msg_type: 1, msg_user: 98, msg_count: 270 }] },
	},
});
