import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { readReport, REPORT_HINTS, reportOptions } from './report';

/** Maximum number of days per call, by name of the API. */
const SPANS: Readonly<Record<string, number>> = {
	getarticlesummary: 1,
	getarticletotal: 1,
	getuserread: 3,
	getuserreadhour: 1,
	getusershare: 7,
	getusersharehour: 1,
};

/** Gets figures about articles as WeChat counted them before November 2025. */
export const getLegacyFigures = defineOperation({
	option: {
		name: 'Get Article Figures (Legacy)',
		value: 'getLegacyFigures',
		chinese: '获取旧版图文数据',
		action: 'Get legacy article figures',
		description:
			'Get figures about articles from the six older calls, which WeChat no longer maintains (停止维护). From 2025-11-01 on use the other operations for articles.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/wedata/news/api_getarticlesummary.html',
	variant: 'one of six older calls',
	effect: 'read',
	account: 'certified',
	fields: [
		{
			displayName: 'Report',
			name: 'legacyReport',
			type: 'options',
			options: [
				{
					name: 'Articles of a Day',
					value: 'getarticlesummary',
					description: 'Readers and shares of each article on each day; articles with 3 readers or more',
				},
				{
					name: 'Articles Since Publication',
					value: 'getarticletotal',
					description: 'Running totals of each article over its first 7 days',
				},
				{ name: 'Reads per Day', value: 'getuserread', description: 'By where the readers came from' },
				{ name: 'Reads per Hour', value: 'getuserreadhour' },
				{ name: 'Shares per Day', value: 'getusershare', description: 'By where the articles were shared' },
				{ name: 'Shares per Hour', value: 'getusersharehour' },
			],
			default: 'getarticlesummary',
			description: 'Which of the older calls to make',
		},
		beginDate,
		endDate,
		reportOptions,
	],
	run: async (params, item) => {
		const span = SPANS[params.legacyReport];
		if (span === undefined) {
			throw new InvalidInputError('Report', 'is not one of the older calls', 'Choose it from the list.');
		}
		return await readReport({ path: `/datacube/${params.legacyReport}`, span }, params, item);
	},
	hints: REPORT_HINTS,
	sample: {
		params: {
			legacyReport: 'getuserread',
			beginDate: '2025-10-01',
			endDate: '2025-10-03',
			options: {},
		},
		request: {
			method: 'POST',
			path: '/datacube/getuserread',
			body: { begin_date: '2025-10-01', end_date: '2025-10-03' },
		},
		response: {
			list: [
				{
					ref_date: '2025-10-01',
					user_source: 0,
					int_page_read_user: 25,
					int_page_read_count: 34,
					ori_page_read_user: 0,
					ori_page_read_count: 0,
					share_user: 2,
					share_count: 2,
					add_to_fav_user: 0,
					add_to_fav_count: 0,
				},
			],
		},
	},
});
