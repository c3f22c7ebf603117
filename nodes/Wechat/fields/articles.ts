import type { Field } from '../operation';

/** Whether the HTML of articles comes along. */
export const withContent: Field<'withContent', 'boolean'> = {
	displayName: 'Include Content',
	name: 'withContent',
	type: 'boolean',
	default: false,
	description: 'Whether to include the HTML of the articles, which may be long',
};
