import type { Field } from '../runner/Operation';

/** Choices that every customer-service message has. */
export const messageOptions: Field<'options', 'collection'> = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Send as Customer Service Agent',
			name: 'kfAccount',
			type: 'string',
			default: '',
			placeholder: 'e.g. anna@myaccount',
			description:
				'Account of a customer-service agent (客服账号) whose nickname and picture the follower sees; empty sends in the name of the account itself',
		},
	],
};
