import { readId } from '../../../shared/typedValues';
import { messageOptions } from '../../fields/messages';
import { toOpenid } from '../../fields/people';
import { CUSTOMER_MESSAGE_HINTS, customerMessage } from './customerMessage';
import { defineOperation } from '../../operation';

/** Sends a coupon or membership card. */
export const sendCard = defineOperation({
	option: {
		name: 'Send Card',
		value: 'sendCard',
		chinese: '发送卡券',
		action: 'Send card',
		description:
			'Send a coupon or membership card (卡券) to a follower who wrote to the account within the last 48 hours. WeChat is retiring this product.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html',
	variant: 'msgtype wxcard',
	effect: 'write',
	parallel: true,
	inOrderOf: 'touser',
	account: 'certified',
	fields: [
		toOpenid,
		{
			displayName: 'Card ID',
			name: 'cardId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. pABCD1234567890abcdefghijklm',
			description: 'ID of a card of the account, without a separate code for each user',
		},
		messageOptions,
	],
	request: (params) =>
		customerMessage(params, 'wxcard', () => ({ card_id: readId('Card ID', params.cardId) })),
	output: { kind: 'acknowledgement' },
	echo: ['touser', 'msgtype'],
	hints: CUSTOMER_MESSAGE_HINTS,
	sample: {
		params: { touser: 'oSAMPLE000000000000000000001', cardId: 'pSAMPLE0000000000000000000001', options: {} },
		request: {
			method: 'POST',
			path: '/cgi-bin/message/custom/send',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				msgtype: 'wxcard',
				wxcard: { card_id: 'pSAMPLE0000000000000000000001' },
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
