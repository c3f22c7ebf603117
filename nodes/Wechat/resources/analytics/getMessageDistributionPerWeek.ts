import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { readReport, REPORT_HINTS, reportOptions } from './report';

/** Gets the figures of `/datacube/getupstreammsgdistweek`. */
export const getMessageDistributionPerWeek = defineOperation({
	option: {
		name: 'Get Message Distribution per Week',
		value: 'getMessageDistributionPerWeek',
		chinese: '获取消息发送分布周数据',
		action: 'Get message distribution per week',
		description:
			'Get how many people wrote how often per week; ref_date is its Monday. A week is included if it has ended by the end date.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/mess/api_getupstreammsgdistweek.html',
	effect: 'read',
	account: 'certified',
	fields: [beginDate, endDate, reportOptions],
	run: async (params, item) =>
		await readReport({ path: '/datacube/getupstreammsgdistweek', span: 'week' }, params, item),
	hints: REPORT_HINTS,
	sample: {
		params: { beginDate: '2026-01-05', endDate: '2026-01-18', options: {} },
		request: {
			method: 'POST',
			path: '/datacube/getupstreammsgdistweek',
			body: { begin_date: '2026-01-05', end_date: '2026-01-05' },
		},
		response: { list: [{ ref_date: '2026-01-05', count_interval: 1, msg_user: 84 }] },
	},
});
