import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { listOf, payload } from '../../shared/answerItems';
import { askAccount, offerPages, readList, type SearchableEntry } from './readList';

/** The maximum of one call. */
const PER_PAGE = 30;

interface Category {
	id: number;
	name: string;
}

interface LibraryTitle {
	tid: number;
	title: string;
	/** 2: one message per consent; 3: long-term. */
	type?: number;
}

const CATEGORIES = { method: 'GET', path: '/wxaapi/newtmpl/getcategory' } as const;

/**
 * Lists the service categories of the account.
 *
 * @throws NodeApiError or NodeOperationError with a text for the user
 * @see https://developers.weixin.qq.com/doc/service/api/notify/notify/api_getcategory.html
 */
export async function loadCategories(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const categories = await readList<Category>(this, CATEGORIES, 'data');
	return categories.map(({ id, name }) => ({ name: `${name} (${id})`, value: String(id) }));
}

/**
 * Lists the titles of the public library in all categories of the account.
 *
 * @param filter what the user typed; matches title and id of each page
 * @param paginationToken how many were listed before
 * @throws NodeApiError or NodeOperationError with a text for the user
 * @see https://developers.weixin.qq.com/doc/service/api/notify/notify/api_getpubnewtemplatetitles.html
 */
export async function searchLibraryTitles(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await askAccount(this, async ({ call }) => {
		const categories = listOf(await call(CATEGORIES, { effect: 'read' }), 'data') as unknown as Category[];
		const ids = categories.map(({ id }) => id).join(',');
		if (ids === '') return { results: [] };
		const load = async (start: number) => {
			const path = '/wxaapi/newtmpl/getpubtemplatetitles';
			const query = { ids, start: String(start), limit: String(PER_PAGE) };
			const answer = payload(await call({ method: 'GET', path, query }, { effect: 'read' }));
			const { data = [], count = 0 } = answer as { data?: LibraryTitle[]; count?: number };
			const next = start + data.length;
			return {
				entries: data.map(titleEntry),
				next: data.length > 0 && next < Number(count) ? next : undefined,
			};
		};
		return await offerPages(paginationToken, load, filter);
	});
}

function titleEntry({ tid, title, type }: LibraryTitle): SearchableEntry {
	return { name: `${title} (${tid}${type === 3 ? ', long-term' : ''})`, value: String(tid) };
}

/**
 * Lists the keywords of the chosen title.
 *
 * @returns an empty array while no title is chosen
 * @throws NodeApiError or NodeOperationError with a text for the user
 * @see https://developers.weixin.qq.com/doc/service/api/notify/notify/api_getpubnewtemplatekeywords.html
 */
export async function loadLibraryKeywords(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const tid = String(this.getCurrentNodeParameter('tid', { extractValue: true }) ?? '').trim();
	if (!/^\d+$/.test(tid)) return [];
	const request = {
		method: 'GET',
		path: '/wxaapi/newtmpl/getpubtemplatekeywords',
		query: { tid },
	} as const;
	const keywords = await readList<{ kid: number; name: string; example?: string }>(this, request, 'data');
	return keywords.map(({ kid, name, example }) => ({
		name: `${name} (${kid})`,
		value: String(kid),
		...(example ? { description: `e.g. ${example}` } : {}),
	}));
}
