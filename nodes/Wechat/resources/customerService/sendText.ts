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
	run: async (params, { connection }) => {
		const messageOf = (content?: string) => customerMessage(params, 'text', () => ({ content }));
		const { parts } = readAll({
			// Everything that is wrong is named at once, before anything is sent.
			message: () => messageOf(),
			parts: () => {
				const { longText: choice, textFormat: format } = params.options;
				return divideText(required('Text', formatText(params.content, format)), choice, MAX_MESSAGES);
			},
		});
		for (const part of parts) await connection.call(messageOf(part), { effect: 'write' });
		const messages = parts.length > 1 ? { messages: parts.length } : {};
		return [{ json: { touser: params.touser, msgtype: 'text', sent: true, ...messages } }];
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
