import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../../core/api/wire';
import { readAll } from '../../../../core/errors/readAll';
import { customerContent, type MessageContent } from '../../fields/messageContent';
import { readOpenid, UNKNOWN_OPENID } from '../../fields/people';
import { readAgent } from '../../../shared/typedValues';

/**
 * Builds a customer service message.
 *
 * @param to `touser` is the OpenID of the receiver; `options.kfAccount` sends in the name of that agent, `options.aiGenerated` marks the
 *   message as written by a model
 * @param msgtype the kind, e.g. `text`
 * @param content reads the object under the kind's name
 * @throws InvalidInputError naming all problems
 * @see https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html
 */
export function customerMessage(
	to: { touser: string; options: IDataObject },
	msgtype: string,
	content: () => Readonly<Record<string, unknown>>,
): ApiRequest {
	const message = readAll({
		touser: () => readOpenid(to.touser, 'To OpenID'),
		content,
		agent: () => readAgent('Send as Customer Service Agent', to.options.kfAccount),
	});
	return {
		method: 'POST',
		path: '/cgi-bin/message/custom/send',
		body: {
			touser: message.touser,
			msgtype,
			[msgtype]: message.content,
			...(message.agent === undefined ? {} : { customservice: { kf_account: message.agent } }),
			...(to.options.aiGenerated === true ? { aimsgcontext: { is_ai_msg: 1 } } : {}),
		},
	};
}

/**
 * Builds a customer service message with content that a passive reply can have as well.
 *
 * @param to as for {@link customerMessage}
 * @param msgtype the kind
 * @param read reads the content
 * @throws InvalidInputError naming all problems
 */
export function contentMessage(
	to: { touser: string; options: IDataObject },
	msgtype: MessageContent['type'],
	read: () => MessageContent,
): ApiRequest {
	return customerMessage(to, msgtype, () => customerContent(read()));
}

/** Advice on codes of a reply that is sent as a customer service message. */
export const LATE_REPLY_HINTS: Readonly<Record<number, string>> = {
	40003: UNKNOWN_OPENID,
	43004: 'Only followers can be written to. Show the person the QR code of the account first.',
	45015:
		'A customer service message is possible for 48 hours after the follower wrote, and for one minute after a menu click, a follow or a scan. For everything else use a template message.',
	45047:
		'5 messages are possible after the follower wrote, 3 after a menu click, a follow or a scan; wait until the follower writes again.',
	48002: 'The follower has blocked messages of this account. Leave them out.',
};

/** Advice on codes of all customer service messages. */
export const CUSTOMER_MESSAGE_HINTS: Readonly<Record<number, string>> = {
	...LATE_REPLY_HINTS,
	65401:
		'There is no such agent. Under Options → Send as Customer Service Agent, enter one that Customer Service Message → Get Many Customer Service Agents lists (name@wechat-id).',
};
