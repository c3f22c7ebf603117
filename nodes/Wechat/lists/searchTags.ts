import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { connectAccount } from '../../transport/connectAccount';
import { toNodeError } from '../../transport/toNodeError';

interface ListedTag {
	id: number;
	name: string;
	/** How many followers have it. */
	count: number;
}

/**
 * Offers the account's tags with the number of followers that have them.
 *
 * @param filter what the user typed; matches name and id
 * @throws NodeApiError or NodeOperationError with a text for a person
 * @see https://developers.weixin.qq.com/doc/service/api/usermanage/tag/api_gettags.html
 */
export async function searchTags(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const wanted = (filter ?? '').trim().toLowerCase();
	try {
		const { call } = await connectAccount(this);
		const answer = await call({ method: 'GET', path: '/cgi-bin/tags/get' }, { effect: 'read' });
		const list = answer.kind === 'json' ? answer.data.tags : [];
		const tags = Array.isArray(list) ? (list as ListedTag[]) : [];
		const results = tags
			.filter(({ id, name }) => `${name}\n${id}`.toLowerCase().includes(wanted))
			.map(({ id, name, count }) => ({ name: `${name} (${count})`, value: String(id) }));
		return { results };
	} catch (error) {
		throw toNodeError(this.getNode(), error, { effect: 'read', now: Date.now() });
	}
}
