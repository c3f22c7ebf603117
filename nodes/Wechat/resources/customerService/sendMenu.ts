import type { IDataObject } from 'n8n-workflow';
import { readAll, readEach } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { trimText } from '../../../../core/text/visibleText';
import { required } from '../../../shared/textLimits';
import { messageOptions } from '../../fields/messages';
import { toOpenid } from '../../fields/people';
import { CUSTOMER_MESSAGE_HINTS, customerMessage } from './customerMessage';
import { defineOperation } from '../../operation';

/** Sends a question with answers to tap. */
export const sendMenu = defineOperation({
	option: {
		name: 'Send Menu',
		value: 'sendMenu',
		chinese: '发送菜单消息',
		action: 'Send menu of answers',
		description:
			'Ask a follower a question with answers to tap; the answer comes back as a text message with the ID of the choice (bizmsgmenuid)',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage.html',
	variant: 'msgtype msgmenu',
	effect: 'write',
	parallel: true,
	inOrderOf: 'touser',
	account: 'certified',
	fields: [
		toOpenid,
		{
			displayName: 'Question',
			name: 'headContent',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. Are you happy with our service?',
			description: 'Text above the answers',
		},
		{
			displayName: 'Answers',
			name: 'answers',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true, minRequiredFields: 1 },
			placeholder: 'Add Answer',
			default: { answer: [{ id: '', content: '' }] },
			required: true,
			description: 'What the follower can tap',
			options: [
				{
					displayName: 'Answer',
					name: 'answer',
					values: [
						{
							displayName: 'ID',
							name: 'id',
							type: 'string',
							default: '',
							required: true,
							placeholder: 'e.g. yes',
							description: 'Comes back as bizmsgmenuid when the answer is tapped',
						},
						{
							displayName: 'Text',
							name: 'content',
							type: 'string',
							default: '',
							required: true,
							placeholder: 'e.g. Yes',
							description: 'Label of the answer; tapping it sends this text',
						},
					],
				},
			],
		},
		{
			displayName: 'Closing Text',
			name: 'tailContent',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. Thank you!',
			description: 'Text below the answers',
		},
		messageOptions,
	],
	request: (params) =>
		customerMessage(params, 'msgmenu', () => ({
			// The page calls both texts optional; an empty one would be an empty line.
			...(params.headContent === '' ? {} : { head_content: params.headContent }),
			list: readAnswers(params.answers),
			...(params.tailContent === '' ? {} : { tail_content: params.tailContent }),
		})),
	output: { kind: 'acknowledgement' },
	echo: ['touser', 'msgtype'],
	hints: {
		...CUSTOMER_MESSAGE_HINTS,
		// https://developers.weixin.qq.com/community/personal/oCJUsw0tdI084ikTurQSRbIGg7XE/question
		40200:
			'WeChat does not take menus of answers from this account; test accounts are among those. Use Customer Service Message → Send Text with a link for each answer: <a href="weixin://bizmsgmenu?msgmenucontent=Yes&msgmenuid=yes">Yes</a>.',
	},
	sample: {
		params: {
			touser: 'oSAMPLE000000000000000000001',
			headContent: '您对服务满意吗？',
			answers: {
				answer: [
					{ id: '101', content: '满意' },
					{ id: '102', content: '不满意' },
				],
			},
			tailContent: '谢谢！',
			options: {},
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/custom/send',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				msgtype: 'msgmenu',
				msgmenu: {
					head_content: '您对服务满意吗？',
					list: [
						{ id: '101', content: '满意' },
						{ id: '102', content: '不满意' },
					],
					tail_content: '谢谢！',
				},
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});

function readAnswers({ answer }: IDataObject): Array<{ id: string; content: string }> {
	const rows = Array.isArray(answer) ? (answer as IDataObject[]) : [];
	if (rows.length === 0) throw new InvalidInputError('Answers', 'is empty', 'Add at least one answer.');
	return readEach(rows, ({ id, content }, index) =>
		readAll({
			id: () => trimText(required(`Answer ${index + 1}, ID`, id)),
			content: () => required(`Answer ${index + 1}, Text`, content),
		}),
	);
}
