import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listTemplates } from './listTemplates';

/**
 * Offers the account's templates with title and first line, newest naming first by title.
 *
 * @param filter what the user typed; matches title, content and id
 */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const wanted = (filter ?? '').trim().toLowerCase();
	const templates = await listTemplates(this);
	const results = templates
		.filter(({ title, content, template_id }) =>
			`${title}\n${content}\n${template_id}`.toLowerCase().includes(wanted),
		)
		.map(({ title, template_id, example }) => ({
			name: title,
			value: template_id,
			description: example.replace(/\s*\n\s*/g, ' · ').slice(0, 120),
		}));
	return { results };
}
