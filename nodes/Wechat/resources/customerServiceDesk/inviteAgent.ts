import { readAll } from '../../../../core/errors/readAll';
import { readWechatId } from '../../fields/people';
import { agentAccount, DESK_HINTS, readAgentAccount } from './agent';
import { defineOperation } from '../../operation';

/** Invite Agent. */
export const inviteAgent = defineOperation({
	option: {
		name: 'Invite Agent',
		value: 'inviteAgent',
		chinese: '邀请绑定客服账号',
		action: 'Invite customer service agent',
		description:
			'Invite a WeChat user to work as an agent; once they have confirmed in WeChat, kf_wx appears in Customer Service Message → Get Many Customer Service Agents',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/servicermanage/api_invitekfworker.html',
	effect: 'write',
	account: 'certified',
	fields: [
		agentAccount,
		{
			displayName: 'WeChat ID',
			name: 'inviteWx',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. anna-wechat',
			description: 'WeChat ID (微信号) of the person who is invited; not an OpenID',
		},
	],
	request: (params) => ({
		method: 'POST',
		path: '/customservice/kfaccount/inviteworker',
		body: readAll({
			kf_account: () => readAgentAccount(params.kfAccount),
			invite_wx: () => readWechatId(params.inviteWx, 'WeChat ID'),
		}),
	}),
	output: { kind: 'acknowledgement' },
	echo: ['kf_account', 'invite_wx'],
	hints: {
		...DESK_HINTS,
		65407: 'This person is an agent of the account already.',
		65408: 'This person has been invited already and has not answered yet.',
		65409: 'Nobody has this WeChat ID. It is shown in WeChat under Me; an OpenID is none.',
		65410: 'This person works as an agent for too many accounts.',
		65411: 'An invitation for this agent is waiting for its answer.',
		65412: 'Somebody is bound to this agent already.',
	},
	sample: {
		params: { kfAccount: 'anna@sample', inviteWx: 'anna-wechat' },
		request: {
			method: 'POST',
			path: '/customservice/kfaccount/inviteworker',
			body: { kf_account: 'anna@sample', invite_wx: 'anna-wechat' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
