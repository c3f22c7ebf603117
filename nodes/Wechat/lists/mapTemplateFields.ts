import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { readTemplateFields, type TemplateField } from '../../../core/template/templateFields';
import { ruleOf } from '../../../core/template/valueRules';
import { listTemplates } from './listTemplates';

/**
 * Gives the editor one input per field of the chosen template, labelled with the template's own words and the rule of the
 * field: `商品名称 (thing1, ≤ 20 characters)`.
 */
export async function mapTemplateFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const id = String(this.getCurrentNodeParameter('templateId', { extractValue: true }) ?? '').trim();
	if (id === '') return { fields: [], emptyFieldsNotice: 'Choose a template to see its fields.' };
	const template = (await listTemplates(this)).find(({ template_id }) => template_id === id);
	if (!template) {
		return {
			fields: [],
			emptyFieldsNotice:
				'The account has no template with this ID, so its fields are not known. Check the ID, or give the values as JSON.',
		};
	}
	return { fields: readTemplateFields(template.content).map((field) => mapperField(field, [])) };
}

/**
 * One input of the editor.
 *
 * @param field of the template
 * @param allowed the only values it may have, empty when it is free
 */
export function mapperField(
	{ key, label }: TemplateField,
	allowed: readonly string[],
): ResourceMapperFields['fields'][number] {
	const { phrase, required } = ruleOf(key);
	return {
		id: key,
		displayName: label === '' ? `${key} (${phrase})` : `${label} (${key}, ${phrase})`,
		required,
		defaultMatch: false,
		display: true,
		canBeUsedToMatch: false,
		...(allowed.length === 0
			? { type: 'string' }
			: { type: 'options', options: allowed.map((value) => ({ name: value, value })) }),
	};
}
