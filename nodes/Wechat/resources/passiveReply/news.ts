import type { IDataObject } from 'n8n-workflow';
import { readEach } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import type { ReplyArticle } from '../../../../core/protocol/replyXml';
import { readArticle } from '../../fields/messageContent';
import { type Field, defineOperation } from '../../operation';
import { replyOptions, whenLate, SAMPLE_PUSH } from './replyFields';
import { LATE_REPLY_HINTS } from '../customerService/customerMessage';
import { sendReply } from './sendReply';

const MAX_ARTICLES = 8;

/** The articles, which are cards that open web pages. */
const articles: Field<'articles', 'fixedCollection'> = {
	displayName: 'Articles',
	name: 'articles',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Article' },
	placeholder: 'Add Article',
	default: {},
	required: true,
	description:
		'1 to 8 cards. In the answer to a message, WeChat shows only the first card; in the answer to a follow, click or scan, it shows all.',
	options: [
		{
			displayName: 'Article',
			name: 'article',
			values: [
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. Summer sale',
					description: 'Headline of the card',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Only this week',
					description: 'Text under the headline, shown when there is one card only',
				},
				{
					displayName: 'URL',
					name: 'url',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. https://example.com/offer',
					description: 'Page that opens when the card is tapped',
				},
				{
					displayName: 'Picture URL',
					name: 'picUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/offer.jpg',
					description: 'JPG or PNG; 360 × 200 for the first card, 200 × 200 for the others',
				},
			],
		},
	],
};

/**
 * Reads the articles.
 *
 * @param value of the field
 * @throws InvalidInputError naming the limit, or the unusable article and field
 */
function readArticles(value: IDataObject): ReplyArticle[] {
	const rows = (value.article ?? []) as IDataObject[];
	if (rows.length < 1 || rows.length > MAX_ARTICLES) {
		throw new InvalidInputError(
			'Articles',
			`has ${rows.length} entries, WeChat takes 1 to ${MAX_ARTICLES}`,
			'Add or remove articles.',
		);
	}
	return readEach(rows, (row, index) => readArticle(row, `Article ${index + 1}, `));
}

/** Answers a push with articles. */
export const replyNews = defineOperation({
	option: {
		name: 'Reply With Articles',
		value: 'news',
		chinese: '回复图文消息',
		action: 'Reply with articles',
		description:
			'Answer the push that started the workflow with up to 8 cards that open web pages (图文消息)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html',
	variant: 'late reply news',
	effect: 'write',
	account: 'any',
	fields: [
		articles,
		whenLate(
			'the articles',
			'Send the first article through the API, which takes no more than one and needs a certified account',
		),
		replyOptions,
	],
	run: async (params, item) =>
		await sendReply(item, () => ({ type: 'news', articles: readArticles(params.articles) }), params),
	hints: LATE_REPLY_HINTS,
	sample: {
		params: {
			articles: {
				article: [
					{
						title: '夏季优惠',
						description: '仅限本周',
						url: 'https://example.com/offer',
						picUrl: 'https://example.com/offer.jpg',
					},
				],
			},
			whenLate: 'customerService',
			options: {
				push: SAMPLE_PUSH,
			},
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/custom/send',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				msgtype: 'news',
				news: {
					articles: [
						{
							title: '夏季优惠',
							description: '仅限本周',
							url: 'https://example.com/offer',
							picurl: 'https://example.com/offer.jpg',
						},
					],
				},
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
