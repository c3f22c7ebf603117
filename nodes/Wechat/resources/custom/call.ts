import type { IDataObject } from 'n8n-workflow';
import type { CallRule } from '../../../../core/api/repeatCall';
import { readAll } from '../../../../core/errors/readAll';
import { type ApiAnswer, type ApiRequest, MAX_ANSWER_BYTES } from '../../../../core/api/wire';
import { redactAnswer } from '../../../../core/errors/redact';
import { IndeterminateResultError } from '../../../../core/errors/WechatErrors';
import { checkApiQuery, joinQueries, readCall } from '../../fields/callAddress';
import { isEmptyField, readBody, readObject } from '../../../shared/jsonObject';
import { MAX_MEDIA_BYTES } from '../../../shared/mediaRules';
import { outputFile } from '../../fields/files';
import { fileItem, refuseFragment } from '../../../shared/binaryFiles';
import { defineOperation } from '../../operation';
import type { ItemContext } from '../../../shared/itemContexts';
import { payload } from '../../../shared/answerItems';

const QUERY = 'Query Parameters (JSON)';

/** Calls any API, for those without an operation of their own. */
export const customCall = defineOperation({
	option: {
		// n8n adds its own "Custom API Call" to every list that does not end with one; its entry only refers to another node.
		name: 'Custom API Call',
		value: 'call',
		chinese: '调用其他接口',
		action: 'Make custom API call',
		description:
			'Call an API of the account that has no operation here, with JSON or nothing as its body (files cannot be uploaded this way); token, renewal of the token and errors are taken care of',
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
			description:
				'Path of the API, or its full address from WeChat’s documentation; access_token is added for you',
		},
		{
			displayName: QUERY,
			name: 'queryJson',
			type: 'json',
			default: '{}',
			description: 'Names and values behind the question mark, unless they are in the path',
		},
		{
			displayName: 'Body (JSON)',
			name: 'bodyJson',
			type: 'json',
			typeOptions: { rows: 6 },
			displayOptions: { show: { method: ['POST'] } },
			default: '{}',
			description:
				'What is sent; empty for nothing. Long numbers, such as a msg_id, are sent digit by digit as they are written here.',
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
			description:
				'What the API answers with: a picture, sound or other download is a file. An error of WeChat is recognized in both cases.',
		},
		{ ...outputFile, displayOptions: { show: { answerFormat: ['file'] } } },
	],
	run: async (params, item) => {
		const method = params.method === 'POST' ? 'POST' : 'GET';
		const ownHost = item.connection.account.host.baseUrl;
		const { address, query, body } = readAll({
			address: () => readCall('Path', params.path, { method, ownHost }),
			query: () =>
				isEmptyField(params.queryJson)
					? {}
					: checkApiQuery(QUERY, readObject(QUERY, params.queryJson, '{"type": "image"}')),
			body: () =>
				method === 'GET' || isEmptyField(params.bodyJson)
					? undefined
					: readBody('Body (JSON)', params.bodyJson, '{"openid": "oABCD1234567890abcdefghijklm"}'),
		});
		const { path } = address;
		const request: ApiRequest = {
			method,
			path,
			query: joinQueries(QUERY, address.query, query),
			...(body === undefined ? {} : { body }),
			...(params.answerFormat === 'file' ? { expects: 'binary' as const } : {}),
		};
		const maxBytes = params.answerFormat === 'file' ? MAX_MEDIA_BYTES : MAX_ANSWER_BYTES;
		const rule: CallRule = {
			effect: params.callEffect === 'read' ? 'read' : 'write',
			maxBytes,
			promised: 'anything',
		};
		const answer = await callOrAdvise(item, request, rule);
		// Tokens in the answer would be stored in n8n's database with the execution.
		if (answer.kind === 'json') {
			return [{ json: redactAnswer(payload(answer), item.connection.account.secrets) as IDataObject }];
		}
		return [await fileItem(item, params.outputField, answer, { path })];
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

/** Makes the call; if the answer is not JSON, the error says that it may have been a file. */
async function callOrAdvise(item: ItemContext, request: ApiRequest, rule: CallRule): Promise<ApiAnswer> {
	const called = item.connection.call(request, rule);
	if (request.expects === 'binary') return refuseFragment(await called, request.path, rule.effect);
	return await called.catch((error: unknown) => {
		throw mayBeFile(error) ? adviseFile(error) : error;
	});
}

function mayBeFile(error: unknown): error is IndeterminateResultError {
	return error instanceof IndeterminateResultError && error.reason.includes('is not JSON');
}

function adviseFile({ reach, reason, path, attempts }: IndeterminateResultError): IndeterminateResultError {
	return new IndeterminateResultError(
		reach,
		`${reason}; if the API answers with a file, set Answer to File`,
		path,
		attempts,
	);
}
