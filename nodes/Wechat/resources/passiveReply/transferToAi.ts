import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { defineOperation } from '../../operation';
import { findPush } from './heldPush';
import { replyOptions, whenTransferToAiLate, SAMPLE_PUSH } from './replyFields';
import { sendReply } from './sendReply';

/** Hands a message over to WeChat's AI reply. */
export const transferToAi = defineOperation({
	option: {
		name: 'Transfer to AI Reply',
		value: 'transferToAi',
		chinese: '转接AI回复',
		action: 'Transfer message to AI reply',
		description:
			'Let the AI of WeChat answer the message that started the workflow, from the articles of the account (AI回复); it must be switched on in the console (mp.weixin.qq.com), and have learned the articles. Events have no such answer.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html',
	effect: 'write',
	account: 'any',
	fields: [whenTransferToAiLate, replyOptions],
	run: async (params, item) => {
		const { MsgType } = findPush(item.n8n, item.itemIndex, params.options.push);
		if (MsgType === 'event') {
			throw new InvalidInputError(
				'Push',
				'is an event, and the AI of WeChat answers messages only',
				'Answer events with Reply With Text, or let the WeChat Trigger start this branch for messages alone.',
			);
		}
		return await sendReply(item, () => ({ type: 'transfer_biz_ai_ivr' }), params);
	},
	sample: {
		params: {
			whenLate: 'ignore',
			options: {
				push: SAMPLE_PUSH,
			},
		},
		response: {},
	},
});
