import type { IDataObject, ResourceMapperTypeOptions } from 'n8n-workflow';
import { isRecord } from '../../../core/json/isRecord';
import type { ValueCheck } from '../../../core/template/checkText';
import { fillTemplate, type KnownField, type TemplateData } from '../../../core/template/fillTemplate';
import { trimText } from '../../../core/text/visibleText';
import { builderHint } from '../../shared/builderHints';
import { readObject } from '../../shared/jsonObject';
import type { Field } from '../operation';
import type { ItemContext } from '../../shared/itemContexts';

/** The time zone of times, and where to change it. */
const TIME_ZONE = 'the workflow’s time zone (Workflow Settings → Timezone)';

/** How the values of a message are given: one input per field, or JSON. */
export const dataInput: Field<'dataInput', 'options'> = {
	displayName: 'Values',
	name: 'dataInput',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Fields of the Template',
			value: 'fields',
			description: 'One input per field, read from the chosen template',
		},
		{
			name: 'JSON',
			value: 'json',
			description: 'An object with the key of each field, e.g. {"thing1": "Coffee"}',
		},
	],
	default: 'fields',
	...builderHint(
		"Use 'fields' and leave templateData at its default: once the user has chosen the template, the editor reads its fields. Use 'json' only when the user has told the keys of the template.",
	),
	description: `How to give the values of the message. Times are shown in ${TIME_ZONE}.`,
};

/** The values as a JSON object. */
export const dataJson: Field<'dataJson', 'json'> = {
	displayName: 'Data (JSON)',
	name: 'dataJson',
	type: 'json',
	displayOptions: { show: { dataInput: ['json'] } },
	default: '{\n  "thing1": "Coffee"\n}',
	required: true,
	...builderHint(
		'Keys such as thing1, amount2 and time3 differ from template to template and cannot be guessed; number and prefix are part of the key. Values are plain: {"thing1": "={{ $json.product }}"}, without WeChat\'s { "value": … } around them.',
	),
	description: `The value of every field by its key: the name in the braces of the template without .DATA, e.g. thing1 for {{thing1.DATA}}. Numbers and dates get the form that WeChat wants. Times are shown in ${TIME_ZONE}.`,
};

/** What to do with values that break the rule of their field. */
export const overLongValues: Field<'overLongValues', 'options'> = {
	displayName: 'Value Check',
	name: 'overLongValues',
	type: 'options',
	options: [
		{
			name: 'Leave to WeChat',
			value: 'none',
			description:
				'Check nothing here; WeChat takes out emoji, and cuts values that break the rule of their field or refuses the message (47003)',
		},
		{
			name: 'Shorten',
			value: 'shorten',
			description:
				'Cut texts to what fits, take out emoji and turn line breaks into spaces; fail for anything else that breaks the rule, such as amounts and times',
		},
		{
			name: 'Strict',
			value: 'strict',
			description:
				'Fail before anything is sent, naming every wrong field with its rule; also for emoji, which WeChat does not show',
		},
	],
	default: 'strict',
	description: 'What to do with a value that is too long for its field, has the wrong form or holds emoji',
};

/** @returns the option Value Check; Strict where it is not set */
export function valueCheckOf({ overLongValues: chosen }: IDataObject): ValueCheck {
	return chosen === 'shorten' || chosen === 'none' ? chosen : 'strict';
}

/** The parameters that contain the values. */
export interface ValueParams {
	dataInput: string;
	templateData: IDataObject;
	dataJson: string | IDataObject;
	options: IDataObject;
}

/**
 * Makes the `data` of a message from the node's parameters.
 *
 * @throws InvalidInputError naming field, rule and remedy
 */
export function templateDataOf(params: ValueParams, item: ItemContext): TemplateData {
	const check = valueCheckOf(params.options);
	const { timezone } = item;
	if (params.dataInput === 'json') {
		return fillTemplate(readObject('Data (JSON)', params.dataJson, '{"thing1": "Coffee"}'), {
			check,
			timezone,
			fields: [],
			input: 'Data (JSON)',
		});
	}
	const { values, fields } = readMapper(params.templateData, item);
	return fillTemplate(values, { check, timezone, fields, input: 'Fields' });
}

interface MappedValues {
	values: IDataObject;
	fields: KnownField[];
}

/** Reads a resource mapper: its values, and the fields as they were when the template was read. */
function readMapper(mapper: IDataObject, item: ItemContext): MappedValues {
	const schema = Array.isArray(mapper.schema) ? mapper.schema.filter(isRecord) : [];
	const fields = schema.map(knownField);
	if (mapper.mappingMode === 'autoMapInputData') return { values: automaticValues(fields, item), fields };
	const isRemoved = (key: string) => schema.some(({ id, removed }) => id === key && removed === true);
	const values = isRecord(mapper.value) ? { ...(mapper.value as IDataObject) } : {};
	for (const key of Object.keys(values)) if (values[key] === null || isRemoved(key)) delete values[key];
	return { values, fields };
}

function knownField({ id, label, options }: IDataObject): KnownField {
	const allowed = Array.isArray(options)
		? options.filter(isRecord).map(({ value }) => String(value))
		: undefined;
	return { key: String(id), label: typeof label === 'string' ? label : '', options: allowed };
}

/** Takes each field from the property of the input item that is named like its key or its label. */
function automaticValues(fields: readonly KnownField[], { n8n, itemIndex }: ItemContext): IDataObject {
	const json = n8n.getInputData()[itemIndex]?.json ?? {};
	const byName = new Map(Object.entries(json).map(([name, value]) => [trimText(name), value]));
	return Object.fromEntries(
		fields.flatMap(({ key, label }) => {
			const name = [key, label].find((one) => one !== '' && byName.has(one));
			return name === undefined ? [] : [[key, byName.get(name)]];
		}),
	);
}

const MAPPER: Omit<ResourceMapperTypeOptions, 'resourceMapperMethod' | 'localResourceMapperMethod'> = {
	mode: 'add',
	fieldWords: { singular: 'field', plural: 'fields' },
	addAllFields: true,
	multiKeyMatch: false,
	supportAutoMap: true,
	// The editor shows this, with a Retry, whenever there are no inputs. It shows only in the list why a call failed, and it does not fetch
	// the fields of the template just chosen while an expression of the node has no value.
	noFieldsError:
		'No fields yet: press Retry. If that does not help, open the node again: its list of templates says why.',
};

/** One input per field of the chosen message template. */
export const templateData: Field<'templateData', 'resourceMapper'> = {
	displayName: 'Fields',
	name: 'templateData',
	type: 'resourceMapper',
	noDataExpression: true,
	// Without a template there are no inputs, and the editor would show that as an error.
	displayOptions: { show: { dataInput: ['fields'] }, hide: { templateId: [''] } },
	default: { mappingMode: 'defineBelow', value: null },
	required: true,
	typeOptions: {
		loadOptionsDependsOn: ['templateId.value'],
		resourceMapper: { ...MAPPER, resourceMapperMethod: 'mapTemplateFields' },
	},
	description: `The values of the message, one per field of the template. Times are shown in ${TIME_ZONE}.`,
};

/** One input per field of the chosen subscription template. */
export const subscriptionData: Field<'templateData', 'resourceMapper'> = {
	...templateData,
	typeOptions: {
		...templateData.typeOptions,
		resourceMapper: { ...MAPPER, resourceMapperMethod: 'mapSubscriptionFields' },
	},
};

/** Advice on 47003. */
export const VALUE_REFUSED =
	'A value does not fit its field: correct what is mapped to it. Strict or Shorten under Options → Value Check checks values before anything is sent; WeChat has further rules that it does not publish. It removes emoji, and signs such as ①, before it checks: a value with nothing else counts as empty.';
