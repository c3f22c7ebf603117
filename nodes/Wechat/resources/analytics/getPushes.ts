import { defineReport } from './report';

/** Gets the figures of `/datacube/getinterfacesummary`. */
export const getPushes = defineReport({
	option: {
		name: 'Get Pushes per Day',
		value: 'getPushes',
		chinese: '获取接口分析数据',
		action: 'Get pushes per day',
		description:
			'Get how often WeChat called the server URL per day, how often that failed, and how long the answers took in milliseconds (接口分析数据)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/api/api_getinterfacesummary.html',
	path: '/datacube/getinterfacesummary',
	span: 30,
	sample: {
		range: { begin: '2026-01-01', end: '2026-01-07' },
		firstCall: { begin: '2026-01-01', end: '2026-01-07' },
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
