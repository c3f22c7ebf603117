import { readMedia } from '../../fields/messageContent';
import { mediaFields, mediaSource } from '../../fields/mediaSource';
import { messageOptions } from '../../fields/messages';
import { toOpenid } from '../../fields/people';
import { contentMessage, CUSTOMER_MESSAGE_HINTS } from './customerMessage';
import { defineOperation } from '../../operation';
import { NO_TEMPORARY_MEDIA } from '../../fields/files';

/** Sends a voice message. */
export const sendVoice = defineOperation({
	option: {
		name: 'Send Voice',
		value: 'sendVoice',
		chinese: '发送语音消息',
		action: 'Send voice message',
		description:
			'Send a voice message, given as a file, address or media ID, to a follower who wrote to the account within the last 48 hours',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html',
	variant: 'msgtype voice',
	effect: 'write',
	parallel: true,
	inOrderOf: 'touser',
	account: 'certified',
	fields: [toOpenid, ...mediaFields('voice'), messageOptions],
	media: [mediaSource('voice')],
	request: (params) => contentMessage(params, 'voice', () => readMedia('voice', params.mediaId)),
	output: { kind: 'acknowledgement' },
	echo: ['touser', 'msgtype'],
	hints: {
		...CUSTOMER_MESSAGE_HINTS,
		40007: NO_TEMPORARY_MEDIA,
	},
	sample: {
		params: { touser: 'oSAMPLE000000000000000000001', mediaId: 'SAMPLE-voice-media-id-1', options: {} },
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
