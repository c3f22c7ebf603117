import type { IWebhookFunctions } from 'n8n-workflow';
import type { OpenedPush, PushAccount } from '../../../core/protocol/openPush';
import { textOf } from '../../../core/push/findType';
import type { Deliveries } from '../../../core/push/holdPush';
import { pushKey } from '../../../core/push/pushKey';
import type { HeldMeta } from '../../../core/push/toOutput';
import { deliveryAge } from '../../../core/push/deadline';
import type { HostResponse } from '../../transport/hostAnswer';
import { KEEP_MS } from './lateReplies';
import { COLLECT_WORD, type Conversation } from './readConversation';

/** One delivery of an authentic push to a trigger whose conversation options are not at their defaults. */
export interface TrackedDelivery {
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
function triggerOf({ n8n }: Pick<TrackedDelivery, 'n8n'>): string {
	return `${n8n.getWorkflow().id} ${n8n.getNode().id} ${n8n.getMode()}`;
}

/** Identifies the account within one trigger. */
export function accountOf(delivery: TrackedDelivery): string {
	return `${triggerOf(delivery)} ${textOf(delivery.push.message.ToUserName)}`;
}

/** OpenID of the follower who sent the message or caused the event. */
export function followerOf({ push }: TrackedDelivery): string {
	return textOf(push.message.FromUserName);
}

/**
 * Completes a delivery with what the conversation options need.
 *
 * @param delivery an authentic push and its connection
 * @param conversation the options; undefined when they have their defaults
 * @returns undefined where the options have their defaults: pushes are held for one delivery only, and nothing is kept
 */
export function trackDelivery(
	delivery: Omit<TrackedDelivery, 'key' | 'conversation'>,
	conversation: Conversation | undefined,
): TrackedDelivery | undefined {
	if (!conversation) return undefined;
	const { message } = delivery.push;
	const key = `${triggerOf(delivery)} ${pushKey(message)}`;
	const { earlier, begunAt } = deliveryAge(delivery.receivedAt, textOf(message.CreateTime));
	const deliveries = Math.max(conversation.deliveries - earlier, 1) as Deliveries;
	const waitsSince = delivery.waitsSince - (delivery.receivedAt - begunAt);
	return { ...delivery, receivedAt: begunAt, waitsSince, conversation: { ...conversation, deliveries }, key };
}

/** The part of a held push's output that describes how it is held. */
export function holdingOf({ conversation, receivedAt }: TrackedDelivery): {
	deliveries: Deliveries;
	held: HeldMeta;
} {
	const { deliveries, whenLonger, collectWords } = conversation;
	if (whenLonger !== 'collect') return { deliveries, held: { whenLonger } };
	// Where any text collects, the default word works too.
	const [collectWord = COLLECT_WORD] = collectWords ?? [];
	const keptUntil = new Date(receivedAt + KEEP_MS).toISOString();
	return { deliveries, held: { whenLonger, keptUntil, collectWord } };
}
