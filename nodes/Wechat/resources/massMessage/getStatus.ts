import { readNumericId, numericIdText } from '../../../shared/numericId';
import { defineOperation } from '../../operation';
import { massMessageIdField } from './sentMessage';

/** Gets the state of a mass message. */
export const getMassStatus = defineOperation({
	option: {
		name: 'Get Status',
		value: 'getStatus',
		chinese: '查询群发消息发送状态',
		action: 'Get status of mass message',
		description:
			'Get whether a mass message is being sent, was sent, failed or was deleted (msg_status); how many it reached comes with the event MASSSENDJOBFINISH',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/message/api_massmsgget.html',
	effect: 'read',
	account: 'certified',
	fields: [massMessageIdField],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/message/mass/get',
		body: { msg_id: numericIdText(readNumericId('Message ID', params.massMsgId, 'the sending')) },
	}),
	output: { kind: 'one' },
	hints: {
		40059:
			'This account has sent no mass message with this ID. Under Message ID, give the msg_id that the send gave.',
	},
	sample: {
		params: { massMsgId: '34182' },
		request: { method: 'POST', path: '/cgi-bin/message/mass/get', body: { msg_id: '34182' } },
		response: { msg_id: 34182, msg_status: 'SEND_SUCCESS' },
	},
});
