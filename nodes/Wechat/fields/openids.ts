import type { Field } from '../runner/Operation';

/** Many followers to act on, from one item. */
export const openids: Field<'openids', 'string'> = {
	displayName: 'OpenIDs',
	name: 'openids',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. oABCD1234567890abcdefghijklm, oEFGH1234567890abcdefghijklm',
	description:
		'OpenIDs separated by commas, spaces or line breaks, or an expression that gives an array. A long list is split into as many calls as WeChat needs. To act on all input items with few calls, collect their OpenIDs into one list with an Aggregate node first.',
};
