import type { ResourceMapperTypeOptions } from 'n8n-workflow';
import type { Field } from '../runner/Operation';
import { TIME_ZONE } from './templateValues';

const MAPPER: Omit<ResourceMapperTypeOptions, 'resourceMapperMethod' | 'localResourceMapperMethod'> = {
	mode: 'add',
	fieldWords: { singular: 'field', plural: 'fields' },
	addAllFields: true,
	multiKeyMatch: false,
	supportAutoMap: true,
	// The editor shows this, with a Retry, whenever there are no inputs. Why a call failed it shows in the list alone, and it
	// does not ask for the fields of the template just chosen while an expression of the node has no value.
	noFieldsError:
		'No fields yet: Retry. If that does not help, open the node again: its list of templates says why.',
};

/** One input per field of the chosen message template. */
export const templateData: Field<'templateData', 'resourceMapper'> = {
	displayName: 'Fields',
	name: 'templateData',
	type: 'resourceMapper',
	noDataExpression: true,
	// Without a template there are no inputs to show, and the editor would say so in red.
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
