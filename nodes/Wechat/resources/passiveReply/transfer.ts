import { readAgent } from '../../../shared/typedValues';
import { replyOptions, whenTransferLate, SAMPLE_PUSH } from './replyFields';
import { sendReply } from './sendReply';
import { locatorModes } from '../../fields/locatorModes';
import { defineOperation } from '../../operation';

/** Hands a conversation over to the customer service desk. */
export const transferToAgent = defineOperation({
	option: {
		name: 'Transfer to Customer Service',
		value: 'transfer',
		chinese: '转发到客服',
		action: 'Transfer conversation to customer service',
		description:
			'Answer the message that started the workflow by handing the follower over to a customer service agent (客服). Do not hand events over: WeChat says that agents then see messages that mean nothing to them.',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/product/kf/forwarding.html',
	effect: 'write',
	account: 'certified',
	fields: [
		{
			displayName: 'Customer Service Agent',
			name: 'kfAccount',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: locatorModes('agent', 'searchAgents', 'anna@myaccount', 'By Account'),
			description:
				'Account of the agent (客服账号) who should get the conversation; empty lets the desk choose. If this agent is offline, does not accept conversations automatically or has as many as possible, no other agent gets it. Customer Service Desk → Get Many Online Agents lists those who are signed in.',
		},
		whenTransferLate,
		replyOptions,
	],
	run: async (params, item) => {
		let kfAccount: string | undefined;
		const read = () => {
			kfAccount = readAgent('Customer Service Agent', params.kfAccount);
			return { type: 'transfer_customer_service' as const, kfAccount };
		};
		const [result] = await sendReply(item, read, params);
		return [{ json: { ...result?.json, ...(kfAccount ? { kfAccount } : {}) } }];
	},
	sample: {
		params: {
			kfAccount: 'anna@sample',
			whenLate: 'ignore',
			options: {
				push: SAMPLE_PUSH,
			},
		},
		response: {},
	},
});
