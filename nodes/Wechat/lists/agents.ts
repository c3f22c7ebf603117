import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { offerMatching, readList } from './readList';

/**
 * Lists the account's customer service agents.
 *
 * @param filter what the user typed; matches nickname and account
 * @throws NodeApiError or NodeOperationError with a text for the user
 * @see https://developers.weixin.qq.com/doc/service/api/customer/servicermanage/api_getkflist.html
 */
export async function searchAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const request = { method: 'GET', path: '/cgi-bin/customservice/getkflist' } as const;
	const agents = await readList<{ kf_account: string; kf_nick?: string }>(this, request, 'kf_list');
	return offerMatching(
		agents.map(({ kf_account: account, kf_nick: nickname }) => ({
			name: nickname ? `${nickname} (${account})` : account,
			value: account,
		})),
		filter,
	);
}
