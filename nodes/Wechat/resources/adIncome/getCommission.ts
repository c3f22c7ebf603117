import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { readStatement, STATEMENT_HINTS } from './statistics';

/** Gets the statistics of `publisher_cps_general`. */
export const getAdCommission = defineOperation({
	option: {
		name: 'Get Commission',
		value: 'getCommission',
		chinese: '获取返佣商品数据',
		action: 'Get commission for product cards',
		description:
			'Get the commission for goods sold through product cards in articles (返佣商品), per day; only for accounts that take part in advertising (流量主)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/analysis_data/ad/Ad_Analysis.html',
	variant: 'action publisher_cps_general',
	effect: 'read',
	account: 'depends on the API',
	fields: [beginDate, endDate],
	run: async (params, item) => {
		const rows = await readStatement(
			{ action: 'publisher_cps_general', span: 60, list: 'list' },
			params,
			item,
		);
		return rows.map((json) => ({ json }));
	},
	hints: STATEMENT_HINTS,
	sample: {
		params: { beginDate: '2026-01-01', endDate: '2026-01-07' },
		request: {
			method: 'GET',
			path: '/publisher/stat',
			query: {
				action: 'publisher_cps_general',
				page: '1',
				page_size: '90',
				start_date: '2026-01-01',
				end_date: '2026-01-07',
			},
		},
		response: {
			base_resp: { err_msg: 'ok', ret: 0 },
			list: [
				{ date: '2026-01-01', exposure_count: 80, click_count: 2, order_count: 1, total_commission: 1200 },
			],
			total_num: 1,
		},
	},
});
