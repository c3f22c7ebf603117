import { locatorModes } from '../../fields/locatorModes';
import type { Field } from '../../operation';

/** The draft. */
export const draftId: Field<'draftMediaId', 'resourceLocator'> = {
	displayName: 'Draft',
	name: 'draftMediaId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: locatorModes('draft', 'searchDrafts', 'M1cdOlN7mBcPcWmPGYjYpSZ3gCsz2eA3K6s1T8uV5wX', 'By Media ID'),
	description: 'The media_id of the draft, as Create or Get Many gives it',
};

/** Advice for a missing draft. */
export const NO_DRAFT =
	'This account has no such draft (anymore): it is gone once it is published or sent to followers. Choose one from the list under Draft.';
