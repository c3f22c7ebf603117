import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { offerMatching, readList } from './readList';

interface ListedTag {
	id: number;
	name: string;
	/** Number of followers with this tag. */
	count: number;
}

/**
 * Lists the account's tags with their numbers of followers.
 *
 * @param filter what the user typed; matches name and id
 * @throws NodeApiError or NodeOperationError with a text for the user
 * @see https://developers.weixin.qq.com/doc/service/api/usermanage/tag/api_gettags.html
 */
export async function searchTags(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const tags = await readList<ListedTag>(this, { method: 'GET', path: '/cgi-bin/tags/get' }, 'tags');
	return offerMatching(
		tags.map(({ id, name, count }) => ({ name: `${name} (${count})`, value: String(id), search: name })),
		filter,
	);
}
