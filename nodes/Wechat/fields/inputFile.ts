import type { Field } from '../runner/Operation';

/** Where the file to upload is in the input item. */
export const inputFile: Field<'binaryPropertyName', 'string'> = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	typeOptions: { binaryDataProperty: true },
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the input binary field containing the file to be uploaded',
	description:
		'Name of the field of the input item that holds the file; an expression may also give the file itself, e.g. $binary.data',
};

/** Choices that every upload has. */
export const uploadOptions: Field<'options', 'collection'> = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. 海报.jpg',
			description: 'Name under which WeChat keeps the file, instead of the name it has; may be Chinese',
		},
	],
};
