import type { Field } from '../../operation';

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
		'What becomes of a reply that comes when WeChat no longer waits (4.5 seconds, or the Reply Window of the WeChat Trigger), and of further replies to the same push',
};

/** What becomes of a hand-over that WeChat no longer waits for. */
export const whenTransferLate: Field<'whenLate', 'options'> = {
	displayName: 'When Too Late',
	name: 'whenLate',
	type: 'options',
	options: [
		{
			name: 'Do Nothing',
			value: 'ignore',
			description: 'Go on with the workflow; nothing is handed over',
		},
		{
			name: 'Fail',
			value: 'fail',
			description: 'Stop with an error, or go on as the settings of the node say',
		},
	],
	default: 'fail',
	description:
		'What to do when WeChat no longer waits (4.5 seconds, or the Reply Window of the WeChat Trigger): handing over is not possible any other way',
};

/** The push, where it cannot be found by itself. */
export const replyOptions: Field<'options', 'collection'> = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Push',
			name: 'push',
			type: 'json',
			// The editor marks an empty JSON field red; this is what a sub-workflow gets from the workflow of the trigger.
			default: '={{ $json }}',
			description:
				'For a sub-workflow, which cannot answer WeChat itself: the output of the WeChat Trigger. The reply is then treated as too late. Without this option the node finds the trigger that started the workflow.',
		},
	],
};
