import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { listTemplates } from './listTemplates';
import { mapFields } from './mapFields';

/** Gives the editor one input per field of the chosen message template. */
export async function mapTemplateFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapFields(this, async (id) => {
		const templates = await listTemplates(this);
		return templates.find(({ template_id }) => template_id === id);
	});
}
