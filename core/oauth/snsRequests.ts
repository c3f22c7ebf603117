import type { ApiRequest } from '../api/wire';

/** Language of the region names in a profile. */
export type ProfileLanguage = 'zh_CN' | 'zh_TW' | 'en';

/**
 * Exchanges the one-time code of a callback for the user's token. The call carries AppID and AppSecret.
 *
 * @param code as received, valid for five minutes
 * @see https://developers.weixin.qq.com/doc/service/api/webdev/access/api_snsaccesstoken.html
 */
export function exchangeCode(code: string): ApiRequest {
	return {
		method: 'GET',
		path: '/sns/oauth2/access_token',
		query: { code, grant_type: 'authorization_code' },
		auth: 'app',
	};
}

/**
 * Renews a user's token; possible for 30 days after the login.
 *
 * @param appid of the account
 * @param refreshToken from the exchange or the last renewal
 * @see https://developers.weixin.qq.com/doc/service/guide/h5/auth.html
 */
export function refreshUserToken(appid: string, refreshToken: string): ApiRequest {
	return {
		method: 'GET',
		path: '/sns/oauth2/refresh_token',
		query: { appid, grant_type: 'refresh_token', refresh_token: refreshToken },
		auth: 'none',
	};
}

/**
 * Gets the profile of a user who consented (scope snsapi_userinfo or snsapi_login).
 *
 * @param accessToken the user's, not the account's
 * @param openid of the same user
 * @param lang of region names
 * @see https://developers.weixin.qq.com/doc/service/guide/h5/auth.html
 */
export function userProfile(accessToken: string, openid: string, lang: ProfileLanguage): ApiRequest {
	return {
		method: 'GET',
		path: '/sns/userinfo',
		query: { access_token: accessToken, openid, lang },
		auth: 'none',
	};
}

/**
 * Checks whether a user's token is still valid.
 *
 * @param accessToken the user's
 * @param openid of the same user
 * @see https://developers.weixin.qq.com/doc/service/guide/h5/auth.html
 */
export function checkUserToken(accessToken: string, openid: string): ApiRequest {
	return { method: 'GET', path: '/sns/auth', query: { access_token: accessToken, openid }, auth: 'none' };
}
