import { required } from '../../../shared/textLimits';
import { defineOperation } from '../../operation';
import { MASS_HINTS, massOptions, sendMassMessage } from './massMessage';
import { recipientFields } from './recipients';

/** Sends a text to many followers. */
export const massSendText = defineOperation({
	option: {
		name: 'Send Text',
		value: 'sendText',
		chinese: '群发文本',
		action: 'Send text to many followers',
		description: 'Send a text to all followers, to those with a tag, or to a list of OpenIDs (群发)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/message/api_sendall.html',
	variant: 'msgtype text',
	effect: 'write',
	deduplicated: true,
	account: 'certified',
	lists: ['openids'],
	fields: [
		...recipientFields,
		{
			displayName: 'Text',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. We are closed on Monday',
			description: 'What the followers read. Line breaks are kept.',
		},
		massOptions,
	],
	run: async (params, item) =>
		await sendMassMessage(params, item, {
			content: () => ({ msgtype: 'text', text: { content: required('Text', params.content) } }),
		}),
	sameForAll: { 40152: 'tagId' },
	hints: MASS_HINTS,
	sample: {
		params: {
			recipients: 'tag',
			tagId: '2',
			openids: '',
			confirmAll: '',
			content: '周一休息',
			options: { clientMessageId: 'newsletter-2026-11-1' },
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/mass/sendall',
			body: {
				filter: { is_to_all: false, tag_id: 2 },
				msgtype: 'text',
				text: { content: '周一休息' },
				clientmsgid: 'newsletter-2026-11-1',
			},
		},
		response: { errcode: 0, errmsg: 'send job submission success', msg_id: 34182 },
	},
});
