import type { IDataObject } from 'n8n-workflow';
import { WechatTrigger } from '../../../nodes/WechatTrigger/WechatTrigger.node';
import { callWebhook, type WebhookCall } from '../harness/callWebhook';
import { credentialOf, type ForgedPush } from './forgePush';

type Call = Parameters<typeof callWebhook>[0];

/**
 * Sends one request to the trigger.
 *
 * @param push query and body
 * @param credential what differs from the plain-text account
 * @param more node parameters and how n8n hands the request over
 */
export async function callTrigger(
	push: Partial<Omit<ForgedPush, 'query'>> & { query?: Record<string, unknown> },
	credential: IDataObject = {},
	more: Partial<Call> = {},
): Promise<WebhookCall> {
	return await callWebhook({
		type: new WechatTrigger(),
		method: 'POST',
		credentials: credentialOf(credential),
		query: push.query,
		body: push.body,
		...more,
	});
}

/** The first item that a call starts the workflow with, if it does. */
export function startedWith(call: WebhookCall): IDataObject | undefined {
	return call.result.workflowData?.[0]?.[0]?.json;
}
