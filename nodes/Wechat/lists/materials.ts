import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Connection } from '../../transport/connectAccount';
import { payload } from '../../shared/answerItems';
import { newsEntry, type NewsRow, searchDrafts } from './news';
import { nextOffset } from '../../shared/paging';
import { askAccount, dayOf, nameWith, offerPages, type SearchableEntry } from './readList';

/** The maximum of one call. */
const PER_PAGE = 20;

/** Kinds of permanent material that WeChat lists, by WeChat's name, with the name for users. */
const KINDS = { image: 'image', video: 'video', voice: 'voice', news: 'article' } as const;

type Kind = keyof typeof KINDS;

/** Names of the counts in the answer of `material/get_materialcount`. */
type Counts = Partial<Record<`${Kind}_count`, number>>;

interface MaterialRow extends NewsRow {
	name?: string;
	/** Only for images. */
	url?: string;
}

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * Lists the permanent images of the account, including thumbnails, newest first.
 *
 * @param filter what the user typed; matches name, day and id of each page
 * @param paginationToken how many were listed before
 * @throws NodeApiError or NodeOperationError with a text for the user
 * @see https://developers.weixin.qq.com/doc/service/api/material/permanent/api_batchgetmaterial.html
 */
export const searchImages: Search = searchKind('image');

/** Lists the permanent voice messages of the account, like {@link searchImages}. */
export const searchVoices: Search = searchKind('voice');

/** Lists the permanent videos of the account, like {@link searchImages}. */
export const searchVideos: Search = searchKind('video');

/** Lists the articles in the material library of the account by their titles, like {@link searchImages}. */
export const searchLibraryArticles: Search = searchKind('news');

/**
 * Lists the permanent images, videos, voice messages and articles of the account, twenty of each kind at a time.
 *
 * @param filter what the user typed; matches name, kind, day and id of each page
 * @param paginationToken how many of each kind were listed before
 * @throws NodeApiError or NodeOperationError with a text for the user
 * @see https://developers.weixin.qq.com/doc/service/api/material/permanent/api_getmaterialcount.html
 */
export async function searchMaterials(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await askAccount(this, async (connection) => {
		const counts = await countsOf(connection);
		const countOf = (kind: Kind) => counts[`${kind}_count`] ?? 0;
		const load = async (offset: number) => {
			const kinds = (Object.keys(KINDS) as Kind[]).filter((kind) => countOf(kind) > offset);
			const entries: SearchableEntry[] = [];
			for (const kind of kinds) {
				const rows = (await pageOf(connection, kind, offset)).item;
				entries.push(...rows.map((row) => entryOf(row, kind, KINDS[kind])));
			}
			const next = offset + PER_PAGE;
			return { entries, next: kinds.some((kind) => countOf(kind) > next) ? next : undefined };
		};
		return await offerPages(paginationToken, load, filter);
	});
}

/**
 * Lists the possible content of a mass message of the chosen kind: drafts, or permanent images, videos and voice messages.
 *
 * @param filter what the user typed
 * @param paginationToken how many were listed before
 * @throws NodeApiError or NodeOperationError with a text for the user
 */
export async function searchMassContent(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const search = MASS_LISTS[String(this.getCurrentNodeParameter('massType'))] ?? searchMaterials;
	return await search.call(this, filter, paginationToken);
}

const MASS_LISTS: Readonly<Record<string, Search>> = {
	mpnews: searchDrafts,
	image: searchImages,
	mpvideo: searchVideos,
	voice: searchVoices,
};

function searchKind(kind: Kind): Search {
	return async function search(filter, paginationToken) {
		return await askAccount(this, async (connection) => {
			const load = async (offset: number) => {
				const { item, total } = await pageOf(connection, kind, offset);
				return {
					entries: item.map((row) => entryOf(row, kind)),
					next: nextOffset(offset, item.length, total),
				};
			};
			return await offerPages(paginationToken, load, filter);
		});
	};
}

async function pageOf(
	{ call }: Connection,
	kind: Kind,
	offset: number,
): Promise<{ item: MaterialRow[]; total: number }> {
	const body = { type: kind, offset, count: PER_PAGE };
	const path = '/cgi-bin/material/batchget_material';
	const answer = payload(await call({ method: 'POST', path, body }, { effect: 'read' }));
	const { item = [], total_count: total = 0 } = answer as { item?: MaterialRow[]; total_count?: number };
	return { item, total };
}

async function countsOf({ call }: Connection): Promise<Counts> {
	const request = { method: 'GET', path: '/cgi-bin/material/get_materialcount' } as const;
	return payload(await call(request, { effect: 'read' }));
}

/** @param label of the kind, where several kinds are in one list */
function entryOf(row: MaterialRow, kind: Kind, label = ''): SearchableEntry {
	if (kind === 'news') return newsEntry(row, label);
	const { name = '', media_id = '', update_time: at, url } = row;
	const shown = nameWith(name.trim() || '(no name)', [label, dayOf(at)]);
	return { name: shown, value: media_id, ...(url ? { url } : {}) };
}
