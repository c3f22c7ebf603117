import { replyOptions, whenLate, SAMPLE_PUSH } from './replyFields';
import { lateThumbFields, mediaFields, mediaSource, THUMB_SOURCE } from '../../fields/mediaSource';
import { readVideo } from '../../fields/messageContent';
import { description, title } from '../../fields/messages';
import { LATE_REPLY_HINTS } from '../customerService/customerMessage';
import { sendMediaReply } from './sendMediaReply';
import { defineOperation } from '../../operation';

/** Answers a push with a video. */
export const replyVideo = defineOperation({
	option: {
		name: 'Reply With Video',
		value: 'video',
		chinese: '回复视频消息',
		action: 'Reply with video',
		description:
			'Answer the push that started the workflow with a video, given as a file, address or media ID',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html',
	variant: 'late reply video',
	effect: 'write',
	account: 'any',
	fields: [
		...mediaFields('video'),
		title,
		description,
		whenLate(
			'the video',
			'Send the video through the API, which needs a certified account and a preview picture',
		),
		...lateThumbFields,
		replyOptions,
	],
	run: async (params, item) =>
		await sendMediaReply(item, params, [mediaSource('video'), THUMB_SOURCE], (ready) => readVideo(ready)),
	hints: LATE_REPLY_HINTS,
	sample: {
		params: {
			mediaId: 'SAMPLE-video-media-id-1',
			thumbMediaId: 'SAMPLE-thumb-media-id-1',
			title: '新品介绍',
			description: '一分钟看懂',
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
				msgtype: 'video',
				video: {
					media_id: 'SAMPLE-video-media-id-1',
					thumb_media_id: 'SAMPLE-thumb-media-id-1',
					title: '新品介绍',
					description: '一分钟看懂',
				},
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
