import type { Field } from '../runner/Operation';

/** What becomes of a reply that WeChat no longer waits for. */
export const whenLate: Field<'whenLate', 'options'> = {
	displayName: 'When Too Late',
	name: 'whenLate',
	type: 'options',
	options: [
		{
			name: 'Do Nothing',
			value: 'ignore',
			description: 'Go on with the workflow; the follower gets no answer',
		},
		{
			name: 'Fail',
			value: 'fail',
			description: 'Stop with an error, or go on as the settings of the node say',
		},
		{
			name: 'Send as Customer Service Message',
			value: 'customerService',
			description: 'Send the same content through the API, which needs a certified account',
		},
	],
	default: 'customerService',
	description:
		'WeChat waits 4.5 seconds for one reply to a push. This happens to replies that come later, and to further ones.',
};

/** The push, where it cannot be found by itself. */
export const push: Field<'push', 'json'> = {
	displayName: 'Push',
	name: 'push',
	type: 'json',
	default: '',
	description:
		'Leave empty: the node finds the WeChat Trigger that started the workflow. In a sub-workflow, which cannot answer WeChat itself, give the output of the trigger here; the reply is then treated as too late.',
};
