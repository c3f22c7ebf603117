import { NO_ARTICLE } from '../article/articleId';
import { readId } from '../../../shared/typedValues';
import { MATERIAL_MODES, mediaId } from '../../fields/files';
import { locatorModes } from '../../fields/locatorModes';
import { messageOptions } from '../../fields/messages';
import { toOpenid } from '../../fields/people';
import { CUSTOMER_MESSAGE_HINTS, customerMessage } from './customerMessage';
import { defineOperation } from '../../operation';

/** Sends an article of the account: a published one, or one from the material library. */
export const sendArticle = defineOperation({
	option: {
		name: 'Send Article',
		value: 'sendArticle',
		chinese: '发送图文消息',
		action: 'Send article',
		description:
			'Send an article of the account (图文消息), by its Article ID or its Media ID, to a follower who wrote to the account within the last 48 hours',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html',
	variant: 'msgtype mpnewsarticle or mpnews',
	effect: 'write',
	parallel: true,
	inOrderOf: 'touser',
	account: 'certified',
	fields: [
		toOpenid,
		{
			displayName: 'Identify Article By',
			name: 'articleBy',
			type: 'options',
			options: [
				{
					name: 'Article ID',
					value: 'articleId',
					description: 'An article published from the draft box (mpnewsarticle); right for every new article',
				},
				{
					name: 'Media ID',
					value: 'mediaId',
					description:
						'An article in the material library (mpnews); WeChat is withdrawing this from accounts that publish from the draft box',
				},
			],
			default: 'articleId',
			description: 'Which of the two kinds of ID names the article',
		},
		{
			displayName: 'Article',
			name: 'articleId',
			type: 'resourceLocator',
			displayOptions: { show: { articleBy: ['articleId'] } },
			default: { mode: 'list', value: '' },
			required: true,
			modes: locatorModes('article', 'searchArticles', 'oJ5xK8y2z0AbCdEfGhIjKlMnOpQr'),
			description: 'A published article (已发布图文)',
		},
		{
			...mediaId,
			modes: MATERIAL_MODES.article,
			displayOptions: { show: { articleBy: ['mediaId'] } },
			description: 'The media_id of the article, from Material (Permanent) → Get Many with the kind Article',
		},
		messageOptions,
	],
	request: (params) =>
		params.articleBy === 'mediaId'
			? customerMessage(params, 'mpnews', () => ({ media_id: readId('Media ID', params.mediaId) }))
			: customerMessage(params, 'mpnewsarticle', () => ({
					article_id: readId('Article', params.articleId),
				})),
	output: { kind: 'acknowledgement' },
	echo: ['touser', 'msgtype'],
	hints: {
		...CUSTOMER_MESSAGE_HINTS,
		40007:
			'The material library of this account has no article with this Media ID, or WeChat has withdrawn such articles from the account. Publish the article, and choose Article ID under Identify Article By.',
		53600: NO_ARTICLE,
	},
	sample: {
		params: {
			touser: 'oSAMPLE000000000000000000001',
			articleBy: 'articleId',
			articleId: 'SAMPLE-article-id-1',
			mediaId: '',
			options: {},
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/custom/send',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				msgtype: 'mpnewsarticle',
				mpnewsarticle: { article_id: 'SAMPLE-article-id-1' },
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
