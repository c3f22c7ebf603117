import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { readReport, REPORT_HINTS, reportOptions } from './report';

/** Gets the figures of `/datacube/getinterfacesummary`. */
export const getPushes = defineOperation({
	option: {
		name: 'Get Pushes per Day',
		value: 'getPushes',
		chinese: '获取接口分析数据',
		action: 'Get pushes per day',
		description:
			'Get how often WeChat called the server URL per day, how often that failed, and how long the answers took in milliseconds (接口分析数据)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/api/api_getinterfacesummary.html',
	effect: 'read',
	account: 'certified',
	fields: [beginDate, endDate, reportOptions],
	run: async (params, item) =>
		await readReport({ path: '/datacube/getinterfacesummary', span: 30 }, params, item),
	hints: REPORT_HINTS,
	sample: {
		params: { beginDate: '2026-01-01', endDate: '2026-01-07', options: {} },
		request: {
			method: 'POST',
			path: '/datacube/getinterfacesummary',
			body: { begin_date: '2026-01-01', end_date: '2026-01-07' },
		},
		response: {
			list: [
				{
					ref_date: '2026-01-01',
					callback_count: 360,
					fail_count: 2,
					total_time_cost: 14520,
					max_time_cost: 4990,
				},
			],
		},
	},
});
