import * as host from 'n8n-workflow';
import type { IWebhookDescription } from 'n8n-workflow';
import { ACKNOWLEDGEMENT } from './answers';

const PATH = 'wechat';

/**
 * GET for WeChat's check of the URL, POST for its pushes, both on one path.
 *
 * n8n evaluates these fields for every request, and an expression costs it milliseconds; so all are literals but one, and
 * that one tells n8n how to read the parameter without evaluating anything.
 */
export const webhooks: IWebhookDescription[] = [
	{ name: 'setup', httpMethod: 'GET', responseMode: 'onReceived', path: PATH, ndvHideUrl: true },
	{
		name: 'default',
		httpMethod: 'POST',
		// Sent after the execution has been stored or queued; a held-open push is answered elsewhere.
		responseData: ACKNOWLEDGEMENT,
		path: PATH,
		...responseMode(),
	},
];

/** An n8n that is older than these helpers gets the expression alone. */
function responseMode(): Partial<IWebhookDescription> {
	if (!('webhookDescriptionFields' in host)) return { responseMode: '={{$parameter["responseMode"]}}' };
	return host.webhookDescriptionFields({ responseMode: host.fromParameter('responseMode', 'onReceived') });
}
