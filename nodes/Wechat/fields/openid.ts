import type { Field } from '../runner/Operation';

/** The follower to act on. */
export const openid: Field<'openid', 'string'> = {
	displayName: 'OpenID',
	name: 'openid',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. oABCD1234567890abcdefghijklm',
	description:
		'ID of the follower within this account: FromUserName of a push, or openid of a web authorization. The same person has another OpenID in every account.',
};
