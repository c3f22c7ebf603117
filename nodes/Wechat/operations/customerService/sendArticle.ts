import { required } from '../../checks/textLimits';
import { messageOptions } from '../../fields/messageOptions';
import { toOpenid } from '../../fields/toOpenid';
import { CUSTOMER_MESSAGE_HINTS, customerMessage } from '../../requests/customerMessage';
import { defineOperation } from '../../runner/Operation';

/** An article that the account has published. */
export const sendArticle = defineOperation({
	resource: 'customerService',
	option: {
		name: 'Send Article',
		value: 'sendArticle',
		action: 'Send an article',
		description:
			'Send an article that the account has published to a follower who wrote to the account within the last 48 hours',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html',
	variant: 'msgtype mpnewsarticle',
	effect: 'write',
	parallel: true,
	account: 'certified',
	fields: [
		toOpenid,
		{
			displayName: 'Article ID',
			name: 'articleId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. oJ5xK8y2z0AbCdEfGhIjKlMnOpQr',
			description: 'The article_id that the publishing of the draft gave',
		},
		messageOptions,
	],
	request: (params) =>
		customerMessage(
			params.touser,
			'mpnewsarticle',
			{ article_id: required('Article ID', params.articleId) },
			params.options,
		),
	output: { kind: 'acknowledgement', json: { sent: true } },
	hints: { ...CUSTOMER_MESSAGE_HINTS, 53600: 'No published article of this account has this id.' },
	sample: {
		params: { touser: 'oSAMPLE000000000000000000001', articleId: 'SAMPLE-article-id-1', options: {} },
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
