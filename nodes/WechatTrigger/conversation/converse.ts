import { deliveryAge } from '../../../core/push/deadline';
import { textOf } from '../../../core/push/findType';
import type { Deliveries } from '../../../core/push/holdPush';
import { pushKey } from '../../../core/push/pushKey';
import type { HeldMeta } from '../../../core/push/toOutput';
import { foldText } from '../../../core/text/foldText';
import type { TriggerOptions } from '../readOptions';
import { accountOf, type Arrival, followerOf, triggerOf } from './Arrival';
import { isBusy } from './busyFollowers';
import { holdForCollection } from './heldPushes';
import { hostClock } from './hostClock';
import { COLLECT_WORD } from './readConversation';
import { KEEP_MS, lateRepliesOf } from './lateReplies';
import { textReply, waitingConnection } from './waitingConnection';

/**
 * Completes a delivery with what the conversation options need.
 *
 * @param delivery an authentic push and its connection
 * @returns undefined where these options have their defaults: pushes are held for one delivery only, and nothing is kept
 */
export function arrivalOf(
	delivery: Omit<Arrival, 'key' | 'conversation'>,
	{ conversation }: TriggerOptions,
): Arrival | undefined {
	if (!conversation) return undefined;
	const { message } = delivery.push;
	const key = `${triggerOf(delivery)} ${pushKey(message)}`;
	const { earlier, begunAt } = deliveryAge(delivery.receivedAt, textOf(message.CreateTime));
	const deliveries = Math.max(conversation.deliveries - earlier, 1) as Deliveries;
	const waitsSince = delivery.waitsSince - (delivery.receivedAt - begunAt);
	return { ...delivery, receivedAt: begunAt, waitsSince, conversation: { ...conversation, deliveries }, key };
}

/**
 * Whether a message collects a late answer instead of asking something new: a text that is one of the collecting words, or any text where
 * that option is chosen, from a follower for whom an answer is kept or pending.
 */
export function isCollecting(arrival: Arrival): boolean {
	const { conversation, push } = arrival;
	if (conversation.whenLonger !== 'collect' || textOf(push.message.MsgType) !== 'text') return false;
	const word = foldText(textOf(push.message.Content), true);
	if (conversation.collectWords?.has(word) === false) return false;
	return lateRepliesOf(accountOf(arrival)).status(followerOf(arrival), hostClock.elapsed()) !== 'empty';
}

/**
 * Answers a message that needs no execution: one that collects, or one that is dropped because the answer to an earlier one of the same
 * follower is pending. Events are never dropped.
 *
 * @param collects result of {@link isCollecting}
 * @returns whether the message has been answered or will be, without an execution
 */
export function answerWithoutExecution(arrival: Arrival, collects: boolean): boolean {
	if (collects) {
		holdForCollection(arrival);
		return true;
	}
	const { whileBusy, busyText } = arrival.conversation;
	const isMessage = textOf(arrival.push.message.MsgType) !== 'event';
	if (whileBusy === 'start' || !isMessage || !isBusy(arrival)) return false;
	const connection = waitingConnection(arrival, () => undefined);
	if (whileBusy === 'text') connection.reply(textReply(arrival, busyText));
	else connection.acknowledge();
	return true;
}

/** The part of a held push's output that describes how it is held. */
export function holdingOf({ conversation, receivedAt }: Arrival): {
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
