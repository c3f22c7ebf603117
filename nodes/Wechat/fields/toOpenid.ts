import type { Field } from '../runner/Operation';

/** The follower who receives a message. */
export const toOpenid: Field<'touser', 'string'> = {
	displayName: 'To OpenID',
	name: 'touser',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. oABCD1234567890abcdefghijklm',
	description:
		'OpenID of the follower who receives the message, e.g. FromUserName of the message that is answered',
};
