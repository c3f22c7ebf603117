import { replyOptions, whenLate } from './replyTo';
import { readText } from '../../fields/messageContent';
import { CUSTOMER_MESSAGE_HINTS } from '../customerService/customerMessage';
import { sendReply } from './sendReply';
import { defineOperation } from '../../operation';

/** A text as the answer to a push. */
export const replyText = defineOperation({
	option: {
		name: 'Reply With Text',
		value: 'text',
		action: 'Reply with text',
		description: 'Answer the push that started the workflow with a text',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html',
	variant: 'late reply text',
	effect: 'write',
	account: 'any',
	fields: [
		{
			displayName: 'Text',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. Welcome! What can we do for you?',
			description: 'Up to 2048 bytes, about 680 Chinese characters. Links (HTML) and line breaks are kept.',
		},
		whenLate,
		replyOptions,
	],
	run: async (params, item) => await sendReply(item, () => readText(params.content), params),
	hints: CUSTOMER_MESSAGE_HINTS,
	sample: {
		params: {
			content: '欢迎关注！\n回复“1”查询订单。',
			whenLate: 'customerService',
			options: {
				push: '{"meta":{"replyBefore":"2026-01-01T00:00:04.500Z"},"MsgType":"text","ToUserName":"gh_0123456789ab","FromUserName":"oSAMPLE000000000000000000001"}',
			},
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/custom/send',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				msgtype: 'text',
				text: { content: '欢迎关注！\n回复“1”查询订单。' },
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
