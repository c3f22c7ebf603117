import { type ProfileLanguage, userProfile } from '../../../../core/oauth/snsRequests';
import { LOGIN_HINTS, readLogin, userAccessToken, PASSWORD_CHANGED } from '../../fields/account';
import { openid } from '../../fields/people';
import { defineOperation } from '../../operation';

/** Gets nickname and avatar of a user who consented. */
export const getUserInfo = defineOperation({
	option: {
		name: 'Get User Info',
		value: 'getUserInfo',
		chinese: '拉取用户信息',
		action: 'Get user info of login',
		description: 'Get nickname and avatar of a user who consented, follower or not',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/webdev/access/api_snsuserinfo.html',
	effect: 'read',
	account: 'certified service account or test account',
	fields: [
		userAccessToken,
		openid,
		{
			displayName: 'Language',
			name: 'lang',
			type: 'options',
			options: [
				{ name: 'English', value: 'en' },
				{ name: 'Simplified Chinese', value: 'zh_CN' },
				{ name: 'Traditional Chinese', value: 'zh_TW' },
			],
			default: 'zh_CN',
			description: 'Language of the region names, where WeChat still gives them',
		},
	],
	request: (params) => {
		const { token, person } = readLogin(params);
		return userProfile(token, person, params.lang as ProfileLanguage);
	},
	output: { kind: 'one' },
	hints: {
		...LOGIN_HINTS,
		42007: PASSWORD_CHANGED,
		48001:
			'The user logged in with scope snsapi_base, or on a snapshot page: let the user log in with the scope snsapi_userinfo (User Info (With Consent) of the WeChat OAuth Trigger or of Build Authorize URL).',
	},
	sample: {
		params: {
			userAccessToken: 'EXAMPLE-user-token-1',
			openid: 'oSAMPLE000000000000000000001',
			lang: 'zh_CN',
		},
		request: {
			method: 'GET',
			path: '/sns/userinfo',
			query: {
				access_token: 'EXAMPLE-user-token-1',
				openid: 'oSAMPLE000000000000000000001',
				lang: 'zh_CN',
			},
			auth: 'none',
		},
		response: {
			openid: 'oSAMPLE000000000000000000001',
			nickname: '张三',
			sex: 0,
			province: '',
			city: '',
			country: '',
			headimgurl: 'https://thirdwx.qlogo.cn/mmopen/vi_32/SAMPLE/132',
			privilege: [],
			unionid: 'o6_SAMPLE00000000000000000001',
		},
	},
});
