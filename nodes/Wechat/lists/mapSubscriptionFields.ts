import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { listSubscriptionTemplates } from './listSubscriptionTemplates';
import { mapFields } from './mapFields';

/** Gives the editor one input per field of the chosen subscription template; a list where its values are fixed. */
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
