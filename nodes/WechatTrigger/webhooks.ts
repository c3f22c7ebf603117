import type { IWebhookDescription } from 'n8n-workflow';
import { answersAfterStoring, type ResolvedField, webhookFields } from '../transport/hostAbilities';
import { ACKNOWLEDGEMENT } from './answers';
import { BY_NODE } from '../shared/startingPush';

const PATH = 'wechat';

const responseMode: ResolvedField = {
	template: '={{$parameter["responseMode"] || "onReceived"}}',
	resolve: ({ responseMode: chosen }) => (typeof chosen === 'string' && chosen ? chosen : 'onReceived'),
};

/**
 * GET for WeChat's check of the URL, POST for its pushes, both on one path.
 *
 * n8n evaluates these fields for every request, and an expression costs it milliseconds. So all but one are literals, and that one tells
 * n8n how to read the parameter without evaluating an expression.
 */
export const webhooks: IWebhookDescription[] = [
	{ name: 'setup', httpMethod: 'GET', responseMode: 'onReceived', path: PATH, ndvHideUrl: true },
	{
		name: 'default',
		httpMethod: 'POST',
		// Sent after the execution has been stored or queued; a push that is held open is answered elsewhere.
		responseData: ACKNOWLEDGEMENT,
		path: PATH,
		// Where n8n would answer before it has stored the execution, all pushes are held until their execution answers.
		...(answersAfterStoring ? webhookFields({ responseMode }) : { responseMode: BY_NODE }),
	},
];
