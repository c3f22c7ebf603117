import type { IDataObject } from 'n8n-workflow';
import { type DayRange, splitDays } from '../../../../core/time/calendarDays';
import { listOf } from '../../../shared/answerItems';
import type { ItemContext } from '../../../shared/itemContexts';
import { withProgress } from '../../../shared/annotatedError';
import { collectPages } from '../../../shared/paging';
import { readDays } from '../../fields/dates';

const EARLIEST = '2016-01-01';
const PER_CALL = 90;

/** One kind of statistics. */
export interface Statement {
	action: 'publisher_adpos_general' | 'publisher_cps_general' | 'publisher_settlement';
	/** Maximum number of days per call; left out where WeChat documents none. */
	span?: number;
	/** Name of the list in the answer. */
	list: 'list' | 'settlement_list';
	/** Only for this ad slot. */
	adSlot?: string;
}

/**
 * Reads statistics for a range of days of any length, in as many calls as needed, page by page, in order.
 *
 * @param statement kind of statistics
 * @param params range of days
 * @param item context of the current item
 * @param withPage returns properties of an answer to add to each of its rows
 * @returns the rows
 * @throws InvalidInputError before any call; what a call throws, with how far the rows were read
 * @see https://developers.weixin.qq.com/doc/service/guide/product/analysis_data/ad/Ad_Analysis.html
 */
export async function readStatement(
	statement: Statement,
	params: { beginDate: string; endDate: string },
	{ connection }: ItemContext,
	withPage: (answer: Readonly<Record<string, unknown>>) => IDataObject = () => ({}),
): Promise<IDataObject[]> {
	const range = readDays(params, { earliest: EARLIEST, now: connection.now() });
	const parts: DayRange[] = statement.span === undefined ? [range] : splitDays(range, statement.span);
	const rows: IDataObject[] = [];
	for (const part of parts) {
		const found = await collectPages<IDataObject, number>(1, undefined, async (page) => {
			const query = {
				action: statement.action,
				page: String(page),
				page_size: String(PER_CALL),
				start_date: part.begin,
				end_date: part.end,
				ad_slot: statement.adSlot,
			};
			const answer = await connection
				.call({ method: 'GET', path: '/publisher/stat', query }, { effect: 'read' })
				.catch((error: unknown) => {
					throw rows.length === 0 && page === 1
						? error
						: withProgress(error, `what lies before page ${page} of ${part.begin} was read`);
				});
			const data = answer.kind === 'json' ? answer.data : {};
			const total = Number(data.total_num ?? Infinity);
			// WeChat leaves an empty list out.
			const list = total === 0 ? [] : (listOf(answer, statement.list) as IDataObject[]);
			const isLast = list.length < PER_CALL || page * PER_CALL >= total;
			return {
				rows: list.map((row) => ({ ...row, ...withPage(data) })),
				next: isLast ? undefined : page + 1,
			};
		});
		rows.push(...found);
	}
	return rows;
}

/** Advice on refusals of these calls, which come as `base_resp.ret` with their own values. */
export const STATEMENT_HINTS: Readonly<Record<number, string>> = {
	45009: 'WeChat was asked for statements too often. Wait a minute, and let the workflow ask less often.',
	45010:
		'WeChat has no such statement for the account. Check in the console (mp.weixin.qq.com → 广告与服务 → 流量主) whether, and since when, the account takes part in advertising.',
};
