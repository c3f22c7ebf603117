import { readAll } from '../../../../core/errors/readAll';
import { readOpenid, openid } from '../../fields/people';
import { withinBytes } from '../../../shared/textLimits';
import { defineOperation } from '../../operation';

/** The page says less than 30; WeChat takes ten Chinese characters, as several developers found, and no more. */
const MAX_BYTES = 30;

/** Sets the account's own note on a follower. */
export const setRemark = defineOperation({
	option: {
		name: 'Set Remark',
		value: 'setRemark',
		chinese: '设置用户备注名',
		action: 'Set remark of user',
		description: 'Give a follower a name of your own (备注名), which the profile then carries',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/usermanage/userinfo/api_updateremark.html',
	effect: 'write',
	parallel: true,
	inOrderOf: 'openid',
	account: 'certified service account or test account',
	fields: [
		openid,
		{
			displayName: 'Remark',
			name: 'remark',
			type: 'string',
			default: '',
			placeholder: 'e.g. Mr. Li, Hangzhou',
			description: 'Up to 30 bytes: ten Chinese characters, or 30 Latin letters. Empty removes the remark.',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/cgi-bin/user/info/updateremark',
		body: readAll({
			openid: () => readOpenid(params.openid),
			remark: () => withinBytes('Remark', params.remark, MAX_BYTES),
		}),
	}),
	output: { kind: 'acknowledgement' },
	echo: ['openid'],
	hints: {
		43004: 'Only followers can have a remark. Leave this person out.',
	},
	sample: {
		params: { openid: 'oSAMPLE000000000000000000001', remark: '杭州李先生' },
		request: {
			method: 'POST',
			path: '/cgi-bin/user/info/updateremark',
			body: { openid: 'oSAMPLE000000000000000000001', remark: '杭州李先生' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
