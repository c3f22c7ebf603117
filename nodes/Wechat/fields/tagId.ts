import type { Field } from '../runner/Operation';

/** The tag to use, from the account's own list or by its id. */
export const tagId: Field<'tagId', 'resourceLocator'> = {
	displayName: 'Tag',
	name: 'tagId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'A tag of the account (用户标签)',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a tag…',
			typeOptions: { searchListMethod: 'searchTags', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 134',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*\\d{1,10}\\s*$', errorMessage: 'A tag id is a whole number' },
				},
			],
		},
	],
};
