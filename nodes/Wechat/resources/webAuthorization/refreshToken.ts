import { refreshUserToken } from '../../../../core/oauth/snsRequests';
import { required } from '../../../shared/textLimits';
import { asciiText } from '../../../shared/typedValues';
import { defineOperation } from '../../operation';
import { PASSWORD_CHANGED } from '../../fields/account';

/** Renews a user's token. */
export const refreshToken = defineOperation({
	option: {
		name: 'Refresh Token',
		value: 'refreshToken',
		chinese: '刷新用户授权凭证',
		action: 'Refresh token of user',
		description:
			'Renew the access token of a user; works for 30 days after the login. n8n stores the tokens in clear text with the execution.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/webdev/access/api_snsrefreshtoken.html',
	effect: 'read',
	account: 'certified service account or test account',
	fields: [
		{
			displayName: 'User Refresh Token',
			name: 'userRefreshToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Refresh token of the user from Exchange Code. Keep the one that comes back.',
		},
	],
	request: ({ userRefreshToken }, { connection }) =>
		refreshUserToken(connection.account.appid, required('User Refresh Token', asciiText(userRefreshToken))),
	output: { kind: 'one' },
	hints: {
		40030: 'The refresh token is wrong: let the user log in again.',
		42002: 'The 30 days are over: let the user log in again.',
		42007: PASSWORD_CHANGED,
	},
	sample: {
		params: { userRefreshToken: 'EXAMPLE-user-refresh-1' },
		request: {
			method: 'GET',
			path: '/sns/oauth2/refresh_token',
			query: {
				appid: 'wx00000000000000a1',
				grant_type: 'refresh_token',
				refresh_token: 'EXAMPLE-user-refresh-1',
			},
			auth: 'none',
		},
		response: {
			access_token: 'EXAMPLE-user-token',
			expires_in: 7200,
			refresh_token: 'EXAMPLE-user-refresh-1',
			openid: 'oSAMPLE000000000000000000001',
			scope: 'snsapi_userinfo',
		},
	},
});
