import type { IDataObject } from 'n8n-workflow';
import { listOf } from './answerItems';
import type { ItemContext } from './itemContexts';
import { collectPages, nextOffset } from './paging';

const PER_CALL = 20;

/**
 * Reads a list of drafts or of published articles.
 *
 * @param item context of the current item
 * @param path of the API, which takes `offset`, `count` and `no_content`
 * @param wanted `limit` the maximum number, undefined for all; `withContent` whether to include their HTML
 * @throws IndeterminateResultError when an answer contains no list, and what the calls throw
 */
export async function collectNews(
	{ connection }: ItemContext,
	path: string,
	wanted: { limit: number | undefined; withContent: boolean },
): Promise<IDataObject[]> {
	const { limit, withContent } = wanted;
	return await collectPages<IDataObject, number>(0, limit, async (offset) => {
		const count = Math.min(PER_CALL, (limit ?? Infinity) - offset);
		const answer = await connection.call(
			{ method: 'POST', path, body: { offset, count, no_content: withContent ? 0 : 1 } },
			{ effect: 'read' },
		);
		const rows = listOf(answer, 'item') as IDataObject[];
		const total = answer.kind === 'json' ? Number(answer.data.total_count ?? 0) : 0;
		return { rows, next: nextOffset(offset, rows.length, total) };
	});
}
