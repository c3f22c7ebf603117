import type { Field } from '../../operation';

/** Describes when a reply is too late; the trigger may hold the push for longer than WeChat waits on one connection. */
const LATE =
	'when WeChat no longer waits (4.5 seconds, or the Reply Window of the WeChat Trigger), or has had a reply to the same push before';

const FAIL = 'Stop with an error, or continue, as the settings of the node say';

/**
 * The field for what to do with a reply that WeChat no longer waits for.
 *
 * @param reply its content, e.g. `the image`
 * @param instead how it is sent as a customer service message
 */
export function whenLate(reply: string, instead: string): Field<'whenLate', 'options'> {
	return {
		displayName: 'When Too Late',
		name: 'whenLate',
		type: 'options',
		options: [
			{
				name: 'Do Nothing',
				value: 'ignore',
				description: `Continue with the workflow; the follower does not get ${reply}`,
			},
			{ name: 'Fail', value: 'fail', description: FAIL },
			{ name: 'Send as Customer Service Message', value: 'customerService', description: instead },
		],
		default: 'customerService',
		description: `What happens to ${reply} ${LATE}. If the WeChat Trigger keeps late answers, or drops them (When the Answer Takes Longer), that takes precedence.`,
	};
}

/** The same field for a reply that cannot be sent in another way; `ignored` describes the choice to do nothing. */
function withoutOtherWay(ignored: string, description: string): Field<'whenLate', 'options'> {
	return {
		displayName: 'When Too Late',
		name: 'whenLate',
		type: 'options',
		options: [
			{ name: 'Do Nothing', value: 'ignore', description: `Continue with the workflow; ${ignored}` },
			{ name: 'Fail', value: 'fail', description: FAIL },
		],
		default: 'fail',
		description,
	};
}

/** What to do with a hand-over to the desk that WeChat no longer waits for. */
export const whenTransferLate = withoutOtherWay(
	'no agent gets the conversation',
	`What to do ${LATE}: only a passive reply can hand a conversation over. If the WeChat Trigger keeps late answers, or drops them (When the Answer Takes Longer), that takes precedence.`,
);

/**
 * What to do with a hand-over to the AI that WeChat no longer waits for; it is never kept, since it would then apply to another message.
 */
export const whenTransferToAiLate = withoutOtherWay(
	'the AI does not answer the message',
	`What to do ${LATE}: only a passive reply can hand a message to the AI. If the WeChat Trigger drops late answers (When the Answer Takes Longer), nothing is done.`,
);

/** The push, for executions where the node cannot find it. */
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
			// The editor marks an empty JSON field red; this default is right for a sub-workflow of the trigger's workflow.
			default: '={{ $json }}',
			description:
				'For a sub-workflow, which cannot answer WeChat itself: the output of the WeChat Trigger. The reply is then treated as too late. Without this option the node finds the trigger that started the workflow.',
		},
	],
};

/** A push for the samples of the operations: WeChat no longer waits for a reply to it. */
export const SAMPLE_PUSH =
	'{"meta":{"replyBefore":"2026-01-01T00:00:04.500Z"},"MsgType":"text","ToUserName":"gh_0123456789ab","FromUserName":"oSAMPLE000000000000000000001"}';
