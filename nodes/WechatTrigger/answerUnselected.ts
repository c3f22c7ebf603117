import type { IWebhookResponseData } from 'n8n-workflow';
import type { OpenedPush, PushAccount } from '../../core/protocol/openPush';
import { textOf } from '../../core/push/findType';
import { type HostResponse, writeAnswer } from '../transport/hostAnswer';
import { ACKNOWLEDGEMENT, answer } from './answers';
import { replyAnswer, replyTo } from './replyAnswer';

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
