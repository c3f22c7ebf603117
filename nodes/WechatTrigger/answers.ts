import type { IWebhookResponseData } from 'n8n-workflow';
import { textAnswer } from '../../core/page/httpAnswer';
import type { OpenedPush, PushAccount } from '../../core/protocol/openPush';
import { textOf } from '../../core/push/findType';
import { answerSilence, type HostResponse, writeAnswer } from '../transport/hostAnswer';
import { hostClock } from './hostClock';
import { replyAnswer, replyTo } from './replyAnswer';

/** The text that tells WeChat that a push has arrived and that no reply follows. */
export const ACKNOWLEDGEMENT = 'success';

/**
 * Writes an answer at once, unless one was already written; n8n then writes nothing itself and starts no execution.
 *
 * @param response n8n's response
 * @param status HTTP status
 * @param body plain text
 */
export function answer(response: HostResponse, status: number, body: string): IWebhookResponseData {
	writeAnswer(response, textAnswer(status, body));
	return { noWebhookResponse: true };
}

/**
 * Answers a push that starts no workflow: a message can be handed over to WeChat's AI reply (AI回复), which does not answer events.
 *
 * @param delivery an authentic push, the account whose keys opened it, and n8n's response
 * @param leavesToAi whether messages are handed over to the AI; otherwise the push is acknowledged
 * @see https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html
 */
export function answerUnselected(
	delivery: { response: HostResponse; push: OpenedPush; account: PushAccount },
	leavesToAi: boolean,
): IWebhookResponseData {
	const { response, push } = delivery;
	const isMessage = textOf(push.message.MsgType) !== 'event';
	if (!leavesToAi || !isMessage) return answer(response, 200, ACKNOWLEDGEMENT);
	writeAnswer(response, replyAnswer(replyTo(delivery, { type: 'transfer_biz_ai_ivr' }), delivery));
	return { noWebhookResponse: true };
}

/**
 * Waits for a later node to answer a push. If there is no answer by the deadline, or n8n ends the response without one, it acknowledges the
 * push, so that WeChat neither sends it again nor tells the follower that the account is out of order.
 *
 * @param response to the push
 * @param milliseconds until the deadline
 */
export async function acknowledgeAtDeadline(response: HostResponse, milliseconds: number): Promise<void> {
	const acknowledgement = textAnswer(200, ACKNOWLEDGEMENT);
	answerSilence(response, () => acknowledgement);
	await hostClock.sleep(Math.max(0, milliseconds));
	writeAnswer(response, acknowledgement);
}
