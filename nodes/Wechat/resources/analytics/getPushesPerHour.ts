import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { readReport, REPORT_HINTS, reportOptions } from './report';

/** Gets the figures of `/datacube/getinterfacesummaryhour`. */
export const getPushesPerHour = defineOperation({
	option: {
		name: 'Get Pushes per Hour',
		value: 'getPushesPerHour',
		chinese: '获取接口分析分时数据',
		action: 'Get pushes per hour',
		description:
			'Get how often WeChat called the server URL per hour (ref_hour 0, 100 … 2300), how often that failed, and how long the answers took in milliseconds',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/api/api_getinterfacesummaryhour.html',
	effect: 'read',
	account: 'certified',
	fields: [beginDate, endDate, reportOptions],
	run: async (params, item) =>
		await readReport({ path: '/datacube/getinterfacesummaryhour', span: 1 }, params, item),
	hints: REPORT_HINTS,
	sample: {
		params: { beginDate: '2026-01-01', endDate: '2026-01-02', options: {} },
		request: {
			method: 'POST',
			path: '/datacube/getinterfacesummaryhour',
			body: { begin_date: '2026-01-01', end_date: '2026-01-01' },
		},
		response: {
			list: [
				{
					ref_date: '2026-01-01',
					ref_hour: 900,
					callback_count: 36,
					fail_count: 0,
					total_time_cost: 1452,
					max_time_cost: 990,
				},
			],
		},
	},
});
