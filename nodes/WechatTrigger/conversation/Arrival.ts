import type { IWebhookFunctions } from 'n8n-workflow';
import type { OpenedPush, PushAccount } from '../../../core/protocol/openPush';
import { textOf } from '../../../core/push/findType';
import type { HostResponse } from '../../transport/hostAnswer';
import type { Conversation } from './readConversation';

/** One delivery of an authentic push to a trigger that holds its pushes. */
export interface Arrival {
	n8n: IWebhookFunctions;
	response: HostResponse;
	push: OpenedPush;
	/** Keys by which the push was opened, and replies are sealed. */
	account: PushAccount;
	/** When WeChat began to wait, as far as can be told; Unix milliseconds. */
	receivedAt: number;
	/** The same by the clock that nobody sets: the time of day may be set while a push is held. */
	waitsSince: number;
	conversation: Conversation;
	/** Names trigger and push. */
	key: string;
}

/** Names the trigger, whose pushes and answers are kept together. */
export function triggerOf({ n8n }: Pick<Arrival, 'n8n'>): string {
	return `${n8n.getWorkflow().id} ${n8n.getNode().id} ${n8n.getMode()}`;
}

/** Names the account, as far as one trigger sees it. */
export function accountOf(arrival: Arrival): string {
	return `${triggerOf(arrival)} ${textOf(arrival.push.message.ToUserName)}`;
}

/** Who wrote, or what happened to whom. */
export function followerOf({ push }: Arrival): string {
	return textOf(push.message.FromUserName);
}
