import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listSubscriptionTemplates } from './listSubscriptionTemplates';
import { offerTemplates } from './offerTemplates';

/**
 * Offers the account's subscription templates with title and example.
 *
 * @param filter what the user typed; matches title, content and id
 */
export async function searchSubscriptionTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const templates = await listSubscriptionTemplates(this);
	return offerTemplates(
		templates.map(({ priTmplId, ...template }) => ({ id: priTmplId, ...template })),
		filter,
	);
}
