import type { IDataObject } from 'n8n-workflow';
import { beginDate, endDate } from '../../fields/dates';
import { defineOperation } from '../../operation';
import { readStatement, STATEMENT_HINTS } from './statistics';

/** Gets the statistics of `publisher_settlement`. */
export const getAdSettlements = defineOperation({
	option: {
		name: 'Get Settlements',
		value: 'getSettlements',
		chinese: '获取结算收入数据',
		action: 'Get ad settlements',
		description:
			'Get what was settled and paid for ads (结算收入), each settlement with the totals of the range (revenue_all, penalty_all, settled_revenue_all, in fen, a hundredth of a yuan): order 1 is the first half of the month, 2 the second; sett_status 1 is being settled, 2 and 3 settled, 4 being paid, 5 paid',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/analysis_data/ad/Ad_Analysis.html',
	variant: 'action publisher_settlement',
	effect: 'read',
	account: 'depends on the API',
	fields: [beginDate, endDate],
	run: async (params, item) => {
		const rows = await readStatement(
			{ action: 'publisher_settlement', list: 'settlement_list' },
			params,
			item,
			totalsOf,
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
				action: 'publisher_settlement',
				page: '1',
				page_size: '90',
				start_date: '2026-01-01',
				end_date: '2026-01-07',
			},
		},
		response: {
			base_resp: { err_msg: 'ok', ret: 0 },
			revenue_all: 5000,
			penalty_all: 0,
			settled_revenue_all: 4800,
			settlement_list: [
				{
					date: '2026-01-25',
					zone: '2026年1月1日至15日',
					month: '202601',
					order: 1,
					sett_status: 1,
					settled_revenue: 4800,
					sett_no: 'SAMPLE-settlement-1',
					mail_send_cnt: '0',
					slot_revenue: [{ slot_id: 'SLOT_ID_BIZ_BOTTOM', slot_settled_revenue: 4800 }],
				},
			],
			total_num: 1,
		},
	},
});

function totalsOf(answer: Readonly<Record<string, unknown>>): IDataObject {
	const { revenue_all, penalty_all, settled_revenue_all } = answer;
	return { revenue_all, penalty_all, settled_revenue_all } as IDataObject;
}
