import type { INodePropertyMode } from 'n8n-workflow';
import type { Field } from '../runner/Operation';

/** The template to use, from the account's own list or by its id. */
export const templateId: Field<'templateId', 'resourceLocator'> = {
	displayName: 'Template',
	name: 'templateId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'A message template of the account (模板消息)',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a template…',
			typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. aQ1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0Uv',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[A-Za-z0-9_-]{20,64}\\s*$',
						errorMessage:
							'A template id has letters, digits, - and _ only; copy it from the list of your templates',
					},
				},
			],
		},
	],
};

/** @returns the same ways to choose a template, with the list that another method of the node gives */
export function templateModes(searchListMethod: string): INodePropertyMode[] | undefined {
	return templateId.modes?.map((mode) =>
		mode.type === 'list' ? { ...mode, typeOptions: { searchListMethod, searchable: true } } : mode,
	);
}
