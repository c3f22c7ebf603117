import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../../../../core/errors/readAll';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import { REFUSED_CODE } from '../../../../core/oauth/resumeLogin';
import { exchangeCode as exchange } from '../../../../core/oauth/snsRequests';
import { coerceValue } from '../../../shared/coerceValue';
import { asciiText } from '../../../shared/typedValues';
import { defineOperation, type Field } from '../../operation';

const includeUserTokens: Field<'includeTokens', 'boolean'> = {
	displayName: 'Include User Tokens',
	name: 'includeTokens',
	type: 'boolean',
	default: false,
	description:
		'Whether the output holds the access token and refresh token of the user, which Get User Info needs. They are secrets: they must not reach the browser, and n8n stores them in clear text with the execution like any other output.',
};

/** Exchanges the one-time code of a callback for the user. */
export const exchangeCode = defineOperation({
	option: {
		name: 'Exchange Code',
		value: 'exchangeCode',
		chinese: '换取用户授权凭证',
		action: 'Exchange code for user',
		description: 'Exchange the code that came back to your callback for the OpenID of the user',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/webdev/access/api_snsaccesstoken.html',
	effect: 'write',
	account: 'certified service account or test account',
	fields: [
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. {{ $json.query.code }}',
			description: 'The code parameter of the callback: valid once, for five minutes',
		},
		includeUserTokens,
	],
	request: (params) => {
		const { code } = readAll({
			code: () => readCode(params.code),
			// Read this before the call as well: when the output is made, the code is already used up.
			includeTokens: () => params.includeTokens,
		});
		return exchange(code);
	},
	toItems: async (answer, { n8n, itemIndex }) => {
		const data = (answer.kind === 'json' ? answer.data : {}) as IDataObject;
		const { access_token, refresh_token, expires_in, ...user } = data;
		const given = n8n.getNodeParameter('includeTokens', itemIndex, false);
		const includeTokens = coerceValue(includeUserTokens, given) === true;
		return [{ json: { ...user, ...(includeTokens ? { access_token, refresh_token, expires_in } : {}) } }];
	},
	hints: {
		40029:
			'The code is wrong, too old, or from an account other than that of the credential. Let the person log in again.',
		40163:
			'The code was used before: a callback page that is reloaded brings the same code again. Let the person log in again.',
		42003: 'A code is valid for five minutes. Let the person log in again.',
	},
	sample: {
		params: { code: '071CyW000UGidO1SxY000uNATs1CyW04', includeTokens: false },
		request: {
			method: 'GET',
			path: '/sns/oauth2/access_token',
			query: { code: '071CyW000UGidO1SxY000uNATs1CyW04', grant_type: 'authorization_code' },
			auth: 'app',
		},
		response: {
			access_token: 'EXAMPLE-user-token',
			expires_in: 7200,
			refresh_token: 'EXAMPLE-user-refresh',
			openid: 'oSAMPLE000000000000000000001',
			scope: 'snsapi_userinfo',
			unionid: 'o6_SAMPLE00000000000000000001',
		},
	},
});

function readCode(typed: string): string {
	const code = asciiText(typed);
	if (code === '') {
		throw new InvalidInputError(
			'Code',
			'is empty',
			'Enter the code parameter of the callback; a callback without one says that the user refused.',
		);
	}
	if (code !== REFUSED_CODE) return code;
	throw new InvalidInputError(
		'Code',
		`is the word ${REFUSED_CODE}, with which WeChat says that the user refused`,
		'Nobody has logged in. Check for this word at the callback, and offer the login again.',
	);
}
