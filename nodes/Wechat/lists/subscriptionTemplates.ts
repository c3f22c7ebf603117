import type { ILoadOptionsFunctions, INodeListSearchResult, ResourceMapperFields } from 'n8n-workflow';
import { readList } from './readList';
import { offerTemplates } from './templates';
import { mapFields } from './mapFields';

/** One subscription template of the account, as WeChat lists it. */
export interface ListedSubscriptionTemplate {
	priTmplId: string;
	title: string;
	/** Text with placeholders such as `{{thing1.DATA}}`. */
	content: string;
	/** The same text with sample values. */
	example: string;
	/** 2: one message per consent; 3: long-term. */
	type: number;
	/** The allowed values of some keys; `keywordCode` is e.g. `enum_string2.DATA`. */
	keywordEnumValueList?: { keywordCode: string; enumValueList: string[] }[];
}

/**
 * Reads the account's subscription templates for the editor.
 *
 * @throws NodeApiError or NodeOperationError with a text for the user
 * @see https://developers.weixin.qq.com/doc/service/api/notify/notify/api_getwxapubnewtemplate.html
 */
async function listSubscriptionTemplates(
	context: ILoadOptionsFunctions,
): Promise<ListedSubscriptionTemplate[]> {
	const request = { method: 'GET', path: '/wxaapi/newtmpl/gettemplate' } as const;
	return await readList<ListedSubscriptionTemplate>(context, request, 'data');
}

/**
 * Lists the account's subscription templates with title and example.
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

/** Returns one input per field of the chosen subscription template; a list where its values are fixed. */
export async function mapSubscriptionFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapFields(this, async (id) => {
		const templates = await listSubscriptionTemplates(this);
		const template = templates.find(({ priTmplId }) => priTmplId === id);
		if (!template) return undefined;
		const allowed = new Map(
			(template.keywordEnumValueList ?? []).map(({ keywordCode, enumValueList }) => [
				keywordCode.replace(/\.DATA$/, ''),
				enumValueList,
			]),
		);
		return { content: template.content, allowed };
	});
}
