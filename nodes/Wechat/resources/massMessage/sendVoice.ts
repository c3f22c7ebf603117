import { readId } from '../../../shared/typedValues';
import { mediaFields, mediaSource } from '../../fields/mediaSource';
import { defineOperation } from '../../operation';
import { MASS_HINTS, massOptions, sendMassMessage } from './massMessage';
import { recipientFields } from './recipients';

/** Sends a voice message to many followers. */
export const massSendVoice = defineOperation({
	option: {
		name: 'Send Voice',
		value: 'sendVoice',
		chinese: '群发语音',
		action: 'Send voice message to many followers',
		description:
			'Send a voice message, given as a file, address or media ID, to all followers, to those with a tag, or to a list of OpenIDs (群发)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/message/api_sendall.html',
	variant: 'msgtype voice',
	effect: 'write',
	deduplicated: true,
	account: 'certified',
	lists: ['openids'],
	fields: [...recipientFields, ...mediaFields('voice'), massOptions],
	run: async (params, item) =>
		await sendMassMessage(params, item, {
			media: [mediaSource('voice')],
			content: ({ mediaId }) => ({ msgtype: 'voice', voice: { media_id: readId('Media ID', mediaId) } }),
		}),
	sameForAll: { 40152: 'tagId', 40007: 'mediaId' },
	hints: MASS_HINTS,
	sample: {
		params: {
			recipients: 'tag',
			tagId: '2',
			openids: '',
			confirmAll: '',
			mediaId: 'SAMPLE-voice-media-id-1',
			options: { clientMessageId: 'voice-2026-11-1' },
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/mass/sendall',
			body: {
				filter: { is_to_all: false, tag_id: 2 },
				msgtype: 'voice',
				voice: { media_id: 'SAMPLE-voice-media-id-1' },
				clientmsgid: 'voice-2026-11-1',
			},
		},
		response: { errcode: 0, errmsg: 'send job submission success', msg_id: 34183 },
	},
});
