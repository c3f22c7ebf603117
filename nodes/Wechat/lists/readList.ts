import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { beijingDay } from '../../../core/time/calendarDays';
import type { ApiRequest } from '../../../core/api/wire';
import { type Connection, connectAccount } from '../../transport/connectAccount';
import { toNodeError } from '../../transport/toNodeError';
import { listOf } from '../../shared/answerItems';

/**
 * Requests the choices of a field of the editor from the account.
 *
 * @param context of the editor
 * @param ask makes the calls
 * @returns the result of `ask`
 * @throws NodeApiError or NodeOperationError with a text for the user, without secrets; the editor shows it in the list
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
 * @param request to WeChat
 * @param name property of the answer that contains the list
 * @returns WeChat's rows
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

/** An entry of a list; if there is `search`, it is searched instead of the name. */
export type SearchableEntry = INodeListSearchItems & { search?: string };

/**
 * Filters a list by what the user typed into its search field.
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

/** The editor requests a further page only if this one has entries. */
const MOST_PAGES = 10;

/**
 * Returns a long list page by page. If a search matches nothing on a page, the following ones are searched too, so that no match is hidden
 * behind an empty page.
 *
 * @param from how many entries precede the page, as text
 * @param load reads the page at an offset; `next` is the offset of the following one
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
 * Appends facts in parentheses to the name of an entry.
 *
 * @param name of the entry
 * @param facts empty ones are left out
 */
export function nameWith(name: string, facts: readonly string[]): string {
	const shown = facts.filter(Boolean).join(', ');
	return shown === '' ? name : `${name} (${shown})`;
}

/** @returns the day in Beijing of a time of WeChat (Unix seconds); '' when there is none */
export function dayOf(seconds: number | undefined): string {
	return seconds === undefined ? '' : beijingDay(seconds * 1000);
}
