import { checkUserToken } from '../../../../core/oauth/snsRequests';
import { readLogin, userAccessToken } from '../../fields/account';
import { openid } from '../../fields/people';
import { defineOperation } from '../../operation';

/** Checks whether a user's token is still valid. */
export const checkToken = defineOperation({
	option: {
		name: 'Check Token',
		value: 'checkToken',
		chinese: '检验授权凭证',
		action: 'Check token of user',
		description: 'Check whether the access token of a user is still valid; an error says why not',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/webdev/access/api_snsauth.html',
	effect: 'read',
	account: 'certified service account or test account',
	fields: [userAccessToken, openid],
	request: (params) => {
		const { token, person } = readLogin(params);
		return checkUserToken(token, person);
	},
	toItems: async () => [{ json: { valid: true } }],
	hints: {
		40001:
			'The User Access Token is wrong. Give the access_token of the login from Exchange Code, not that of the account.',
		40003: 'The OpenID is not the one that came with this token. Give both from the same login.',
		42001: 'The User Access Token is older than two hours. Get a new one with Refresh Token.',
	},
	sample: {
		params: { userAccessToken: 'EXAMPLE-user-token-1', openid: 'oSAMPLE000000000000000000001' },
		request: {
			method: 'GET',
			path: '/sns/auth',
			query: { access_token: 'EXAMPLE-user-token-1', openid: 'oSAMPLE000000000000000000001' },
			auth: 'none',
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
