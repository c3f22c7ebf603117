import { defineOperation } from '../../operation';
import { replyOptions, SAMPLE_PUSH } from './replyFields';
import { sendReply } from './sendReply';

/** Answers a push without a reply. */
export const doNotReply = defineOperation({
	option: {
		name: 'Do Not Reply',
		value: 'none',
		chinese: '不回复',
		action: 'Do not reply',
		description:
			'Tell WeChat at once that the push has arrived and that no reply follows, so that nobody waits any longer',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html',
	effect: 'write',
	account: 'any',
	fields: [replyOptions],
	run: async (params, item) => await sendReply(item, () => undefined, { ...params, whenLate: 'ignore' }),
	sample: {
		params: {
			options: {
				push: SAMPLE_PUSH,
			},
		},
		response: {},
	},
});
