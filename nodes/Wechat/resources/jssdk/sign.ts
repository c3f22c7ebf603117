import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
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
	run: async (params, { connection, n8n }) => {
		const url = webAddress('Page URL', asInBrowser(params.pageUrl)).replace(/#.*$/, '');
		if (url.includes('&amp;')) tellOfMarkup(n8n);
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

/**
 * The official page tells pages to encode their address when they send it; where nothing between page and node decodes it, it arrives
 * encoded as a whole.
 *
 * @see https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html
 */
function asInBrowser(typed: string): string {
	if (!/^\s*https?%3A%2F%2F/i.test(typed)) return typed;
	try {
		return decodeURIComponent(typed);
	} catch {
		return typed;
	}
}

/** Such an address can be the real one, so it is signed, but hardly ever is. */
function tellOfMarkup(n8n: IExecuteFunctions): void {
	n8n.addExecutionHints({
		message:
			'Page URL holds &amp;, as HTML writes &. If the address in the browser has & there, WeChat calls the signature invalid: give the address as location.href has it.',
		location: 'outputPane',
	});
}
