import { readOpenid, toOpenid } from '../../fields/people';
import { defineOperation } from '../../operation';

/** Shows the typing state to a follower. */
export const setTyping = defineOperation({
	option: {
		name: 'Set Typing State',
		value: 'setTyping',
		chinese: '客服输入状态',
		action: 'Set typing state',
		description: 'Show a follower who has just written that an answer is being typed, or stop showing it',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_typing.html',
	effect: 'write',
	parallel: true,
	inOrderOf: 'touser',
	account: 'certified',
	fields: [
		toOpenid,
		{
			displayName: 'State',
			name: 'typing',
			type: 'options',
			options: [
				{ name: 'Not Typing', value: 'CancelTyping' },
				{
					name: 'Typing',
					value: 'Typing',
					description: 'Ends by itself after 15 seconds or with the next message',
				},
			],
			default: 'Typing',
			description: 'What the follower sees at the top of the conversation',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/message/custom/typing',
		body: { touser: readOpenid(params.touser, 'To OpenID'), command: params.typing },
	}),
	output: { kind: 'acknowledgement' },
	echo: ['touser'],
	hints: {
		45080:
			'The typing state needs a message of the follower within the last 30 seconds. Move the node closer to the WeChat Trigger, so that it runs right after a message.',
		45081: 'Nothing to do: the follower sees the typing state already.',
	},
	sample: {
		params: { touser: 'oSAMPLE000000000000000000001', typing: 'Typing' },
		request: {
			method: 'POST',
			path: '/cgi-bin/message/custom/typing',
			body: { touser: 'oSAMPLE000000000000000000001', command: 'Typing' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
