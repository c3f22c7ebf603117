import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { redactAnswer } from '../../../../core/errors/redact';
import { asciiText } from '../../../shared/typedValues';
import { defineOperation } from '../../operation';

const RID = /[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}/i;

/** Gets what WeChat received in a call that it refused. */
export const lookUpRid = defineOperation({
	option: {
		name: 'Look Up Rid',
		value: 'lookUpRid',
		chinese: '查询 rid 信息',
		action: 'Look up request by its rid',
		description:
			'See what WeChat received and answered in a call of the last 7 days, by the rid in the error text',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/apimanage/api_getridinfo.html',
	effect: 'read',
	account: 'any',
	fields: [
		{
			displayName: 'Request ID',
			name: 'rid',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 61725984-6126f6f9-040f19c4',
			description: 'The rid at the end of an error of WeChat, or the whole error text',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/openapi/rid/get',
		body: { rid: readRid(params.rid) },
	}),
	toItems: async (answer, { connection }) => {
		const request = answer.kind === 'json' ? answer.data.request : undefined;
		// WeChat returns the complete URL of the call, including the token.
		return [{ json: redactAnswer(request ?? {}, connection.account.secrets) as IDataObject }];
	},
	hints: {
		76001:
			'WeChat does not know this rid. Copy all of it from the error into Request ID; WeChat keeps it for 7 days only.',
		76003:
			'The rid belongs to a call of another account. Choose the credential with which the call was made.',
		76022:
			'Calls of web authorization (/sns/…) cannot be looked up. Use what the error of the call itself says.',
	},
	sample: {
		params: { rid: '61725984-6126f6f9-040f19c4' },
		request: {
			method: 'POST',
			path: '/cgi-bin/openapi/rid/get',
			body: { rid: '61725984-6126f6f9-040f19c4' },
		},
		response: {
			errcode: 0,
			errmsg: 'ok',
			request: {
				invoke_time: 1760000000,
				cost_in_ms: 30,
				request_url: 'access_token=50_Im7xxxx',
				request_body: '{}',
				response_body: '{"errcode":40003,"errmsg":"invalid openid"}',
				client_ip: '203.0.113.7',
			},
		},
	},
});

function readRid(text: string): string {
	const rid = RID.exec(asciiText(text))?.[0].toLowerCase();
	if (rid) return rid;
	throw new InvalidInputError(
		'Request ID',
		text === '' ? 'is empty' : 'contains no rid (three groups of 8 hex digits)',
		'Copy the rid from the error text.',
	);
}
