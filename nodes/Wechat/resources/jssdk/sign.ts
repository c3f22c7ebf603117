import { randomUUID } from 'node:crypto';
import { signPage } from '../../../../core/protocol/signPage';
import { webAddress } from '../../../shared/webAddress';
import { defineOperation } from '../../operation';
import { jsapiTicket } from './ticketCache';

/** Signs a web page for `wx.config`. */
export const signPageUrl = defineOperation({
	option: {
		name: 'Sign Page URL',
		value: 'sign',
		chinese: 'JS-SDK 签名',
		action: 'Sign page URL',
		description:
			'Sign the address of a web page for the JS-SDK: gives appId, timestamp, nonceStr and signature for wx.config',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/webdev/jssdk/api_getticket.html',
	effect: 'read',
	account: 'any',
	fields: [
		{
			displayName: 'Page URL',
			name: 'pageUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/order?ID=42',
			description:
				'Full address of the page as the browser shows it, with its query; what follows # is left out. Its host must be a JS-SDK domain of the account (JS接口安全域名).',
		},
	],
	run: async (params, { connection }) => {
		const url = webAddress('Page URL', params.pageUrl).replace(/#.*$/, '');
		const timestamp = Math.floor(connection.now() / 1000);
		const nonceStr = randomUUID().replaceAll('-', '').slice(0, 16);
		const signature = signPage({ ticket: await jsapiTicket(connection), nonceStr, timestamp, url });
		return [{ json: { appId: connection.account.appid, timestamp, nonceStr, signature, url } }];
	},
	sample: {
		params: { pageUrl: 'https://example.com/order?id=1' },
		request: { method: 'GET', path: '/cgi-bin/ticket/getticket', query: { type: 'jsapi' } },
		response: { errcode: 0, errmsg: 'ok', ticket: 'SAMPLE-jsapi-ticket', expires_in: 7200 },
	},
});
