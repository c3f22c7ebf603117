import { loginItem } from '../../nodes/WechatOAuthTrigger/loginItem';
import type { Setup } from '../../nodes/WechatOAuthTrigger/Setup';

/** Makes the item of a login with consent, using the code of the WeChat OAuth Trigger. */
export function sampleLogin(): object {
	const setup = {
		login: { appid: 'wx0123456789abcdef' },
		channel: 'wechat',
		answer: { kind: 'workflow', waitSeconds: 25 },
	} as Setup;
	const grant = {
		openid: 'oSAMPLE000000000000000000001',
		unionid: 'uSAMPLE000000000000000000001',
		scope: 'snsapi_userinfo',
		isSnapshotUser: false,
		accessToken: '',
		refreshToken: '',
		expiresIn: 7200,
	};
	const user = {
		openid: grant.openid,
		nickname: '张三',
		sex: 0,
		province: '',
		city: '',
		country: '',
		headimgurl: 'https://thirdwx.qlogo.cn/mmopen/vi_32/sample/132',
		privilege: [''],
		unionid: grant.unionid,
	};
	const facts = {
		params: { phone: '13800138000' },
		receivedAt: Date.UTC(2026, 0, 1),
		language: 'zh',
	} as const;
	const problem = { message: '', description: '' };
	return loginItem(setup, grant, { user, problem }, facts).json;
}
