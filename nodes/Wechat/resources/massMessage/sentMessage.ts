import type { Field } from '../../operation';

/** A mass message that was sent. */
export const massMessageIdField: Field<'massMsgId', 'string'> = {
	displayName: 'Message ID',
	name: 'massMsgId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 34182',
	description: 'The msg_id that sending gave; MsgID of the event MASSSENDJOBFINISH',
};
