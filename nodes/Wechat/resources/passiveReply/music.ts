import { replyOptions, whenLate, SAMPLE_PUSH } from './replyFields';
import { THUMB_SOURCE, thumbFields } from '../../fields/mediaSource';
import { hqMusicUrl, musicUrl, readMusic } from '../../fields/messageContent';
import { description, title } from '../../fields/messages';
import { LATE_REPLY_HINTS } from '../customerService/customerMessage';
import { sendMediaReply } from './sendMediaReply';
import { defineOperation } from '../../operation';

/** Answers a push with a piece of music. */
export const replyMusic = defineOperation({
	option: {
		name: 'Reply With Music',
		value: 'music',
		chinese: '回复音乐消息',
		action: 'Reply with music',
		description: 'Answer the push that started the workflow with a card that plays a piece of music',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html',
	variant: 'late reply music',
	effect: 'write',
	account: 'any',
	fields: [
		musicUrl,
		hqMusicUrl,
		...thumbFields,
		title,
		description,
		whenLate('the music', 'Send the music through the API, which needs a certified account'),
		replyOptions,
	],
	run: async (params, item) =>
		await sendMediaReply(item, params, [THUMB_SOURCE], (ready) => readMusic(ready)),
	hints: LATE_REPLY_HINTS,
	sample: {
		params: {
			musicUrl: 'https://example.com/song.mp3',
			hqMusicUrl: '',
			thumbMediaId: 'SAMPLE-thumb-media-id-1',
			title: '生日快乐',
			description: '送给您',
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
				msgtype: 'music',
				music: {
					title: '生日快乐',
					description: '送给您',
					musicurl: 'https://example.com/song.mp3',
					hqmusicurl: 'https://example.com/song.mp3',
					thumb_media_id: 'SAMPLE-thumb-media-id-1',
				},
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
