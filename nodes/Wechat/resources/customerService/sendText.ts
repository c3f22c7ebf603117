import { readText } from '../../fields/messageContent';
import { messageOptions } from '../../fields/messages';
import { toOpenid } from '../../fields/people';
import { contentMessage, CUSTOMER_MESSAGE_HINTS } from './customerMessage';
import { defineOperation } from '../../operation';

/** A text in the conversation with a follower. */
export const sendText = defineOperation({
	option: {
		name: 'Send Text',
		value: 'sendText',
		action: 'Send text message',
		description: 'Send a text to a follower who wrote to the account within the last 48 hours',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html',
	variant: 'msgtype text',
	effect: 'write',
	parallel: true,
	inOrderOf: 'touser',
	account: 'certified',
	fields: [
		toOpenid,
		{
			displayName: 'Text',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. Your parcel has arrived',
			description: 'Up to 2048 bytes, about 680 Chinese characters. Links (HTML) and line breaks are kept.',
		},
		messageOptions,
	],
	request: (params) => contentMessage(params, 'text', () => readText(params.content)),
	output: { kind: 'acknowledgement', json: { sent: true } },
	echo: ['touser', 'msgtype'],
	hints: CUSTOMER_MESSAGE_HINTS,
	sample: {
		params: {
			touser: 'oSAMPLE000000000000000000001',
			content: '您的快递已到。\n取件码 0042',
			options: { kfAccount: 'anna@sample' },
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/custom/send',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				msgtype: 'text',
				text: { content: '您的快递已到。\n取件码 0042' },
				customservice: { kf_account: 'anna@sample' },
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
