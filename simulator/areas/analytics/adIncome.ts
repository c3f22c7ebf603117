import type { JsonObject } from '../../server/printJson';
import type { Account } from '../../state/Account';
import { addDays, startOfDate } from '../../state/beijingTime';
import { groupBy } from './groupBy';
import { analyticsData, type AdRow } from './events';

/** Answers of this API carry no errcode. */
const RET = { ok: 0, parameters: 1701, noPublisher: 2009, unknownAction: 45010 } as const;
const MAX_PAGE_SIZE = 90;
const MAX_DAYS: Readonly<Record<string, number>> = { publisher_adpos_general: 90, publisher_cps_general: 60 };
const SLOTS = ['BOTTOM', 'MID_CONTEXT', 'VIDEO_END', 'SPONSOR', 'CPS'].map((name) => `SLOT_ID_BIZ_${name}`);

/**
 * `publisher/stat`: income from ads, by `action`. Refusals come as `base_resp.ret`, not as errcode.
 *
 * @param query of the call
 */
export function adIncome(account: Account, query: URLSearchParams): JsonObject {
	const { opened } = analyticsData(account).ads;
	if (!opened) return refused(RET.noPublisher, 'invalid publisher');
	const action = query.get('action') ?? '';
	if (action === 'publisher_settlement') return paged(query, (page) => settlement(account, query, page));
	const maxDays = Object.hasOwn(MAX_DAYS, action) ? MAX_DAYS[action] : undefined;
	if (maxDays === undefined) return refused(RET.unknownAction, 'invalid action');
	const [begin, end] = [query.get('start_date') ?? '', query.get('end_date') ?? ''];
	const slot = query.get('ad_slot');
	const isSpan = startOfDate(begin) !== null && startOfDate(end) !== null && begin <= end;
	if (!isSpan || end > addDays(begin, maxDays - 1)) return refused(RET.parameters, 'invalid date');
	if (slot !== null && !SLOTS.includes(slot)) return refused(RET.parameters, 'invalid ad_slot');
	const rows = analyticsData(account).ads.rows.filter(
		({ date, adSlot }) => date >= begin && date <= end && (slot === null || adSlot === slot),
	);
	const products = action === 'publisher_cps_general';
	const fitting = rows.filter(({ adSlot }) => (adSlot === 'SLOT_ID_BIZ_CPS') === products);
	return paged(query, (page) => ({
		list: page(fitting).map(products ? showCommission : showSlot),
		summary: products ? sumCommission(fitting) : sum(fitting),
		total_num: fitting.length,
	}));
}

type Page = <Row>(rows: readonly Row[]) => Row[];

function paged(query: URLSearchParams, answer: (page: Page) => JsonObject): JsonObject {
	const page = Number(query.get('page'));
	const size = Number(query.get('page_size'));
	if (!Number.isInteger(page) || page < 1) return refused(RET.parameters, 'invalid page');
	if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE)
		return refused(RET.parameters, 'invalid page_size');
	const cut: Page = (rows) => rows.slice((page - 1) * size, page * size);
	return { base_resp: { err_msg: 'ok', ret: RET.ok }, ...answer(cut) };
}

function refused(ret: number, err_msg: string): JsonObject {
	return { base_resp: { err_msg, ret } };
}

function showSlot(row: AdRow): JsonObject {
	return {
		slot_id: String(3_030_046_789_020_061 + SLOTS.indexOf(row.adSlot)),
		ad_slot: row.adSlot,
		date: row.date,
		...sum([row]),
	};
}

function sum(rows: readonly AdRow[]) {
	const total = (field: 'requests' | 'exposures' | 'clicks' | 'income') =>
		rows.reduce((all, row) => all + row[field], 0);
	const [requests, exposures, clicks, income] = [
		total('requests'),
		total('exposures'),
		total('clicks'),
		total('income'),
	];
	return {
		req_succ_count: requests,
		exposure_count: exposures,
		exposure_rate: ratio(exposures, requests),
		click_count: clicks,
		click_rate: ratio(clicks, exposures),
		income,
		ecpm: ratio(income * 1000, exposures),
	};
}

function showCommission(row: AdRow): JsonObject {
	return { date: row.date, ...sumCommission([row]) };
}

function sumCommission(rows: readonly AdRow[]) {
	const { exposure_count, click_count, click_rate, income } = sum(rows);
	return { exposure_count, click_count, click_rate, total_commission: income };
}

/** Half months, the unit of settlement: every one that overlaps the range. */
function settlement(account: Account, query: URLSearchParams, page: Page): JsonObject {
	const { rows } = analyticsData(account).ads;
	const [begin, end] = [halfOf(query.get('start_date') ?? ''), halfOf(query.get('end_date') ?? '')];
	const halves = groupBy(
		rows.filter(({ date }) => halfOf(date) >= begin && halfOf(date) <= end),
		({ date }) => halfOf(date),
	);
	const list = [...halves].sort().map(([half, group]) => showSettlement(half, group));
	const all = rows.reduce((sumOf, { income }) => sumOf + income, 0);
	return {
		revenue_all: all,
		penalty_all: 0,
		settled_revenue_all: all,
		...(list.length > 0 ? { settlement_list: page(list) } : {}),
		total_num: list.length,
	};
}

/** `2026-11 1` for the first half of a month. */
function halfOf(date: string): string {
	return `${date.slice(0, 7)} ${Number(date.slice(8)) <= 15 ? 1 : 2}`;
}

function showSettlement(half: string, rows: readonly AdRow[]): JsonObject {
	const [month = '', order = ''] = half.split(' ');
	const [year, number] = month.split('-').map(Number);
	const last = order === '1' ? 15 : new Date(Date.UTC(Number(year), Number(number), 0)).getUTCDate();
	const bySlot = groupBy(rows, ({ adSlot }) => adSlot);
	return {
		date: addDays(`${month}-${last}`, 10),
		zone: `${year}年${number}月${order === '1' ? 1 : 16}日至${last}日`,
		month: month.replace('-', ''),
		order: Number(order),
		sett_status: 1,
		settled_revenue: sum(rows).income,
		sett_no: `${month}-${order}`,
		mail_send_cnt: '0',
		slot_revenue: [...bySlot].map(([slot_id, group]) => ({
			slot_id,
			slot_settled_revenue: sum(group).income,
		})),
	};
}

function ratio(part: number, whole: number): number {
	return whole === 0 ? 0 : part / whole;
}
