import { hqMusicUrl, musicUrl, readMusic } from '../../fields/messageContent';
import { THUMB_SOURCE, thumbFields } from '../../fields/mediaSource';
import { messageOptions, description, title } from '../../fields/messages';
import { toOpenid } from '../../fields/people';
import { contentMessage, CUSTOMER_MESSAGE_HINTS } from './customerMessage';
import { defineOperation } from '../../operation';
import { NO_THUMBNAIL } from '../../fields/files';

/** Sends a music card. */
export const sendMusic = defineOperation({
	option: {
		name: 'Send Music',
		value: 'sendMusic',
		chinese: '发送音乐消息',
		action: 'Send music',
		description:
			'Send a card that plays a piece of music to a follower who wrote to the account within the last 48 hours',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html',
	variant: 'msgtype music',
	effect: 'write',
	parallel: true,
	inOrderOf: 'touser',
	account: 'certified',
	fields: [toOpenid, musicUrl, hqMusicUrl, ...thumbFields, title, description, messageOptions],
	media: [THUMB_SOURCE],
	request: (params) => contentMessage(params, 'music', () => readMusic(params)),
	output: { kind: 'acknowledgement' },
	echo: ['touser', 'msgtype'],
	hints: {
		...CUSTOMER_MESSAGE_HINTS,
		40007: NO_THUMBNAIL,
	},
	sample: {
		params: {
			touser: 'oSAMPLE000000000000000000001',
			musicUrl: 'https://example.com/song.mp3',
			hqMusicUrl: '',
			thumbMediaId: 'SAMPLE-thumb-media-id-1',
			title: '生日快乐',
			description: '送给您',
			options: {},
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
