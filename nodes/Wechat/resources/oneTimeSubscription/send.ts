import { readAll } from '../../../../core/errors/readAll';
import { checkText } from '../../../../core/template/checkText';
import { ONE_TIME_RULES } from '../../../../core/template/valueRules';
import { trimText } from '../../../../core/text/visibleText';
import { readOpenid, toOpenid } from '../../fields/people';
import { readColor } from '../../../shared/typedValues';
import { readTemplateId } from '../../fields/templates';
import { oneTimeTemplateId, scene } from './fields';
import { tapTargetFields, tapTargetOf } from '../../fields/tapTarget';
import { overLongValues, valueCheckOf } from '../../fields/templateValues';
import { defineOperation } from '../../operation';

/** Sends the single message that a user agreed to. */
export const sendOneTimeMessage = defineOperation({
	option: {
		name: 'Send',
		value: 'send',
		chinese: '推送一次性订阅消息',
		action: 'Send one-time subscription message',
		description:
			'Send the one message (一次性订阅消息) that a person agreed to on the page of Build Confirm URL; they need not follow the account',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/subscribe/api_templatesubscribe.html',
	effect: 'write',
	parallel: true,
	account: 'certified',
	fields: [
		{
			...toOpenid,
			description: 'OpenID of the person who agreed: openid in the query of the redirect URL',
		},
		oneTimeTemplateId,
		scene,
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Your order is ready',
			description: 'Up to 15 characters',
		},
		{
			displayName: 'Content',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. Pick it up at the counter until 18:00',
			description: 'Up to 200 characters',
		},
		...tapTargetFields,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Content Color',
					name: 'color',
					type: 'color',
					default: '',
					description: 'Color of the content',
				},
				overLongValues,
			],
		},
	],
	request: (params) => {
		const check = valueCheckOf(params.options);
		const { title, content } = ONE_TIME_RULES;
		const { target, value, color, ...message } = readAll({
			touser: () => readOpenid(params.touser, 'To OpenID'),
			template_id: () => readTemplateId(params.oneTimeTemplateId, 'Template'),
			target: () => tapTargetOf(params),
			scene: () => String(params.subscriptionScene),
			title: () => checkText(trimText(params.title), { title: 'Title', rule: title, check }),
			value: () => checkText(contentOf(params.content), { title: 'Content', rule: content, check }),
			color: () => readColor('Content Color', params.options.color),
		});
		return {
			method: 'POST',
			path: '/cgi-bin/message/template/subscribe',
			body: { ...message, ...target, data: { content: { value, color } } },
		};
	},
	output: { kind: 'acknowledgement' },
	echo: ['touser', 'template_id', 'scene'],
	hints: {
		40062: 'The title has more than 15 characters. Shorten it.',
		43101:
			'The person has not agreed to a message for this scene, or the message was sent already. Send them a new confirm link.',
	},
	sample: {
		params: {
			touser: 'oSAMPLE000000000000000000001',
			oneTimeTemplateId: 'SAMPLE-one-time-template-000000000000000001',
			subscriptionScene: 1000,
			title: 'Order ready',
			content: 'Pick it up until 18:00',
			link: 'url',
			url: 'https://example.com/orders/1',
			miniProgramAppId: '',
			miniProgramPage: '',
			fallbackUrl: '',
			options: { color: '#173177' },
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/template/subscribe',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				template_id: 'SAMPLE-one-time-template-000000000000000001',
				url: 'https://example.com/orders/1',
				scene: '1000',
				title: 'Order ready',
				data: { content: { value: 'Pick it up until 18:00', color: '#173177' } },
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});

function contentOf(text: string): string {
	return trimText(text.replace(/\r\n?/g, '\n'));
}
