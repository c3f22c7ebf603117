import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../../core/api/wire';
import { readAll } from '../../../../core/errors/readAll';
import type { ItemContext } from '../../../shared/itemContexts';
import { withinBytes } from '../../../shared/textLimits';
import { clientMessageId, clientMessageIdOf } from '../../fields/messages';
import { readOpenid, toOpenid } from '../../fields/people';
import { readTemplateId, subscriptionTemplateId, templateId } from '../../fields/templates';
import {
	dataInput,
	dataJson,
	overLongValues,
	subscriptionData,
	templateData,
	templateDataOf,
} from '../../fields/templateValues';
import { defineOperation, type Field } from '../../operation';
import { customerMessage } from '../customerService/customerMessage';
import { NOTICE_DEFAULTS } from '../subscription/noticeDefaults';
import { approvalOptions, approvalSettings, formFields, message, responseType } from './approvalFields';
import { pageQuery, type QuestionParams, readLimit, readQuestion, readWebLogin } from './readQuestion';

const MAX_TEXT_BYTES = 2048;
const LINK_TEXT = '点此处理';

const sendAs: Field<'sendAs', 'options'> = {
	displayName: 'Send As',
	name: 'sendAs',
	type: 'options',
	options: [
		{
			name: 'Customer Service Text',
			value: 'text',
			description:
				'The message and a link (客服消息); the follower must have written within the last 48 hours',
		},
		{
			name: 'Subscription Notification',
			value: 'subscription',
			description: 'A notification (订阅通知) that opens the page; the person must have subscribed to it',
		},
		{
			name: 'Template Message',
			value: 'template',
			description: 'A template message (模板消息) that opens the page, at any time',
		},
	],
	default: 'template',
	description: 'The kind of message that brings the link',
};

const TEMPLATE = { sendAs: ['template'] };
const SUBSCRIPTION = { sendAs: ['subscription'] };
const BOTH = { sendAs: ['template', 'subscription'] };

function shownFor<F extends Field>(field: F, show: Record<string, string[]>): F {
	return {
		...field,
		displayOptions: { ...field.displayOptions, show: { ...show, ...field.displayOptions?.show } },
	};
}

/** Asks a follower something and makes the workflow wait for the answer. */
export const sendAndWait = defineOperation({
	option: {
		name: 'Send and Wait for Response',
		value: 'sendAndWait',
		chinese: '发送审批并等待回复',
		action: 'Send message and wait for response',
		description:
			'Ask a follower to approve, write something or fill in a form, and wait for the answer. A tap on the message opens a page; opening it decides nothing. With several input items each gets a message with its own link, and the first answer continues the workflow: use Loop Over Items to wait for every one.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/template/api_sendtemplatemessage.html',
	variant: 'with a link to an approval page',
	effect: 'write',
	account: 'certified service account or test account',
	fields: [
		sendAs,
		toOpenid,
		message,
		shownFor(templateId, TEMPLATE),
		shownFor(subscriptionTemplateId, SUBSCRIPTION),
		shownFor(dataInput, BOTH),
		shownFor(templateData, TEMPLATE),
		shownFor(subscriptionData, SUBSCRIPTION),
		shownFor(dataJson, BOTH),
		responseType,
		approvalOptions,
		formFields,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [...approvalSettings, clientMessageId, overLongValues].sort((a, b) =>
				a.displayName.localeCompare(b.displayName),
			),
		},
	],
	request: (params, item) => {
		const kind = params.sendAs === 'text' || params.sendAs === 'subscription' ? params.sendAs : 'template';
		const { until, messageWith } = readAll({
			question: () => readQuestion(params),
			login: () => readWebLogin(params.options),
			until: () => readLimit(params.options, item.connection.now(), item.timezone),
			messageWith: () => SENT_AS[kind](params, item),
		});
		return messageWith(item.n8n.getSignedResumeUrl(pageQuery(item.itemIndex, until)));
	},
	waitUntil: (params, now, timezone) => readLimit(params.options as IDataObject, now, timezone),
	output: { kind: 'acknowledgement' },
	echo: ['touser', 'template_id'],
	hints: {
		43004:
			'The person does not follow the account (anymore) and cannot be asked. Choose a follower under To OpenID.',
		43101: 'The person switched off this template, or did not subscribe to it. Ask somebody else.',
		45015: 'The follower has not written within the last 48 hours. Choose Template Message under Send As.',
	},
	sample: {
		params: {
			sendAs: 'template',
			touser: 'oSAMPLE000000000000000000001',
			message: 'Refund ¥39.80 to order 1042?',
			templateId: 'SAMPLE-template-id-000000000000000000000001',
			dataInput: 'json',
			templateData: {},
			dataJson: '{"thing1":"Refund","amount2":39.8}',
			responseType: 'approval',
			approvalOptions: {},
			formFields: {},
			options: { clientMessageId: 'refund-1042' },
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/template/send',
			body: {
				touser: 'oSAMPLE000000000000000000001',
				template_id: 'SAMPLE-template-id-000000000000000000000001',
				url: 'https://n8n.example.com/webhook-waiting/1/node?item=0&signature=SAMPLE',
				client_msg_id: 'refund-1042',
				data: { thing1: { value: 'Refund' }, amount2: { value: '39.80' } },
			},
		},
		response: { errcode: 0, errmsg: 'ok', msgid: '200228332' },
	},
});

interface SentParams extends QuestionParams {
	touser: string;
	message: string;
	templateId: string;
	dataInput: string;
	templateData: IDataObject;
	dataJson: string | IDataObject;
}

/** The common part of template messages and subscription notifications. */
function templateMessage(params: SentParams, item: ItemContext): IDataObject {
	return readAll({
		touser: () => readOpenid(params.touser, 'To OpenID'),
		template_id: () => readTemplateId(params.templateId),
		data: () => templateDataOf(params, item) as IDataObject,
	});
}

/** Reads the fields for each kind of message, and returns the request that sends it with a link. */
const SENT_AS: Readonly<
	Record<
		'template' | 'subscription' | 'text',
		(params: SentParams, item: ItemContext) => (url: string) => ApiRequest
	>
> = {
	template: (params, item) => {
		const { filled, client_msg_id } = readAll({
			filled: () => templateMessage(params, item),
			client_msg_id: () => clientMessageIdOf(params.options.clientMessageId, item),
		});
		return (url) => ({
			method: 'POST',
			path: '/cgi-bin/message/template/send',
			body: { ...filled, client_msg_id, url },
		});
	},
	subscription: (params, item) => {
		const body = templateMessage(params, item);
		return (url) => ({
			method: 'POST',
			path: '/cgi-bin/message/subscribe/bizsend',
			body: { ...body, ...NOTICE_DEFAULTS, page: url },
		});
	},
	text: (params) => {
		const touser = readOpenid(params.touser, 'To OpenID');
		const label =
			String(params.options.linkText ?? '')
				.replace(/[<>]/g, '')
				.trim() || LINK_TEXT;
		return (url) =>
			customerMessage({ ...params, touser }, 'text', () => {
				// WeChat, unlike a browser, would treat an escaped ampersand as part of the URL, and the signature would not match.
				const href = url.replaceAll('"', '%22');
				const content = `${params.message}\n\n<a href="${href}">${label}</a>`;
				return { content: withinBytes('Message, with its link,', content, MAX_TEXT_BYTES) };
			});
	},
};
