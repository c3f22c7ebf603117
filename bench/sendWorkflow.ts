import type { Execution } from '../host/rest/executions';
import { pollUntil } from '../host/pollUntil';
import { SEND_CREDENTIAL, SEND_PATH, type SendTestbed } from './sendTestbed';
import { chain } from './triggerWorkflow';

/** Calls in flight of the fast cases. */
export const IN_FLIGHT = 40;

/** Runs a workflow once manually; returns the milliseconds of the sending node. */
export async function runOnce(testbed: SendTestbed, node: object, count: number): Promise<number> {
	const { api } = testbed.host;
	const { id } = await api.workflows.create(workflow(testbed, node, count), testbed.credentialIds);
	const execution = await api.workflows.run(id, 'Start');
	await pollUntil(
		`${count} messages to be sent`,
		async () => (await api.executions.list(id)).find(({ stoppedAt }) => stoppedAt) && true,
		{ timeoutMs: 900_000 },
	);
	const done = await api.executions.get(execution);
	const milliseconds = checked(done, count);
	await api.workflows.delete(id);
	return milliseconds;
}

function checked(execution: Execution, count: number): number {
	const { runData, error } = execution.data.resultData;
	const run = runData.Send?.[0];
	const sent = run?.data?.main?.[0]?.length ?? 0;
	if (execution.status === 'success' && run && sent === count) return run.executionTime;
	throw new Error(`${sent} of ${count} messages, ${execution.status}: ${error?.message ?? ''}`);
}

const account = { wechatMpApi: { id: null, name: SEND_CREDENTIAL } };

/** Like drag and drop in the editor writes it. */
const mapped = (name: string) => `={{ $json.${name} }}`;
/** An expression that computes something, so that n8n has to evaluate it. */
export const computed = (name: string) => `={{ $json.${name}.trim() }}`;

/** Sends each item as a template message. */
export function wechat(testbed: SendTestbed, inFlight: number, from = mapped): object {
	return {
		type: 'n8n-nodes-wechat-mp.wechat',
		typeVersion: 1,
		credentials: account,
		parameters: {
			resource: 'template',
			operation: 'send',
			touser: from('openid'),
			templateId: { __rl: true, mode: 'id', value: testbed.templateId },
			dataInput: 'fields',
			templateData: {
				mappingMode: 'defineBelow',
				value: { thing1: from('product'), amount2: from('price'), time3: from('paidAt') },
				matchingColumns: [],
				schema: [],
				attemptToConvertTypes: false,
				convertFieldsToString: false,
			},
			options: { clientMessageId: from('id') },
			runOptions: { inFlight },
		},
	};
}

/** The same with n8n's HTTP Request node. */
export function httpRequest(testbed: SendTestbed): object {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credentials: account,
		parameters: {
			method: 'POST',
			url: `${testbed.api}${SEND_PATH}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'wechatMpApi',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ JSON.stringify({ touser: $json.openid, template_id: '${testbed.templateId}', client_msg_id: $json.id, data: { thing1: { value: $json.product }, amount2: { value: $json.price }, time3: { value: $json.paidAt } } }) }}`,
			options: {},
		},
	};
}

/** The same with only n8n's request helper, with or without a limit for the answer. */
export function bareSend(testbed: SendTestbed, { limited = false } = {}): object {
	return {
		type: 'n8n-nodes-wechat-mp.benchBareSend',
		parameters: {
			url: `${testbed.api}${SEND_PATH}?access_token=${testbed.accessToken}`,
			template: testbed.templateId,
			inFlight: IN_FLIGHT,
			limited,
		},
	};
}

/** A workflow that makes items and passes them to a node. */
export function workflow(testbed: SendTestbed, node: object, count: number): object {
	const parameters = { count, openids: testbed.openids.join(',') };
	return chainOf(`send ${count}`, {
		Items: { type: 'n8n-nodes-wechat-mp.benchItems', parameters },
		Send: node,
	});
}

/** A workflow that is started manually and runs these nodes one after the other. */
export function chainOf(name: string, nodes: Record<string, object>): object {
	const start: object = { type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const all: Record<string, object> = { Start: start, ...nodes };
	return {
		name,
		nodes: Object.entries(all).map(([one, node], index) => ({
			name: one,
			typeVersion: 1,
			position: [200 * index, 0],
			...node,
		})),
		connections: chain(...Object.keys(all)),
		settings: { executionOrder: 'v1', timezone: 'Asia/Shanghai' },
	};
}
