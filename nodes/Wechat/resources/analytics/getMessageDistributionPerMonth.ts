import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { readReport, REPORT_HINTS, reportOptions } from './report';

/** Gets the figures of `/datacube/getupstreammsgdistmonth`. */
export const getMessageDistributionPerMonth = defineOperation({
	option: {
		name: 'Get Message Distribution per Month',
		value: 'getMessageDistributionPerMonth',
		chinese: '获取消息发送分布月数据',
		action: 'Get message distribution per month',
		description:
			'Get how many people wrote how often per month; ref_date is its first day. A month is included if it has ended by the end date.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/mess/api_getupstreammsgdistmonth.html',
	effect: 'read',
	account: 'certified',
	fields: [beginDate, endDate, reportOptions],
	run: async (params, item) =>
		await readReport({ path: '/datacube/getupstreammsgdistmonth', span: 'month' }, params, item),
	hints: REPORT_HINTS,
	sample: {
		params: { beginDate: '2026-01-01', endDate: '2026-02-28', options: {} },
		request: {
			method: 'POST',
			path: '/datacube/getupstreammsgdistmonth',
			body: { begin_date: '2026-01-01', end_date: '2026-01-01' },
		},
		response: { list: [{ ref_date: '2026-01-01', count_interval: 1, msg_user: 284 }] },
	},
});
