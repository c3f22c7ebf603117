import { readAll } from '../../../../core/errors/readAll';
import { readWechatId } from '../../fields/people';
import { agentAccount, DESK_HINTS, readAgentAccount } from './agent';
import { defineOperation } from '../../operation';

/** Invites a WeChat user to work as an agent. */
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
		65407: 'Nothing to do: this person is an agent of the account already.',
		65408:
			'This person has been invited already and has not answered yet. Wait for the answer, or let it expire.',
		65409:
			'Nobody has this WeChat ID. Ask the person for the 微信号 that WeChat shows below their name; an OpenID is not a WeChat ID.',
		65410:
			'This person works as an agent for too many accounts. Invite somebody else, or let the person leave one of them.',
		65411:
			'An invitation for this agent has not been answered yet. Wait for the answer, or until the invitation expires.',
		65412:
			'Somebody works as this agent already. Make another agent with Add Agent, and invite the person for that.',
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
