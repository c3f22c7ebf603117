import { agentAccount, DESK_HINTS, readAgentAccount } from './agent';
import { defineOperation } from '../../operation';

/** Deletes an agent. */
export const deleteAgent = defineOperation({
	option: {
		name: 'Delete Agent',
		value: 'deleteAgent',
		chinese: '删除客服账号',
		action: 'Delete customer service agent',
		description: 'Delete an agent from the desk; it cannot be restored',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/api/customer/servicermanage/api_delkfaccount.html',
	effect: 'write',
	account: 'certified',
	fields: [agentAccount],
	request: (params) => ({
		method: 'POST',
		path: '/customservice/kfaccount/del',
		body: { kf_account: readAgentAccount(params.kfAccount) },
	}),
	output: { kind: 'acknowledgement', json: { deleted: true } },
	echo: ['kf_account'],
	hints: DESK_HINTS,
	sample: {
		params: { kfAccount: 'anna@sample' },
		request: { method: 'POST', path: '/customservice/kfaccount/del', body: { kf_account: 'anna@sample' } },
		response: { errcode: 0, errmsg: 'ok' },
	},
});
