import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { readStatement, STATEMENT_HINTS } from './statistics';

/** Gets the statistics of `publisher_adpos_general`. */
export const getAdPlaces = defineOperation({
	option: {
		name: 'Get Income per Place',
		value: 'getPlaces',
		chinese: '获取广告位数据',
		action: 'Get ad income per place',
		description:
			'Get how often ads were shown and clicked per day and place, and what they brought in (income, in fen, a hundredth of a yuan); only for accounts that take part in advertising (流量主)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/analysis_data/ad/Ad_Analysis.html',
	variant: 'action publisher_adpos_general',
	effect: 'read',
	account: 'depends on the API',
	fields: [
		beginDate,
		endDate,
		{
			displayName: 'Place',
			name: 'adSlot',
			type: 'options',
			options: [
				{ name: 'All', value: '' },
				{ name: 'Behind Videos', value: 'SLOT_ID_BIZ_VIDEO_END' },
				{ name: 'Below the Article', value: 'SLOT_ID_BIZ_BOTTOM' },
				{ name: 'Inside the Article', value: 'SLOT_ID_BIZ_MID_CONTEXT' },
				{ name: 'Product Cards', value: 'SLOT_ID_BIZ_CPS' },
				{ name: 'Sponsored', value: 'SLOT_ID_BIZ_SPONSOR' },
			],
			default: '',
			description: 'Where in articles the ads appear (ad_slot)',
		},
	],
	run: async (params, item) => {
		const rows = await readStatement(
			{ action: 'publisher_adpos_general', span: 90, list: 'list', adSlot: params.adSlot || undefined },
			params,
			item,
		);
		return rows.map((json) => ({ json }));
	},
	hints: STATEMENT_HINTS,
	sample: {
		params: { beginDate: '2026-01-01', endDate: '2026-01-07', adSlot: 'SLOT_ID_BIZ_BOTTOM' },
		request: {
			method: 'GET',
			path: '/publisher/stat',
			query: {
				action: 'publisher_adpos_general',
				page: '1',
				page_size: '90',
				start_date: '2026-01-01',
				end_date: '2026-01-07',
				ad_slot: 'SLOT_ID_BIZ_BOTTOM',
			},
		},
		response: {
			base_resp: { err_msg: 'ok', ret: 0 },
			list: [
				{
					slot_id: 3030046789020061,
					ad_slot: 'SLOT_ID_BIZ_BOTTOM',
					date: '2026-01-01',
					req_succ_count: 120,
					exposure_count: 80,
					exposure_rate: 0.66,
					click_count: 2,
					click_rate: 0.025,
					income: 97,
					ecpm: 1212.5,
				},
			],
			total_num: 1,
		},
	},
});
