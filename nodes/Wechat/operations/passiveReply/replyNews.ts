import { replyOptions, whenLate } from '../../fields/replyTo';
import { articles, readArticles } from '../../fields/articles';
import { CUSTOMER_MESSAGE_HINTS } from '../../requests/customerMessage';
import { sendReply } from '../../replies/sendReply';
import { defineOperation } from '../../runner/Operation';

/** Articles as the answer to a push. */
export const replyNews = defineOperation({
	resource: 'passiveReply',
	option: {
		name: 'Reply With Articles',
		value: 'news',
		action: 'Reply with articles',
		description:
			'Answer the push that started the workflow with up to 8 cards that open web pages (图文消息)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html',
	variant: 'late reply news',
	effect: 'write',
	account: 'any',
	fields: [articles, whenLate, replyOptions],
	run: async (params, item) =>
		await sendReply(item, () => ({ type: 'news', articles: readArticles(params.articles) }), params),
	hints: CUSTOMER_MESSAGE_HINTS,
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
				push: '{"meta":{"replyBefore":"2026-01-01T00:00:04.500Z"},"MsgType":"text","ToUserName":"gh_0123456789ab","FromUserName":"oSAMPLE000000000000000000001"}',
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
