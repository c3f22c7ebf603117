import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import type { CardLine } from '../../simulator/areas/templates/templateData';
import { createSimulator, type Simulator } from '../../simulator/createSimulator';
import { PACKAGE, START } from '../nodes/harness/nodeTypes';
import { runWorkflow, type TestRun } from '../nodes/harness/runWorkflow';

/** API path of a template message. */
export const SEND = '/cgi-bin/message/template/send';

/** A platform in this process with followers and one template, and the node that sends to them. */
export interface SendTestbed {
	simulator: Simulator;
	openids: string[];
	/** Template messages that reached a follower, ever. */
	delivered(): Promise<number>;
	/** How often each text reached a phone. A phone shows its last hundred messages. */
	onPhones(): Promise<ReadonlyMap<string, number>>;
	/** Stable tokens asked for. */
	tokenCalls(): Promise<number>;
	/**
	 * Sends one message per item; a failed item becomes an error item.
	 *
	 * @param input items with `openid` and `text`
	 * @param more run options and execution id
	 */
	send(
		input: readonly INodeExecutionData[],
		more?: { inFlight?: number; executionId?: string },
	): Promise<TestRun>;
}

/**
 * @param seed of the platform's ids and of chance in its faults
 * @param people how many followers there are
 */
export async function startSendTestbed(seed: string, people = 20): Promise<SendTestbed> {
	const simulator = await createSimulator({ seed, log: () => undefined });
	const { control } = simulator;
	const { account } = await control.account({ dailyLimits: { [SEND]: 10_000_000 } });
	const template = (await control.area('templates', 'add', {
		title: '订单支付成功通知',
		content: '商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}',
	})) as { templateId: string };
	const openids: string[] = [];
	for (let person = 0; person < people; person++) {
		openids.push((await control.follower({ follow: true, push: false })).follower.openid);
	}
	const ofAccount = async () => (await control.state()).accounts[0] as unknown as AccountView;
	return {
		simulator,
		openids,
		delivered: async () => (await ofAccount()).areas.templates.delivered,
		onPhones: async () => {
			const times = new Map<string, number>();
			for (const openid of openids) {
				for (const { kind, content } of await control.chat({ openid })) {
					if (kind !== 'template') continue;
					const [text = ''] = (content as unknown as Card).lines.map(({ value }) => value);
					times.set(text, (times.get(text) ?? 0) + 1);
				}
			}
			return times;
		},
		tokenCalls: async () => (await ofAccount()).usedToday['/cgi-bin/stable_token'] ?? 0,
		send: async (input, { inFlight = 50, executionId } = {}) =>
			await runWorkflow({
				types: [new Wechat()],
				executionId,
				credentials: {
					wechatMpApi: {
						appId: account.appid,
						appSecret: account.secret,
						apiHost: 'custom',
						customApiHost: simulator.urls.api,
					},
				},
				input: [...input],
				nodes: [
					{ name: 'Start', type: START },
					{
						name: 'Send',
						type: `${PACKAGE}.wechat`,
						onError: 'continueRegularOutput',
						parameters: parametersOf(template.templateId, inFlight) as never,
					},
				],
			}),
	};
}

/** A template message as a phone shows it. */
interface Card {
	lines: CardLine[];
}

interface AccountView {
	areas: { templates: { delivered: number } };
	usedToday: Record<string, number>;
}

function parametersOf(templateId: string, inFlight: number): IDataObject {
	return {
		resource: 'template',
		operation: 'send',
		touser: '={{ $json.openid }}',
		templateId: { __rl: true, mode: 'id', value: templateId },
		dataInput: 'fields',
		templateData: {
			mappingMode: 'defineBelow',
			value: { thing1: '={{ $json.text }}', amount2: '39.80' },
			schema: [],
		},
		options: {},
		runOptions: { inFlight },
	};
}
