import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { isOneTimeTemplate, type ListedTemplate, listTemplates } from './listTemplates';
import { offerTemplates } from './offerTemplates';

/**
 * Offers the account's message templates with title and example.
 *
 * @param filter what the user typed; matches title, content, example and id
 */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const templates = await listTemplates(this);
	return offer(
		templates.filter((template) => !isOneTimeTemplate(template)),
		filter,
	);
}

/** Offers the template of one-time subscription messages, which WeChat lists among the others. */
export async function searchOneTimeTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const templates = await listTemplates(this);
	return offer(templates.filter(isOneTimeTemplate), filter);
}

function offer(templates: readonly ListedTemplate[], filter: string | undefined): INodeListSearchResult {
	return offerTemplates(
		templates.map(({ template_id, ...template }) => ({ id: template_id, ...template })),
		filter,
	);
}
