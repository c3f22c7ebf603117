import type { ApiRequest } from '../../../../core/api/wire';
import { checkApiQuery, checkCallPath } from '../../checks/apiPath';
import { readObject } from '../../checks/jsonObject';
import { outputFile } from '../../fields/outputFile';
import { fileItem, refusePage } from '../../runner/binary';
import { defineOperation } from '../../runner/Operation';
import { toItems } from '../../runner/toItems';

/** Any API that has no operation of its own. */
export const customCall = defineOperation({
	resource: 'custom',
	option: {
		// n8n adds a "Custom API Call" of its own to every list that does not end with one; that one only points elsewhere.
		name: 'Custom API Call',
		value: 'call',
		action: 'Make a custom API call',
		description:
			'Call any API of the account that has no operation here; token, renewal of the token and errors are taken care of',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/',
	variant: 'any path',
	effect: 'write',
	account: 'depends on the API',
	fields: [
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{ name: 'GET', value: 'GET' },
				{ name: 'POST', value: 'POST' },
			],
			default: 'GET',
			description: 'As the documentation of the API says',
		},
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. /cgi-bin/get_current_autoreply_info',
			description: 'Path of the API with the slash at its beginning, without host and without access_token',
		},
		{
			displayName: 'Query Parameters (JSON)',
			name: 'queryJson',
			type: 'json',
			default: '{}',
			description: 'Names and values behind the question mark, without access_token',
		},
		{
			displayName: 'Body (JSON)',
			name: 'bodyJson',
			type: 'json',
			typeOptions: { rows: 6 },
			displayOptions: { show: { method: ['POST'] } },
			default: '{}',
			description: 'What is sent',
		},
		{
			displayName: 'Effect',
			name: 'callEffect',
			type: 'options',
			options: [
				{
					name: 'Changes or Sends Something',
					value: 'write',
					description: 'Never repeated when the connection is lost: it may have worked',
				},
				{ name: 'Only Reads', value: 'read', description: 'Repeated when the connection is lost' },
			],
			default: 'write',
			description: 'Decides whether the call may be repeated when no answer came',
		},
		{
			displayName: 'Answer',
			name: 'answerFormat',
			type: 'options',
			options: [
				{ name: 'File', value: 'file' },
				{ name: 'JSON', value: 'json' },
			],
			default: 'json',
			description: 'What the API answers with; an error of WeChat is recognised in both cases',
		},
		{ ...outputFile, displayOptions: { show: { answerFormat: ['file'] } } },
	],
	run: async (params, item) => {
		const path = checkCallPath('Path', params.path);
		const request: ApiRequest = {
			method: params.method === 'POST' ? 'POST' : 'GET',
			path,
			query: checkApiQuery(readObject('Query Parameters (JSON)', params.queryJson, '{"type": "image"}')),
			...(params.method === 'POST'
				? { body: readObject('Body (JSON)', params.bodyJson, '{"openid": "oABCD1234567890abcdefghijklm"}') }
				: {}),
			...(params.answerFormat === 'file' ? { expects: 'binary' as const } : {}),
		};
		const answer = await item.connection.call(request, {
			effect: params.callEffect === 'read' ? 'read' : 'write',
		});
		const checked = refusePage(answer, path);
		if (checked.kind === 'json') return toItems(checked, { kind: 'one' });
		return [await fileItem(item, params.outputField, checked, { path })];
	},
	sample: {
		params: {
			method: 'POST',
			path: '/cgi-bin/shorten/gen',
			queryJson: '{}',
			bodyJson: '{"long_data":"https://example.com/?id=1","expire_seconds":86400}',
			callEffect: 'write',
			answerFormat: 'json',
			outputField: 'data',
		},
		request: {
			method: 'POST',
			path: '/cgi-bin/shorten/gen',
			query: {},
			body: { long_data: 'https://example.com/?id=1', expire_seconds: 86400 },
		},
		response: { errcode: 0, errmsg: 'ok', short_key: 'SAMPLEshortkey1' },
	},
});
