import { defineReport } from './report';

/** Gets the figures of `/datacube/getusersummary`. */
export const getUserGrowth = defineReport({
	option: {
		name: 'Get User Growth',
		value: 'getUserGrowth',
		chinese: '获取用户增减数据',
		action: 'Get user growth',
		description:
			'Get new and lost followers per day and way of following (用户增减数据): user_source 0 is others, 1 search, 17 a shared card, 30 a QR code, 57 the name in an article, 100 an ad, 149 a mini program, 161 a reprint, 200 Channels, 201 a live stream',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/user/api_getusersummary.html',
	path: '/datacube/getusersummary',
	span: 7,
	sample: {
		range: { begin: '2026-01-01', end: '2026-01-07' },
		firstCall: { begin: '2026-01-01', end: '2026-01-07' },
		response: { list: [{ ref_date: '2026-01-01', user_source: 30, new_user: 12, cancel_user: 3 }] },
	},
});
