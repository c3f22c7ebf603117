import type { Field } from '../operation';

/** Whether a list is read completely. */
export const returnAll: Field<'returnAll', 'boolean'> = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

/** Maximum number of results. */
export const limit: Field<'limit', 'number'> = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	displayOptions: { show: { returnAll: [false] } },
	default: 50,
	description: 'Max number of results to return',
};
