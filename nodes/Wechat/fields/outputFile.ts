import type { Field } from '../runner/Operation';

/** Where a downloaded file goes in the output item. */
export const outputFile: Field<'outputField', 'string'> = {
	displayName: 'Put Output File in Field',
	name: 'outputField',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the output binary field to put the file in',
	description: 'Name of the field of the output item that holds the downloaded file',
};
