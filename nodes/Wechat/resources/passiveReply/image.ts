import { replyOptions, whenLate, SAMPLE_PUSH } from './replyFields';
import { mediaFields, mediaSource } from '../../fields/mediaSource';
import { readMedia } from '../../fields/messageContent';
import { LATE_REPLY_HINTS } from '../customerService/customerMessage';
import { sendMediaReply } from './sendMediaReply';
import { defineOperation } from '../../operation';

/** Answers a push with an image. */
export const replyImage = defineOperation({
	option: {
		name: 'Reply With Image',
		value: 'image',
		chinese: '回复图片消息',
		action: 'Reply with image',
		description:
			'Answer the push that started the workflow with an image, given as a file, address or media ID',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html',
	variant: 'late reply image',
	effect: 'write',
	account: 'any',
	fields: [
		...mediaFields('image'),
		whenLate('the image', 'Send the image through the API, which needs a certified account'),
		replyOptions,
	],
	run: async (params, item) =>
		await sendMediaReply(item, params, [mediaSource('image')], (ready) => readMedia('image', ready.mediaId)),
	hints: LATE_REPLY_HINTS,
	sample: {
		params: {
			mediaId: 'SAMPLE-image-media-id-1',
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
				msgtype: 'image',
				image: { media_id: 'SAMPLE-image-media-id-1' },
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
