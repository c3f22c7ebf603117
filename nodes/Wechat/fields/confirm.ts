import type { Field } from '../runner/Operation';

/** Guards calls that use up something scarce or affect everybody. */
export const confirm: Field<'confirm', 'boolean'> = {
	displayName: 'Confirm',
	name: 'confirm',
	type: 'boolean',
	default: false,
	description: 'Whether this is really meant: the call uses up one of few resets a month',
};
