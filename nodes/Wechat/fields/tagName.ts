import type { Field } from '../runner/Operation';

/** What a tag is called. */
export const tagName: Field<'tagName', 'string'> = {
	displayName: 'Name',
	name: 'tagName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 会员',
	description: 'Name of the tag, up to 30 characters; ten Chinese characters fit everywhere',
};
