import { replyOptions, whenLate, SAMPLE_PUSH } from './replyFields';
import { mediaFields, mediaSource } from '../../fields/mediaSource';
import { readMedia } from '../../fields/messageContent';
import { LATE_REPLY_HINTS } from '../customerService/customerMessage';
import { sendMediaReply } from './sendMediaReply';
import { defineOperation } from '../../operation';

/** Answers a push with a voice message. */
export const replyVoice = defineOperation({
	option: {
		name: 'Reply With Voice',
		value: 'voice',
		chinese: '回复语音消息',
		action: 'Reply with voice message',
		description:
			'Answer the push that started the workflow with a voice message, given as a file, address or media ID',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html',
	variant: 'late reply voice',
	effect: 'write',
	account: 'any',
	fields: [
		...mediaFields('voice'),
		whenLate('the voice message', 'Send the voice message through the API, which needs a certified account'),
		replyOptions,
	],
	run: async (params, item) =>
		await sendMediaReply(item, params, [mediaSource('voice')], (ready) => readMedia('voice', ready.mediaId)),
	hints: LATE_REPLY_HINTS,
	sample: {
		params: {
			mediaId: 'SAMPLE-voice-media-id-1',
			whenLate: 'customerService',
			options: {
				push: SAMPLE_PUSH,
			},
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/custom/send',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				msgtype: 'voice',
				voice: { media_id: 'SAMPLE-voice-media-id-1' },
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
