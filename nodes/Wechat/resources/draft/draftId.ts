import type { Field } from '../../operation';

/** Which draft. */
export const draftId: Field<'draftMediaId', 'string'> = {
	displayName: 'Draft Media ID',
	name: 'draftMediaId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. M1cdOlN7mBcPcWmPGYjYpSZ3gCsz2eA3K6s1T8uV5wX',
	description: 'The media_id of the draft, as Create or Get Many gives it',
};

/** Advice for a draft that is not there. */
export const NO_DRAFT =
	'No draft of this account has this media_id. A draft is gone once it is published or sent to followers; another account has other drafts.';
