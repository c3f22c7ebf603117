import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { readTemplateFields, type TemplateField } from '../../../core/template/templateFields';
import { ruleOf } from '../../../core/template/valueRules';

/** What the fields of a template are read from. */
export interface TemplateText {
	/** With placeholders such as `{{thing1.DATA}}`. */
	content: string;
	/** The only values of some keys. */
	allowed?: ReadonlyMap<string, readonly string[]>;
}

/**
 * Turns the chosen template into inputs of the editor, labelled with the template's own words and the rule of the field:
 * `商品名称 (thing1, ≤ 20 characters)`.
 *
 * @param find reads the template with an id; undefined when the account does not have it
 */
export async function mapFields(
	context: ILoadOptionsFunctions,
	find: (id: string) => Promise<TemplateText | undefined>,
): Promise<ResourceMapperFields> {
	const id = String(context.getCurrentNodeParameter('templateId', { extractValue: true }) ?? '').trim();
	if (id === '') return { fields: [], emptyFieldsNotice: 'Choose a template to see its fields.' };
	const template = await find(id);
	if (template) {
		const fields = readTemplateFields(template.content);
		if (fields.length === 0)
			return { fields: [], emptyFieldsNotice: 'This template has no fields to fill in.' };
		return { fields: fields.map((field) => mapperField(field, template.allowed?.get(field.key) ?? [])) };
	}
	return {
		fields: [],
		emptyFieldsNotice:
			'The account has no template with this ID, so its fields are not known. Check the ID, or give the values as JSON.',
	};
}

function mapperField({ key, label }: TemplateField, allowed: readonly string[]): ResourceMapperField {
	const rule = ruleOf(key);
	return {
		id: key,
		displayName: label === '' ? `${key} (${rule.label})` : `${label} (${key}, ${rule.label})`,
		required: rule.required,
		defaultMatch: false,
		display: true,
		canBeUsedToMatch: false,
		...(allowed.length === 0
			? { type: 'string' }
			: { type: 'options', options: allowed.map((value) => ({ name: value, value })) }),
	};
}
