import { createHash } from 'node:crypto';
import { readAll } from '../../../../core/errors/readAll';
import { sendToMany } from '../../broadcast/broadcast';
import { readRecipients } from '../../broadcast/recipientPages';
import {
	broadcastId,
	broadcastIdOf,
	continueFrom,
	keepQuota,
	maxRecipients,
	recipientFile,
	recipients,
	recipientTag,
	DAILY_QUOTA_USED_UP,
} from '../../fields/broadcast';
import { isOnlyPreview, onlyPreview, renderMessage } from '../../fields/onlyPreview';
import { readOpenid } from '../../fields/people';
import { tapTargetOf } from '../../fields/tapTarget';
import { overLongValues, templateDataOf } from '../../fields/templateValues';
import { readTemplateId } from '../../fields/templates';
import { defineOperation } from '../../operation';
import { MESSAGE_TEMPLATES, messageFields } from './messageFields';
import { sendTemplate } from './send';

const PATH = '/cgi-bin/message/template/send';
/** Properties of the operation and of each of its messages. */
const RULES = {
	deduplicated: true,
	account: 'certified service account or test account',
	hints: {
		...sendTemplate.hints,
		45009: DAILY_QUOTA_USED_UP,
	},
} as const;

/** Sends one template message to all followers, to those with a tag, or to those in a file. */
export const broadcastTemplate = defineOperation({
	option: {
		name: 'Send to Followers',
		value: 'broadcast',
		chinese: '群发模板消息',
		action: 'Send template message to followers',
		description:
			'Send one template message (模板消息) to all followers, to those with a tag, or to a list in a file: one item tells how it went, and where to continue',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/template/api_sendtemplatemessage.html',
	variant: 'to all, to a tag or to a file; then POST /cgi-bin/message/template/send for each',
	effect: 'write',
	parallel: true,
	...RULES,
	sameForAll: { 40037: 'templateId' },
	fields: [
		recipients,
		recipientTag,
		recipientFile,
		...messageFields,
		continueFrom,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [broadcastId, keepQuota, maxRecipients, onlyPreview, overLongValues],
		},
	],
	run: async (params, item) => {
		const {
			id,
			target,
			recipients: _checked,
			...message
		} = readAll({
			template_id: () => readTemplateId(params.templateId),
			id: () => broadcastIdOf(params.options.broadcastId, item),
			target: () => tapTargetOf(params),
			data: () => templateDataOf(params, item),
			recipients: () => readRecipients(params, item),
		});
		if (isOnlyPreview(params)) {
			const preview = await renderMessage(MESSAGE_TEMPLATES, { ...message, ...target }, item);
			return [{ json: { template_id: message.template_id, sent: false, preview } }];
		}
		return await sendToMany(item, params, {
			...RULES,
			path: PATH,
			countsWindow: false,
			requestFor: (openid) => ({
				method: 'POST',
				path: PATH,
				body: {
					touser: readOpenid(openid, 'Recipients'),
					...message,
					client_msg_id: messageIdOf(id, openid),
					...target,
				},
			}),
			echo: { template_id: message.template_id, broadcastId: id },
		});
	},
	sample: {
		params: {
			recipients: 'all',
			tagId: '134',
			binaryPropertyName: 'data',
			templateId: 'SAMPLE-template-id-000000000000000000000001',
			dataInput: 'json',
			templateData: {},
			dataJson: '{"thing1":"Coffee","amount2":39.8}',
			link: 'url',
			url: 'https://example.com/sale',
			miniProgramAppId: '',
			miniProgramPage: '',
			fallbackUrl: '',
			continueFrom: '',
			options: { broadcastId: 'summer-sale' },
		},
		request: { method: 'GET', path: '/cgi-bin/user/get' },
		response: {
			total: 2,
			count: 2,
			data: { openid: ['oSAMPLE000000000000000000001', 'oSAMPLE000000000000000000002'] },
			next_openid: 'oSAMPLE000000000000000000002',
		},
	},
});

/** Gives the same broadcast the same id for the same recipient in every run. */
function messageIdOf(broadcast: string, openid: string): string {
	return createHash('sha256')
		.update(JSON.stringify([broadcast, openid]))
		.digest('hex')
		.slice(0, 32);
}
