import { readAll } from '../../../../core/errors/readAll';
import { clientMessageId, clientMessageIdOf } from '../../fields/messages';
import { onlyPreview, templatePreview } from '../../fields/onlyPreview';
import { readOpenid, toOpenid, UNKNOWN_OPENID } from '../../fields/people';
import { readTemplateId, NO_TEMPLATE } from '../../fields/templates';
import { tapTargetOf } from '../../fields/tapTarget';
import { overLongValues, templateDataOf, VALUE_REFUSED } from '../../fields/templateValues';
import { defineOperation } from '../../operation';
import { MESSAGE_TEMPLATES, messageFields } from './messageFields';

/** Sends one template message to one follower. */
export const sendTemplate = defineOperation({
	option: {
		name: 'Send',
		value: 'send',
		chinese: '发送模板消息',
		action: 'Send template message',
		description:
			'Send a template message (模板消息) made from one of your templates to a follower; Retry On Fail never sends it twice',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/template/api_sendtemplatemessage.html',
	effect: 'write',
	deduplicated: true,
	parallel: true,
	account: 'certified service account or test account',
	fields: [
		toOpenid,
		...messageFields,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [clientMessageId, onlyPreview, overLongValues],
		},
	],
	request: (params, item) => {
		const { target, ...message } = readAll({
			touser: () => readOpenid(params.touser, 'To OpenID'),
			template_id: () => readTemplateId(params.templateId),
			target: () => tapTargetOf(params),
			client_msg_id: () => clientMessageIdOf(params.options.clientMessageId, item),
			data: () => templateDataOf(params, item),
		});
		return { method: 'POST', path: '/cgi-bin/message/template/send', body: { ...message, ...target } };
	},
	preview: templatePreview(MESSAGE_TEMPLATES),
	output: { kind: 'acknowledgement' },
	echo: ['touser', 'template_id'],
	sameForAll: { 40037: 'templateId' },
	hints: {
		40003: UNKNOWN_OPENID,
		40013:
			'The AppID of the mini program is wrong, or the mini program is not linked to the account. Correct it, or link it in the WeChat console (小程序管理).',
		40037: NO_TEMPLATE,
		43004:
			'The person does not follow the account (anymore). Template messages reach followers only: show the QR code of the account first.',
		43101:
			'The person switched off this very template in WeChat. Stop sending it to them; other templates still arrive.',
		47003: VALUE_REFUSED,
	},
	sample: {
		params: {
			touser: 'oSAMPLE000000000000000000001',
			templateId: 'SAMPLE-template-id-000000000000000000000001',
			dataInput: 'json',
			templateData: {},
			dataJson: '{"thing1":"Coffee","amount2":39.8}',
			link: 'miniProgram',
			url: '',
			miniProgramAppId: 'wx0123456789abcdef',
			miniProgramPage: 'pages/order/index?n=1',
			fallbackUrl: 'https://example.com/orders/1',
			options: { clientMessageId: 'order-1-paid' },
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/template/send',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				template_id: 'SAMPLE-template-id-000000000000000000000001',
				url: 'https://example.com/orders/1',
				miniprogram: { appid: 'wx0123456789abcdef', pagepath: 'pages/order/index?n=1' },
				client_msg_id: 'order-1-paid',
				data: { thing1: { value: 'Coffee' }, amount2: { value: '39.80' } },
			},
		},
		response: { errcode: 0, errmsg: 'ok', msgid: '200228332' },
	},
});
