import { readAll } from '../../../../core/errors/readAll';
import { readNumericId } from '../../../shared/numericId';
import { wholeNumber } from '../../../shared/typedValues';
import { webAddress } from '../../../shared/webAddress';
import { confirm, confirmed } from '../../fields/account';
import { defineOperation } from '../../operation';
import { massMessageIdField } from './sentMessage';

const MAX_INDEX = 8;

/** Deletes a mass message that was sent. */
export const deleteMassMessage = defineOperation({
	option: {
		name: 'Delete',
		value: 'delete',
		chinese: '删除群发消息',
		action: 'Delete mass message',
		description:
			'Delete the articles or the video of a mass message: their pages can no longer be opened, from any of the messages that carried them; what was received stays visible as a card. This cannot be undone.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/message/api_deletemassmsg.html',
	effect: 'write',
	account: 'certified',
	fields: [
		{
			displayName: 'Identify By',
			name: 'deleteBy',
			type: 'options',
			options: [
				{ name: 'Message ID', value: 'msgId' },
				{ name: 'URL', value: 'url', description: 'Address of one article' },
			],
			default: 'msgId',
			description: 'How the message is identified',
		},
		{ ...massMessageIdField, displayOptions: { show: { deleteBy: ['msgId'] } } },
		{
			displayName: 'Article Number',
			name: 'articleNumber',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: MAX_INDEX },
			displayOptions: { show: { deleteBy: ['msgId'] } },
			default: 0,
			description: 'Which article of the message is deleted: 1 is the first, 0 deletes all of them',
		},
		{
			displayName: 'URL',
			name: 'articleUrl',
			type: 'string',
			displayOptions: { show: { deleteBy: ['url'] } },
			default: '',
			required: true,
			placeholder: 'e.g. https://mp.weixin.qq.com/s/abc',
			description: 'Address of the article, from ArticleUrlResult of the event MASSSENDJOBFINISH',
		},
		{
			...confirm,
			description:
				'Whether you really want this: nobody can open the article anymore, and it cannot be undone',
		},
	],
	request: (params) => {
		const { which } = readAll({
			confirmed: () =>
				confirmed(params.confirm, 'nobody could open what was sent anymore, which cannot be undone'),
			which: () => readWhich(params),
		});
		return { method: 'POST', path: '/cgi-bin/message/mass/delete', body: which };
	},
	output: { kind: 'acknowledgement', json: { deleted: true } },
	echo: ['msg_id', 'article_idx', 'url'],
	hints: {
		40059:
			'This account has sent no mass message with this ID. Under Message ID, give the msg_id that the send gave; what was sent in the console can be deleted only there.',
		40060:
			'The message has no article with this number. Correct Article Number: the first article is 1, and 0 deletes all of them.',
		40204:
			'WeChat has flagged the article, and it cannot be deleted here. Read the notice in the WeChat console (mp.weixin.qq.com).',
	},
	sample: {
		params: { deleteBy: 'msgId', massMsgId: '34182', articleNumber: 0, articleUrl: '', confirm: true },
		request: {
			method: 'POST',
			path: '/cgi-bin/message/mass/delete',
			body: { msg_id: 34182, article_idx: 0 },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});

function readWhich(params: {
	deleteBy: string;
	massMsgId: string;
	articleNumber: number;
	articleUrl: string;
}): Readonly<Record<string, unknown>> {
	if (params.deleteBy === 'url') return { url: webAddress('URL', params.articleUrl) };
	return readAll({
		msg_id: () => readNumericId('Message ID', params.massMsgId, 'the sending'),
		article_idx: () => wholeNumber('Article Number', params.articleNumber, 0, MAX_INDEX),
	});
}
