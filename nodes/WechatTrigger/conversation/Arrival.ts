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
	/** The account whose keys opened the push and encrypt replies. */
	account: PushAccount;
	/** When WeChat presumably began to wait; Unix milliseconds. */
	receivedAt: number;
	/** The same by the monotonic clock: the time of day may be set while a push is held. */
	waitsSince: number;
	conversation: Conversation;
	/** Identifies trigger and push. */
	key: string;
}

/** Identifies the trigger, under which its pushes and answers are kept. */
export function triggerOf({ n8n }: Pick<Arrival, 'n8n'>): string {
	return `${n8n.getWorkflow().id} ${n8n.getNode().id} ${n8n.getMode()}`;
}

/** Identifies the account within one trigger. */
export function accountOf(arrival: Arrival): string {
	return `${triggerOf(arrival)} ${textOf(arrival.push.message.ToUserName)}`;
}

/** OpenID of the follower who sent the message or caused the event. */
export function followerOf({ push }: Arrival): string {
	return textOf(push.message.FromUserName);
}
