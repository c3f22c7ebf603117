import { textOf } from '../../../core/push/findType';
import { foldText } from '../../../core/text/foldText';
import { hostClock } from '../hostClock';
import { isBusy } from './busyFollowers';
import { holdForCollection } from './heldPushes';
import { lateRepliesOf } from './lateReplies';
import { accountOf, followerOf, type TrackedDelivery } from './TrackedDelivery';
import { textReply, waitingConnection } from './waitingConnection';

/**
 * Whether a message collects a late answer instead of asking something new: a text that is one of the collecting words, or any text where
 * that option is chosen, from a follower for whom an answer is kept or pending.
 */
export function isCollecting(delivery: TrackedDelivery): boolean {
	const { conversation, push } = delivery;
	if (conversation.whenLonger !== 'collect' || textOf(push.message.MsgType) !== 'text') return false;
	const word = foldText(textOf(push.message.Content), true);
	if (conversation.collectWords?.has(word) === false) return false;
	return lateRepliesOf(accountOf(delivery)).status(followerOf(delivery), hostClock.elapsed()) !== 'empty';
}

/**
 * Answers a message that needs no execution: one that collects, or one that is dropped because the answer to an earlier one of the same
 * follower is pending. Events are never dropped.
 *
 * @param collects result of {@link isCollecting}
 * @returns whether the message has been answered or will be, without an execution
 */
export function answerWithoutExecution(delivery: TrackedDelivery, collects: boolean): boolean {
	if (collects) {
		holdForCollection(delivery);
		return true;
	}
	const { whileBusy, busyText } = delivery.conversation;
	const isMessage = textOf(delivery.push.message.MsgType) !== 'event';
	if (whileBusy === 'start' || !isMessage || !isBusy(delivery)) return false;
	const connection = waitingConnection(delivery, () => undefined);
	if (whileBusy === 'text') connection.reply(textReply(delivery, busyText));
	else connection.acknowledge();
	return true;
}
