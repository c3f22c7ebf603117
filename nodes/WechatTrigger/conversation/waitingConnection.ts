import { textAnswer } from '../../../core/page/httpAnswer';
import type { WaitingConnection } from '../../../core/push/holdPush';
import { captureAnswer } from '../../transport/captureAnswer';
import { writeAnswer } from '../../transport/hostAnswer';
import { ACKNOWLEDGEMENT } from '../answers';
import { replyAnswer, replyTo } from '../replyAnswer';
import type { TrackedDelivery } from './TrackedDelivery';
import { hostClock } from '../hostClock';

/**
 * The connection of one delivery, with n8n's access to the response captured.
 *
 * @param onEnd gets the body that n8n would have written: the answer of the execution that this delivery started
 */
export function waitingConnection(
	delivery: TrackedDelivery,
	onEnd: (body: Buffer | undefined) => void,
): WaitingConnection {
	const { own, isOpen, closedAt } = captureAnswer(delivery.response, onEnd, hostClock.elapsed);
	return {
		receivedAt: delivery.waitsSince,
		isOpen,
		closedAt,
		reply(document) {
			writeAnswer(own, replyAnswer(document, delivery));
		},
		acknowledge() {
			writeAnswer(own, textAnswer(200, ACKNOWLEDGEMENT));
		},
	};
}

/**
 * A text reply to a delivery.
 *
 * @param content what the follower reads
 */
export function textReply(delivery: TrackedDelivery, content: string): string {
	return replyTo(delivery, { type: 'text', content });
}
