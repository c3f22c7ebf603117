import { required } from '../../../shared/textLimits';
import type { IDataObject } from 'n8n-workflow';
import {
	composeText,
	formatText,
	longText,
	markdownPictures,
	type MessagePart,
	textFormat,
} from '../../fields/longText';
import { aiGenerated, messageOptions, sendAsAgent } from '../../fields/messages';
import { toOpenid } from '../../fields/people';
import { readAll } from '../../../../core/errors/readAll';
import type { MessageContent } from '../../fields/messageContent';
import { sendSeries } from '../../../shared/messageSeries';
import { contentMessage, CUSTOMER_MESSAGE_HINTS } from './customerMessage';
import { seriesOf } from './pictureMessages';
import { defineOperation } from '../../operation';

/** How many messages may follow one message of the follower. */
const MAX_MESSAGES = 5;

const options: typeof messageOptions = {
	...messageOptions,
	options: [longText, aiGenerated, markdownPictures, sendAsAgent, textFormat],
};

function compose(content: unknown, options: IDataObject): readonly MessagePart[] {
	const pieces = formatText(content, options);
	if (pieces.length === 0) required('Text', '');
	return composeText(pieces, { longText: options.longText, maxMessages: MAX_MESSAGES });
}

/** Sends a text. */
export const sendText = defineOperation({
	option: {
		name: 'Send Text',
		value: 'sendText',
		chinese: '发送文本消息',
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
	run: async (params, item) => {
		const messageOf = (content: MessageContent) => contentMessage(params, content.type, () => content);
		const { composed } = readAll({
			// Report all problems at once, before anything is sent.
			message: () => messageOf({ type: 'text', content: '' }),
			composed: () => compose(params.content, params.options),
		});
		const count = await sendSeries(item, () => seriesOf(composed, messageOf));
		const messages = count > 1 ? { messages: count } : {};
		const { output } = item.progress;
		return [{ json: { touser: params.touser, msgtype: 'text', success: true, ...messages, ...output } }];
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
