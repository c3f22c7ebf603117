import { checkUserToken } from '../../../../core/oauth/snsRequests';
import { LOGIN_HINTS, readLogin, userAccessToken } from '../../fields/account';
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
	hints: LOGIN_HINTS,
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
