import { readAll } from '../../../../core/errors/readAll';
import { agentNickname, DESK_HINTS, newAgentAccount, readNewAgent, readNickname } from './agent';
import { defineOperation } from '../../operation';

/** Adds an agent. */
export const addAgent = defineOperation({
	option: {
		name: 'Add Agent',
		value: 'addAgent',
		chinese: '添加客服账号',
		action: 'Add customer service agent',
		description:
			'Add an agent to the desk (客服账号), up to 100; nobody can work as this agent until somebody has been invited and has confirmed',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/servicermanage/api_addkfaccount.html',
	effect: 'write',
	account: 'certified',
	fields: [newAgentAccount, agentNickname],
	request: (params) => ({
		method: 'POST',
		path: '/customservice/kfaccount/add',
		body: readAll({
			kf_account: () => readNewAgent(params.kfAccount),
			nickname: () => readNickname(params.nickname),
		}),
	}),
	output: { kind: 'acknowledgement' },
	echo: ['kf_account', 'nickname'],
	hints: {
		...DESK_HINTS,
		65405: 'The account has 100 agents, which is the limit. Delete one first, with Delete Agent.',
		65406:
			'There is an agent of this name already. Choose another name under Agent Account; Update Agent changes the nickname of the one that is there.',
	},
	sample: {
		params: { kfAccount: 'anna@sample', nickname: '小安' },
		request: {
			method: 'POST',
			path: '/customservice/kfaccount/add',
			body: { kf_account: 'anna@sample', nickname: '小安' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
