import { IndeterminateResultError } from '../../core/errors/WechatErrors';
import { withProgress } from './annotatedError';
import type { ApiAnswer } from '../../core/api/wire';

/** One page of a list; `next` is the cursor of the following page, undefined on the last one. */
export interface Page<Row, Cursor> {
	rows: Row[];
	next: Cursor | undefined;
}

/**
 * Reads a list page by page.
 *
 * @param first cursor of the first page
 * @param limit maximum number of rows; undefined for all
 * @param load reads one page
 * @returns the rows in WeChat's order, at most `limit`
 * @throws IndeterminateResultError when WeChat returns the cursor of the same page, and whatever `load` throws
 */
export async function collectPages<Row, Cursor extends string | number>(
	first: Cursor,
	limit: number | undefined,
	load: (cursor: Cursor) => Promise<Page<Row, Cursor>>,
): Promise<Row[]> {
	const wanted = limit ?? Infinity;
	const rows: Row[] = [];
	for (let cursor: Cursor | undefined = first; cursor !== undefined && rows.length < wanted;) {
		const page: Page<Row, Cursor> = await load(cursor);
		for (const row of page.rows.slice(0, wanted - rows.length)) rows.push(row);
		if (page.next === cursor) {
			throw new IndeterminateResultError(
				'maybe-sent',
				'pagination is stuck: WeChat returned the same page twice',
				String(cursor),
			);
		}
		cursor = page.next;
	}
	return rows;
}

/**
 * The offset of the following page, in lists for which WeChat returns the total.
 *
 * @param offset of the page
 * @param count of its entries
 * @param total of the list
 * @returns undefined after the last page; a page without entries is the last one, whatever the total
 */
export function nextOffset(offset: number, count: number, total: number): number | undefined {
	const next = offset + count;
	return count === 0 || next >= total ? undefined : next;
}

/**
 * Reads the OpenIDs of a follower list, whose cursor is the last OpenID of a page.
 *
 * @param continueFrom OpenID after which to begin, empty for the beginning
 * @param limit maximum number; undefined for all
 * @param load requests the page after an OpenID
 * @throws what `load` throws, with how many were read and the OpenID after which to continue
 * @see https://developers.weixin.qq.com/doc/service/api/usermanage/userinfo/api_getfans.html
 */
export async function collectOpenids(
	continueFrom: string,
	limit: number | undefined,
	load: (nextOpenid: string) => Promise<ApiAnswer>,
): Promise<string[]> {
	let seen = 0;
	return await collectPages(continueFrom, limit, async (cursor) => {
		const answer = await load(cursor).catch((error: unknown) => {
			throw seen === 0
				? error
				: withProgress(error, `${seen} were read before; the list continues after ${cursor}`);
		});
		const {
			data,
			next_openid: next,
			total,
			count,
		} = answer.kind === 'json' ? (answer.data as OpenidPage) : {};
		const rows = data?.openid ?? [];
		// An empty list has no `data`, but it has `count`; an answer with neither is no list.
		if (data === undefined && count === undefined && total === undefined) {
			throw new IndeterminateResultError(
				'maybe-sent',
				'the response contains no list of OpenIDs',
				'the list',
			);
		}
		seen += rows.length;
		// The last page has a cursor too; requesting the page after it would cost a call of the small daily quota.
		const complete = total !== undefined && seen >= total;
		return { rows, next: rows.length === 0 || complete || !next ? undefined : next };
	});
}

interface OpenidPage {
	total?: number;
	count?: number;
	data?: { openid?: string[] };
	next_openid?: string;
}
