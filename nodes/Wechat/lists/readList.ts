import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { beijingDay } from '../../../core/analytics/calendarDays';
import type { ApiRequest } from '../../../core/api/wire';
import { type Connection, connectAccount } from '../../transport/connectAccount';
import { toNodeError } from '../../transport/toNodeError';
import { listOf } from '../../shared/answerItems';

/**
 * Asks the account for something that a field of the editor offers.
 *
 * @param context of the editor
 * @param ask does the calls
 * @returns what `ask` gives
 * @throws NodeApiError or NodeOperationError with a text for a person, without secrets; the editor shows it in the list
 */
export async function askAccount<T>(
	context: ILoadOptionsFunctions,
	ask: (connection: Connection) => Promise<T>,
): Promise<T> {
	let connection: Connection | undefined;
	try {
		connection = await connectAccount(context);
		return await ask(connection);
	} catch (error) {
		const secrets = connection?.account.secrets;
		throw toNodeError(context.getNode(), error, { effect: 'read', now: Date.now(), secrets });
	}
}

/**
 * Reads a list of the account for a field of the editor.
 *
 * @param context of the editor
 * @param request asks WeChat for it
 * @param name property of the answer that holds the list
 * @returns its rows as WeChat gives them
 * @throws as {@link askAccount}
 */
export async function readList<Row>(
	context: ILoadOptionsFunctions,
	request: ApiRequest,
	name: string,
): Promise<Row[]> {
	return await askAccount(
		context,
		async ({ call }) => listOf(await call(request, { effect: 'read' }), name) as Row[],
	);
}

/** An entry of a list; `search` is the text that it is found by in place of its name. */
export type SearchableEntry = INodeListSearchItems & { search?: string };

/**
 * What is left of a list when somebody has typed into its search field.
 *
 * @param entries of the list
 * @param filter what was typed; matches any part of the searched text and of the value, whatever the case
 */
export function offerMatching(
	entries: readonly SearchableEntry[],
	filter: string | undefined,
): INodeListSearchResult {
	const wanted = (filter ?? '').trim().toLowerCase();
	const results = entries
		.filter(({ name, value, search = name }) => `${search}\n${value}`.toLowerCase().includes(wanted))
		.map(({ search: _search, ...entry }) => entry);
	return { results };
}

/** The editor asks for the next page only when this one has entries. */
const MOST_PAGES = 10;

/**
 * Offers a long list page by page. Where a search leaves nothing of a page, the ones after it are looked at too, so that a
 * match is not hidden behind an empty page.
 *
 * @param from how many entries come before the page, as text
 * @param load reads the page that begins there; `next` is where the one after it begins
 * @param filter what was typed
 */
export async function offerPages(
	from: string | undefined,
	load: (offset: number) => Promise<{ entries: SearchableEntry[]; next: number | undefined }>,
	filter: string | undefined,
): Promise<INodeListSearchResult> {
	let offset: number | undefined = Number(from ?? 0);
	let results: INodeListSearchItems[] = [];
	for (let page = 0; page < MOST_PAGES && offset !== undefined && results.length === 0; page++) {
		const { entries, next } = await load(offset);
		({ results } = offerMatching(entries, filter));
		offset = next;
	}
	return { results, ...(offset === undefined ? {} : { paginationToken: String(offset) }) };
}

/**
 * Where the page after one begins, in lists of which WeChat tells the total.
 *
 * @param offset of the page
 * @param count of its entries
 * @param total of the list
 * @returns undefined behind the last one; a page without entries is the last one, whatever the total
 */
export function nextOffset(offset: number, count: number, total: number): number | undefined {
	return count > 0 && offset + count < total ? offset + count : undefined;
}

/**
 * Names an entry, with what else tells it from others in brackets.
 *
 * @param name what it is called
 * @param facts empty ones are left out
 */
export function nameWith(name: string, facts: readonly string[]): string {
	const shown = facts.filter(Boolean).join(', ');
	return shown === '' ? name : `${name} (${shown})`;
}

/** @returns the day of a time of WeChat (Unix seconds), in Beijing; empty when there is none */
export function dayOf(seconds: number | undefined): string {
	return seconds === undefined ? '' : beijingDay(seconds * 1000);
}
