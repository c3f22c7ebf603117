import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listTemplates } from './listTemplates';
import { offerTemplates } from './offerTemplates';

/**
 * Offers the account's message templates with title and example.
 *
 * @param filter what the user typed; matches title, content and id
 */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const templates = await listTemplates(this);
	return offerTemplates(
		templates.map(({ template_id, ...template }) => ({ id: template_id, ...template })),
		filter,
	);
}
