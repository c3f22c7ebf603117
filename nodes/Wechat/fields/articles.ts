import type { Field } from '../operation';

/** Whether to include the HTML of articles. */
export const withContent: Field<'withContent', 'boolean'> = {
	displayName: 'Include Content',
	name: 'withContent',
	type: 'boolean',
	default: false,
	description: 'Whether to include the HTML of the articles, which may be long',
};
