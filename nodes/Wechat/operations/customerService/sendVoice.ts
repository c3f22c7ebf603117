import { readId } from '../../checks/readId';
import { mediaId } from '../../fields/mediaId';
import { messageOptions } from '../../fields/messageOptions';
import { toOpenid } from '../../fields/toOpenid';
import { CUSTOMER_MESSAGE_HINTS, customerMessage } from '../../requests/customerMessage';
import { defineOperation } from '../../runner/Operation';

/** A voice message in the conversation with a follower. */
export const sendVoice = defineOperation({
	resource: 'customerService',
	option: {
		name: 'Send Voice',
		value: 'sendVoice',
		action: 'Send voice message',
		description:
			'Send a voice message that was uploaded before to a follower who wrote to the account within the last 48 hours',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html',
	variant: 'msgtype voice',
	effect: 'write',
	parallel: true,
	inOrderOf: 'touser',
	account: 'certified',
	fields: [toOpenid, mediaId, messageOptions],
	request: (params) =>
		customerMessage(params, 'voice', () => ({ media_id: readId('Media ID', params.mediaId) })),
	output: { kind: 'acknowledgement', json: { sent: true } },
	echo: ['touser', 'msgtype'],
	hints: {
		...CUSTOMER_MESSAGE_HINTS,
		40007: 'The media_id is unknown to this account or older than three days; upload the file again.',
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
