import { readAll } from '../../../../core/errors/readAll';
import { agentAccount, agentNickname, DESK_HINTS, readAgentAccount, readNickname } from './agent';
import { defineOperation } from '../../operation';

/** Changes an agent's nickname. */
export const updateAgent = defineOperation({
	option: {
		name: 'Update Agent',
		value: 'updateAgent',
		chinese: '设置客服信息',
		action: 'Update customer service agent',
		description: 'Change the nickname of an agent',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/servicermanage/api_updatekfaccount.html',
	effect: 'write',
	account: 'certified',
	fields: [agentAccount, agentNickname],
	request: (params) => ({
		method: 'POST',
		path: '/customservice/kfaccount/update',
		body: readAll({
			kf_account: () => readAgentAccount(params.kfAccount),
			nickname: () => readNickname(params.nickname),
		}),
	}),
	output: { kind: 'acknowledgement' },
	echo: ['kf_account', 'nickname'],
	hints: DESK_HINTS,
	sample: {
		params: { kfAccount: 'anna@sample', nickname: '小安' },
		request: {
			method: 'POST',
			path: '/customservice/kfaccount/update',
			body: { kf_account: 'anna@sample', nickname: '小安' },
		},
		response: { errcode: 0, errmsg: 'ok' },
	},
});
