import type { ResourceMapperTypeOptions } from 'n8n-workflow';
import type { Field } from '../runner/Operation';

const MAPPER: Omit<ResourceMapperTypeOptions, 'resourceMapperMethod' | 'localResourceMapperMethod'> = {
	mode: 'add',
	fieldWords: { singular: 'field', plural: 'fields' },
	addAllFields: true,
	multiKeyMatch: false,
	supportAutoMap: true,
	// The lists say themselves why there are no fields.
	hideNoDataError: true,
};

/** One input per field of the chosen message template. */
export const templateData: Field<'templateData', 'resourceMapper'> = {
	displayName: 'Fields',
	name: 'templateData',
	type: 'resourceMapper',
	noDataExpression: true,
	displayOptions: { show: { dataInput: ['fields'] } },
	default: { mappingMode: 'defineBelow', value: null },
	required: true,
	typeOptions: {
		loadOptionsDependsOn: ['templateId.value'],
		resourceMapper: { ...MAPPER, resourceMapperMethod: 'mapTemplateFields' },
	},
	description: 'The values of the message, one per field of the template',
};

/** One input per field of the chosen subscription template. */
export const subscriptionData: Field<'templateData', 'resourceMapper'> = {
	...templateData,
	typeOptions: {
		...templateData.typeOptions,
		resourceMapper: { ...MAPPER, resourceMapperMethod: 'mapSubscriptionFields' },
	},
};
