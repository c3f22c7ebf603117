import { required } from '../../../shared/textLimits';
import { divideText, formatText, longText, textFormat } from '../../fields/longText';
import { messageOptions } from '../../fields/messages';
import { toOpenid } from '../../fields/people';
import { readAll } from '../../../../core/errors/readAll';
import { CUSTOMER_MESSAGE_HINTS, customerMessage } from './customerMessage';
import { defineOperation } from '../../operation';

/** So many may follow one message of the follower. */
const MAX_MESSAGES = 5;

const options: typeof messageOptions = {
	...messageOptions,
	options: [longText, ...(messageOptions.options ?? []), textFormat],
};

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
			description:
				'Links (HTML) and line breaks are kept. WeChat takes 2048 bytes, about 680 Chinese characters, in one message; longer texts become several.',
		},
		options,
	],
	run: async ({ touser, content, options: chosen }, { connection }) => {
		const text = () =>
			divideText(required('Text', formatText(content, chosen.textFormat)), chosen.longText, MAX_MESSAGES);
		const { parts } = readAll({
			parts: text,
			// Everything else that is wrong is named with it, before anything is sent.
			message: () => customerMessage({ touser, options: chosen }, 'text', () => ({})),
		});
		for (const part of parts) {
			const request = customerMessage({ touser, options: chosen }, 'text', () => ({ content: part }));
			await connection.call(request, { effect: 'write' });
		}
		const messages = parts.length > 1 ? { messages: parts.length } : {};
		return [{ json: { touser, msgtype: 'text', sent: true, ...messages } }];
	},
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
