import { readAll } from '../../../../core/errors/readAll';
import { onlyPreview, templatePreview } from '../../fields/onlyPreview';
import { readOpenid, toOpenid } from '../../fields/people';
import { readTemplateId, subscriptionTemplateId, NO_TEMPLATE } from '../../fields/templates';
import { tapTargetFields, tapTargetOf } from '../../fields/tapTarget';
import {
	subscriptionData,
	dataInput,
	dataJson,
	overLongValues,
	templateDataOf,
	VALUE_REFUSED,
} from '../../fields/templateValues';
import { defineOperation } from '../../operation';
import { NOTICE_DEFAULTS } from './noticeDefaults';

/** Sends one subscription notification to one subscriber. */
export const sendSubscription = defineOperation({
	option: {
		name: 'Send',
		value: 'send',
		chinese: '发送订阅通知',
		action: 'Send subscription notification',
		description:
			'Send a notification (订阅通知) made from one of your subscription templates to a person who subscribed to it; WeChat does not recognize copies, so a send with an unknown result is never repeated',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/notify/api_sendnewsubscribemsg.html',
	effect: 'write',
	parallel: true,
	account: 'certified service account',
	fields: [
		{
			...toOpenid,
			description: 'OpenID of the subscriber: FromUserName of the event subscribe_msg_popup_event',
		},
		subscriptionTemplateId,
		dataInput,
		subscriptionData,
		dataJson,
		...tapTargetFields,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Language',
					name: 'lang',
					type: 'options',
					options: [
						{ name: 'English', value: 'en_US' },
						{ name: 'Simplified Chinese', value: 'zh_CN' },
						{ name: 'Traditional Chinese (Hong Kong)', value: 'zh_HK' },
						{ name: 'Traditional Chinese (Taiwan)', value: 'zh_TW' },
					],
					default: 'zh_CN',
					description: 'Language in which the mini program opens',
				},
				{
					displayName: 'Mini Program Version',
					name: 'miniprogramState',
					type: 'options',
					options: [
						{ name: 'Development', value: 'developer' },
						{ name: 'Released', value: 'formal' },
						{ name: 'Trial', value: 'trial' },
					],
					default: 'formal',
					description: 'Which version of the mini program opens',
				},
				onlyPreview,
				overLongValues,
			],
		},
	],
	request: (params, item) => {
		const { target, ...message } = readAll({
			touser: () => readOpenid(params.touser, 'To OpenID'),
			template_id: () => readTemplateId(params.templateId),
			target: () => tapTargetOf(params),
			miniprogram_state: () => params.options.miniprogramState ?? NOTICE_DEFAULTS.miniprogram_state,
			lang: () => params.options.lang ?? NOTICE_DEFAULTS.lang,
			data: () => templateDataOf(params, item),
		});
		const { url: page, miniprogram } = target;
		return {
			method: 'POST',
			path: '/cgi-bin/message/subscribe/bizsend',
			body: { ...message, page, miniprogram },
		};
	},
	preview: templatePreview({ path: '/wxaapi/newtmpl/gettemplate', list: 'data', id: 'priTmplId' }),
	output: { kind: 'acknowledgement' },
	echo: ['touser', 'template_id'],
	hints: {
		40003:
			'This OpenID is not known to the account of the credential; every account has OpenIDs of its own. Take it from the event subscribe_msg_popup_event or a web login of this account.',
		40037: NO_TEMPLATE,
		41030:
			'The page is not in the released version of the mini program. Correct it, or release the version that has it.',
		43101:
			'The person did not subscribe to this template, refused it, or has already received the one message they agreed to. Another message needs another consent.',
		47003: VALUE_REFUSED,
	},
	sample: {
		params: {
			touser: 'oSAMPLE000000000000000000001',
			templateId: 'SAMPLE-subscription-id-00000000000000000001',
			dataInput: 'json',
			templateData: {},
			dataJson: '{"time1":"10:00","enum_string2":"bedroom"}',
			link: 'url',
			url: 'https://example.com/machines/1',
			miniProgramAppId: '',
			miniProgramPage: '',
			fallbackUrl: '',
			options: { lang: 'en_US' },
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/subscribe/bizsend',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				template_id: 'SAMPLE-subscription-id-00000000000000000001',
				page: 'https://example.com/machines/1',
				miniprogram_state: 'formal',
				lang: 'en_US',
				data: { time1: { value: '10:00' }, enum_string2: { value: 'bedroom' } },
			},
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
