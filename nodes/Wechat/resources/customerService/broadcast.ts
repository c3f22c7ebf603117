import { readAll } from '../../../../core/errors/readAll';
import { required, withinBytes } from '../../../shared/textLimits';
import { sendToMany } from '../../broadcast/broadcast';
import { readRecipients } from '../../broadcast/recipientPages';
import {
	continueFrom,
	keepQuota,
	maxRecipients,
	recipientFile,
	recipients,
	recipientTag,
	DAILY_QUOTA_USED_UP,
} from '../../fields/broadcast';
import { aiGenerated, messageOptions, sendAsAgent } from '../../fields/messages';
import { defineOperation } from '../../operation';
import { contentMessage, CUSTOMER_MESSAGE_HINTS } from './customerMessage';

const PATH = '/cgi-bin/message/custom/send';
const MAX_TEXT_BYTES = 2048;
const HINTS = {
	...CUSTOMER_MESSAGE_HINTS,
	45009: DAILY_QUOTA_USED_UP,
};

/** Sends one text to all followers who wrote to the account within the last 48 hours. */
export const broadcastText = defineOperation({
	option: {
		name: 'Send to Followers',
		value: 'broadcast',
		chinese: '群发客服消息',
		action: 'Send text message to followers',
		description:
			'Send one text to all followers, to those with a tag, or to a list in a file. It reaches those who wrote within the last 48 hours; the others are counted. WeChat does not recognize a second copy here: after a crash, some people may get it again.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html',
	variant: 'to all, to a tag or to a file; then POST /cgi-bin/message/custom/send for each',
	effect: 'write',
	parallel: true,
	account: 'certified',
	fields: [
		recipients,
		recipientTag,
		recipientFile,
		{
			displayName: 'Text',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. We are open on Sunday',
			description: 'Up to 2048 bytes, about 680 Chinese characters; links (HTML) and line breaks are kept',
		},
		continueFrom,
		{
			...messageOptions,
			options: [keepQuota, aiGenerated, maxRecipients, sendAsAgent],
		},
	],
	run: async (params, item) => {
		const messageTo = (touser: string) =>
			contentMessage({ touser, options: params.options }, 'text', () => ({
				type: 'text',
				content: withinBytes('Text', required('Text', params.content), MAX_TEXT_BYTES),
			}));
		readAll({ message: () => messageTo('o'), recipients: () => readRecipients(params, item) });
		return await sendToMany(item, params, {
			path: PATH,
			deduplicated: false,
			hints: HINTS,
			account: 'certified',
			countsWindow: true,
			requestFor: messageTo,
			echo: { msgtype: 'text' },
		});
	},
	hints: HINTS,
	sample: {
		params: {
			recipients: 'tag',
			tagId: '134',
			binaryPropertyName: 'data',
			content: '周日照常营业',
			continueFrom: '',
			options: {},
		},
		request: { method: 'POST', path: '/cgi-bin/user/tag/get', body: { tagid: 134, next_openid: '' } },
		response: {
			count: 1,
			data: { openid: ['oSAMPLE000000000000000000001'] },
			next_openid: '',
		},
	},
});
