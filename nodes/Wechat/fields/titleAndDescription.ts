import type { Field } from '../runner/Operation';

/** Headline of what is sent. */
export const title: Field<'title', 'string'> = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	placeholder: 'e.g. Summer sale',
	description: 'Headline that the follower sees',
};

/** Headline, where WeChat refuses to be without one. */
export const requiredTitle: Field<'title', 'string'> = { ...title, required: true };

/** Second line of what is sent. */
export const description: Field<'description', 'string'> = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Only this week',
	description: 'Text under the headline',
};
