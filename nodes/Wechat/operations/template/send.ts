import type { IDataObject } from 'n8n-workflow';
import { InputRefused } from '../../../../core/errors/WechatErrors';
import { templateId } from '../../fields/templateId';
import { defineOperation } from '../../runner/Operation';

/** Sends one template message to one follower. */
export const sendTemplate = defineOperation({
	resource: 'template',
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a template message',
		description: 'Send a service notice (模板消息) made from one of your templates to a follower',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/notify/template/api_sendtemplatemessage.html',
	effect: 'write',
	deduplicated: true,
	parallel: true,
	account: 'certified service account or test account',
	fields: [
		{
			displayName: 'To OpenID',
			name: 'touser',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. oABCD1234567890abcdefghijklm',
			description: 'OpenID of the follower who receives the message',
		},
		templateId,
		{
			displayName: 'Data (JSON)',
			name: 'dataJson',
			type: 'json',
			default: '{\n  "thing1": "Coffee"\n}',
			description: 'The values by field key, as text or as an object with a value property',
		},
	],
	request: (params, item) => ({
		method: 'POST',
		path: '/cgi-bin/message/template/send',
		body: {
			touser: params.touser,
			template_id: params.templateId,
			client_msg_id: item.sendId,
			data: templateData(params.dataJson),
		},
	}),
	output: { kind: 'one' },
	sample: {
		params: {
			touser: 'oSAMPLE0000000000000000000001',
			templateId: 'SAMPLE-template-id-000000000000000000000001',
			dataJson: '{"thing1":"Coffee"}',
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/message/template/send',
			body: {
				touser: 'oSAMPLE0000000000000000000001',
				template_id: 'SAMPLE-template-id-000000000000000000000001',
				client_msg_id: 'sample-send-id',
				data: { thing1: { value: 'Coffee' } },
			},
		},
		response: { errcode: 0, errmsg: 'ok', msgid: '200228332' },
	},
});

function templateData(input: string | IDataObject): IDataObject {
	const data = typeof input === 'string' ? parse(input) : input;
	return Object.fromEntries(
		Object.entries(data).map(([key, value]) => [
			key,
			{ value: String(typeof value === 'object' && value !== null && 'value' in value ? value.value : value) },
		]),
	);
}

function parse(text: string): IDataObject {
	try {
		return JSON.parse(text) as IDataObject;
	} catch {
		throw new InputRefused('Data (JSON)', 'is not valid JSON', 'Enter an object such as {"thing1": "Coffee"}.');
	}
}
