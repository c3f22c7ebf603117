import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../core/api/wire';
import { readOpenid } from '../checks/openidList';

/**
 * Builds a customer-service message.
 *
 * @param to OpenID of the receiver
 * @param msgtype the kind, e.g. `text`
 * @param content the object under the kind's name
 * @param options `kfAccount` sends in the name of that agent
 * @throws InputRefused when the OpenID cannot be one
 * @see https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html
 */
export function customerMessage(
	to: string,
	msgtype: string,
	content: Readonly<Record<string, unknown>>,
	options: IDataObject,
): ApiRequest {
	const agent = String(options.kfAccount ?? '').trim();
	return {
		method: 'POST',
		path: '/cgi-bin/message/custom/send',
		body: {
			touser: readOpenid(to, 'To OpenID'),
			msgtype,
			[msgtype]: content,
			...(agent === '' ? {} : { customservice: { kf_account: agent } }),
		},
	};
}

/** Advice on the codes that every customer-service message may meet. */
export const CUSTOMER_MESSAGE_HINTS: Readonly<Record<number, string>> = {
	40003: 'This OpenID is not known to the account of the credential; every account has OpenIDs of its own.',
	43004: 'Only followers can be written to. Show the follow QR code first.',
	45015:
		'A customer-service message is possible for 48 hours after the follower wrote, and for one minute after a menu click, a follow or a scan. For everything else use a template message.',
	45047:
		'5 messages are possible after the follower wrote, 3 after a menu click, a follow or a scan; wait until the follower writes again.',
	48002: 'The follower has blocked messages of this account. Leave them out.',
	65401:
		'The agent under Options does not exist; the account has the form name@wechat-id. Get Many Agents lists them.',
};
