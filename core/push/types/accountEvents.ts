import { events } from './PushType';

const AFFECTED = {
	OpenID: 'oSAMPLE0000000000000000000001',
	AppID: 'wx0123456789abcdef',
};

/**
 * What users do with data that they had authorized.
 *
 * @see https://developers.weixin.qq.com/doc/service/guide/h5/authorization_change.html
 */
export const AUTHORIZATION_EVENTS = events('Authorization', [
	{
		name: 'user_info_modified',
		title: 'Profile Cleaned',
		official: '用户资料变更',
		when: 'The profile of a user who authorized within 30 days was cleaned for risk: refresh nickname and avatar.',
		sample: AFFECTED,
		sometimes: ['UnionID'],
	},
	{
		name: 'user_authorization_revoke',
		title: 'Authorization Revoked',
		official: '用户撤回授权',
		when: 'A user revokes an authorization: delete the data; RevokeInfo says which (201 address … 207 pictures).',
		sample: { ...AFFECTED, RevokeInfo: '205' },
		sometimes: ['UnionID'],
	},
	{
		name: 'user_authorization_cancellation',
		title: 'User Deregistered',
		official: '用户注销',
		when: 'A user deregisters: delete or anonymize the data.',
		sample: AFFECTED,
		sometimes: ['UnionID'],
	},
]);

/**
 * Certification of the account.
 *
 * @see https://developers.weixin.qq.com/doc/service/guide/product/Accreditation.html
 */
export const CERTIFICATION_EVENTS = events('Certification', [
	{
		name: 'qualification_verify_success',
		title: 'Qualification Passed',
		official: '资质认证成功',
		when: 'The qualification was accepted; the API permissions exist from now on.',
		sample: { ExpiredTime: 1_791_536_000 },
	},
	{
		name: 'qualification_verify_fail',
		title: 'Qualification Failed',
		official: '资质认证失败',
		when: 'The qualification was refused.',
		sample: { FailTime: 1_760_000_000, FailReason: 'by time' },
	},
	{
		name: 'naming_verify_success',
		title: 'Naming Passed',
		official: '名称认证成功',
		when: 'The name was accepted.',
		sample: { ExpiredTime: 1_791_536_000 },
	},
	{
		name: 'naming_verify_fail',
		title: 'Naming Failed',
		official: '名称认证失败',
		when: 'The name was refused; the permissions stay.',
		sample: { FailTime: 1_760_000_000, FailReason: 'by time' },
	},
	{
		name: 'annual_renew',
		title: 'Certification Renewal Due',
		official: '年审通知',
		when: 'The yearly certification has to be renewed.',
		sample: { ExpiredTime: 1_791_536_000 },
	},
	{
		name: 'verify_expired',
		title: 'Certification Expired',
		official: '认证过期失效通知',
		when: 'The certification has lapsed.',
		sample: { ExpiredTime: 1_760_000_000 },
	},
]);

/** Sessions of the customer service desk; documented until about 2024. */
export const DESK_EVENTS = events('Customer Service', [
	{
		name: 'kf_create_session',
		title: 'Session Opened',
		official: '接入会话',
		when: 'A customer service agent takes a session.',
		sample: { KfAccount: 'anna@shop' },
	},
	{
		name: 'kf_close_session',
		title: 'Session Closed',
		official: '关闭会话',
		when: 'A session ends.',
		sample: { KfAccount: 'anna@shop' },
		sometimes: ['CloseType'],
	},
	{
		name: 'kf_switch_session',
		title: 'Session Handed Over',
		official: '转接会话',
		when: 'A session passes from one customer service agent to another.',
		sample: { FromKfAccount: 'anna@shop', ToKfAccount: 'ben@shop' },
	},
]);
