import type { ILoadOptionsFunctions, INodeListSearchResult, ResourceMapperFields } from 'n8n-workflow';
import { offerMatching, readList } from './readList';
import { mapFields } from './mapFields';
import { excerpt } from '../../../core/template/cutText';

/** One template of the account, as WeChat lists it. */
export interface ListedTemplate {
	template_id: string;
	title: string;
	/** Text with placeholders such as `{{thing1.DATA}}`. */
	content: string;
	/** The same text with sample values. */
	example: string;
}

/**
 * Reads the account's templates for the editor.
 *
 * @throws NodeApiError or NodeOperationError with a text for the user
 * @see https://developers.weixin.qq.com/doc/service/api/notify/template/api_getalltemplates.html
 */
async function listTemplates(context: ILoadOptionsFunctions): Promise<ListedTemplate[]> {
	const request = { method: 'GET', path: '/cgi-bin/template/get_all_private_template' } as const;
	return await readList<ListedTemplate>(context, request, 'template_list');
}

/** @returns whether it is the template of one-time subscription messages: sending a template message with it results in 40037 */
function isOneTimeTemplate({ title, content }: ListedTemplate): boolean {
	return title === '订阅模板消息' && content === '{{content.DATA}}';
}

/**
 * Lists the account's message templates with title and example.
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

/** Lists the template of one-time subscription messages, which WeChat lists among the others. */
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

/** Returns one input per field of the chosen message template. */
export async function mapTemplateFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapFields(this, async (id) => {
		const templates = await listTemplates(this);
		return templates.find(({ template_id }) => template_id === id);
	});
}

/** The data of a template that its list shows. */
export interface OfferedTemplate {
	id: string;
	title: string;
	content?: string | null;
	example?: string | null;
}

const EXAMPLE_LENGTH = 60;

/**
 * Turns templates into entries of a list in the editor: title, and the example in one line.
 *
 * @param filter what the user typed; matches title, content, example and id
 */
export function offerTemplates(
	templates: readonly OfferedTemplate[],
	filter: string | undefined,
): INodeListSearchResult {
	return offerMatching(
		templates.map(({ id, title, content, example }) => ({
			name: [title, inOneLine(example ?? '')].filter(Boolean).join(' – '),
			value: id,
			search: [title, content ?? '', example ?? ''].join('\n'),
		})),
		filter,
	);
}

function inOneLine(example: string): string {
	const line = example
		.split('\n')
		.map((part) => part.trim())
		.filter(Boolean)
		.join(' · ');
	return excerpt(line, EXAMPLE_LENGTH);
}
