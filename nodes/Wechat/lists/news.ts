import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { payload } from '../../shared/answerItems';
import { nextOffset } from '../../shared/paging';
import { askAccount, dayOf, nameWith, offerPages, type SearchableEntry } from './readList';

const PER_PAGE = 20;

/** A draft or article in a list of WeChat. */
export interface NewsRow {
	media_id?: string;
	article_id?: string;
	update_time?: number;
	content?: { news_item?: { title?: string }[] };
}

/**
 * Lists the drafts of the account, newest first.
 *
 * @param filter what the user typed; matches titles and id of each page
 * @param paginationToken how many were listed before
 * @throws NodeApiError or NodeOperationError with a text for the user
 * @see https://developers.weixin.qq.com/doc/service/api/draftbox/draftmanage/api_draft_batchget.html
 */
export async function searchDrafts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchNews(this, '/cgi-bin/draft/batchget', filter, paginationToken);
}

/**
 * Lists the published articles of the account, newest first.
 *
 * @param filter what the user typed; matches titles and id of each page
 * @param paginationToken how many were listed before
 * @throws NodeApiError or NodeOperationError with a text for the user
 * @see https://developers.weixin.qq.com/doc/service/api/public/api_freepublish_batchget.html
 */
export async function searchArticles(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchNews(this, '/cgi-bin/freepublish/batchget', filter, paginationToken);
}

async function searchNews(
	context: ILoadOptionsFunctions,
	path: string,
	filter: string | undefined,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	return await askAccount(context, async ({ call }) => {
		const load = async (offset: number) => {
			const body = { offset, count: PER_PAGE, no_content: 1 };
			const answer = payload(await call({ method: 'POST', path, body }, { effect: 'read' }));
			const { item = [], total_count: total = 0 } = answer as { item?: NewsRow[]; total_count?: number };
			return {
				entries: item.map((row) => newsEntry(row)),
				next: nextOffset(offset, item.length, total),
			};
		};
		return await offerPages(paginationToken, load, filter);
	});
}

/**
 * Makes the entry of a draft or article from its titles and its day.
 *
 * @param row of WeChat
 * @param label to show before the day
 */
export function newsEntry(
	{ media_id, article_id, update_time: at, content }: NewsRow,
	label = '',
): SearchableEntry {
	const titles = (content?.news_item ?? []).map(({ title = '' }) => title.trim() || '(no title)');
	const [first = '(no title)', ...others] = titles;
	const more = others.length > 0 ? `and ${others.length} more` : '';
	const name = nameWith(first, [more, label, dayOf(at)]);
	return { name, value: media_id ?? article_id ?? '', search: [name, ...others].join('\n') };
}
