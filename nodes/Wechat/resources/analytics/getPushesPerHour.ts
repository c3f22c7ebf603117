import { defineReport } from './report';

/** Gets the figures of `/datacube/getinterfacesummaryhour`. */
export const getPushesPerHour = defineReport({
	option: {
		name: 'Get Pushes per Hour',
		value: 'getPushesPerHour',
		chinese: '获取接口分析分时数据',
		action: 'Get pushes per hour',
		description:
			'Get how often WeChat called the server URL per hour (ref_hour 0, 100 … 2300), how often that failed, and how long the answers took in milliseconds',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/api/api_getinterfacesummaryhour.html',
	path: '/datacube/getinterfacesummaryhour',
	span: 1,
	sample: {
		range: { begin: '2026-01-01', end: '2026-01-02' },
		firstCall: { begin: '2026-01-01', end: '2026-01-01' },
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
