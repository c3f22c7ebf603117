import { readArticle } from '../../fields/messageContent';
import { messageOptions, description, requiredTitle } from '../../fields/messages';
import { toOpenid } from '../../fields/people';
import { contentMessage, CUSTOMER_MESSAGE_HINTS } from './customerMessage';
import { defineOperation } from '../../operation';

/** Sends a card with a picture that opens a web page. */
export const sendNews = defineOperation({
	option: {
		name: 'Send Link Card',
		value: 'sendNews',
		chinese: '发送图文链接',
		action: 'Send link card',
		description:
			'Send a card with title, text and picture that opens a web page (图文消息) to a follower who wrote to the account within the last 48 hours',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html',
	variant: 'msgtype news',
	effect: 'write',
	parallel: true,
	inOrderOf: 'touser',
	account: 'certified',
	fields: [
		toOpenid,
		requiredTitle,
		description,
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
			description: 'Picture of the card, JPG or PNG',
		},
		messageOptions,
	],
	request: (params) =>
		contentMessage(params, 'news', () => ({
			type: 'news',
			articles: [{ ...readArticle(params), description: params.description }],
		})),
	output: { kind: 'acknowledgement' },
	echo: ['touser', 'msgtype'],
	hints: CUSTOMER_MESSAGE_HINTS,
	sample: {
		params: {
			touser: 'oSAMPLE000000000000000000001',
			title: '夏季优惠',
			description: '仅限本周',
			url: 'https://example.com/offer',
			picUrl: 'https://example.com/offer.jpg',
			options: {},
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
