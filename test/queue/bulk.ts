import axios from 'axios';
import { webhookAddress } from '../../demo/story';
import type { StoredWorkflow } from '../../host/rest';
import { activateLine, type QueueTestbed } from './queueTestbed';

/** API path of a template message. */
export const SEND = '/cgi-bin/message/template/send';

/** A live workflow that sends template messages: one call starts one execution of many messages. */
export interface Bulk {
	workflow: StoredWorkflow;
	/** Starts executions on the workers, all at once. */
	start(executions: Array<Array<{ openid: string; text: string }>>): Promise<void>;
}

/** Name of the node that sends. */
export const SENDER = 'Send';

/** Makes the workflow live. */
export async function newBulk(testbed: QueueTestbed, name: string, inFlight: number): Promise<Bulk> {
	const { templateId } = await testbed.simulator.control.area('templates', 'add', {
		appid: testbed.account.appid,
		title: '订单支付成功通知',
		content: '商品名称：{{thing1.DATA}}',
	});
	const workflow = await activateLine(testbed, name, [
		{
			name: 'Called',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: { httpMethod: 'POST', path: name, options: {} },
		},
		{
			name: 'Each',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.messages', options: {} },
		},
		{
			name: SENDER,
			type: 'n8n-nodes-wechat-mp.wechat',
			typeVersion: 1,
			parameters: {
				resource: 'template',
				operation: 'send',
				touser: '={{ $json.openid }}',
				templateId: { __rl: true, mode: 'id', value: templateId },
				dataInput: 'fields',
				templateData: {
					mappingMode: 'defineBelow',
					value: { thing1: '={{ $json.text }}' },
					schema: [],
				},
				options: {},
				runOptions: { inFlight },
			},
		},
	]);
	const url = webhookAddress(testbed, workflow, 'n8n-nodes-base.webhook', name);
	return {
		workflow,
		start: async (executions) => {
			await Promise.all(executions.map((messages) => axios.post(url, { messages }, { proxy: false })));
		},
	};
}

/** What the platform knows of the testbed's account. */
export interface Sent {
	/** Template messages that reached somebody, ever. */
	delivered: number;
	/** How often each of the latest messages was sent and delivered. */
	latest: Array<{ requests: number; deliveries: number }>;
	/** Token requests, ever. */
	tokens: number;
}

/** Looks at the platform. */
export async function sentBy({ simulator, account }: QueueTestbed): Promise<Sent> {
	const { accounts } = await simulator.control.state();
	const { areas, usedToday } = accounts.find(
		({ appid }) => appid === account.appid,
	) as unknown as AccountView;
	return {
		delivered: areas.templates.delivered,
		latest: areas.templates.byClientMsgId,
		tokens: usedToday['/cgi-bin/stable_token'] ?? 0,
	};
}

interface AccountView {
	areas: { templates: { delivered: number; byClientMsgId: Sent['latest'] } };
	usedToday: Record<string, number>;
}
