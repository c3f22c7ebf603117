import type { Field } from '../runner/Operation';

/** The token of one user, not of the account. */
export const userAccessToken: Field<'userAccessToken', 'string'> = {
	displayName: 'User Access Token',
	name: 'userAccessToken',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	description:
		'Access token of the user from Exchange Code or Refresh Token, valid for two hours; not the token of the account',
};
