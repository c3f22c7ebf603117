/** The node of the push workflow with the first effect. */
export const EFFECT_NODE = 'Storm Template';

/** The last node, which has an effect, too. */
export const LAST_NODE = 'Storm Text';

interface PlainNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: object;
	onError?: 'continueRegularOutput';
	webhookId?: string;
}

const PACKAGE = 'n8n-nodes-wechat-mp';

/**
 * Answers every text with a template message and a customer service text, and goes on when one of them fails.
 *
 * @param templateId of the account
 * @param credential name of the account's credential
 */
export function pushWorkflow(templateId: string, credential: string): object {
	const follower = "={{ $('Received').first().json.FromUserName }}";
	const content = "$('Received').first().json.Content";
	return line('Storm pushes', credential, [
		{
			name: 'Received',
			type: `${PACKAGE}.wechatTrigger`,
			typeVersion: 1,
			parameters: { events: ['text'] },
		},
		{
			name: EFFECT_NODE,
			type: `${PACKAGE}.wechat`,
			typeVersion: 1,
			onError: 'continueRegularOutput',
			parameters: template(templateId, follower, `={{ ${content} }}`),
		},
		{
			name: LAST_NODE,
			type: `${PACKAGE}.wechat`,
			typeVersion: 1,
			onError: 'continueRegularOutput',
			parameters: {
				resource: 'customerService',
				operation: 'sendText',
				touser: follower,
				content: `={{ ${content}.replace('P', 'A') }}`,
			},
		},
	]);
}

/**
 * Sends the template messages of one call and answers with the result of each. The ids are the caller's, so that it may call again when it
 * gets no answer.
 *
 * @param templateId of the account
 * @param credential name of the account's credential
 */
export function bulkWorkflow(templateId: string, credential: string): object {
	return line('Storm bulk', credential, [
		{
			name: 'Called',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: {
				httpMethod: 'POST',
				path: 'storm-bulk',
				responseMode: 'lastNode',
				responseData: 'allEntries',
				options: {},
			},
		},
		{
			name: 'Each',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.messages', options: {} },
		},
		{
			name: 'Send',
			type: `${PACKAGE}.wechat`,
			typeVersion: 1,
			onError: 'continueRegularOutput',
			parameters: {
				...template(templateId, '={{ $json.openid }}', '={{ $json.text }}'),
				options: { clientMessageId: '={{ $json.id }}' },
				runOptions: { inFlight: 5 },
			},
		},
	]);
}

function template(templateId: string, touser: string, thing1: string): object {
	return {
		resource: 'template',
		operation: 'send',
		touser,
		templateId: { __rl: true, mode: 'id', value: templateId },
		dataInput: 'fields',
		templateData: { mappingMode: 'defineBelow', value: { thing1 }, schema: [] },
		options: {},
	};
}

function line(name: string, credential: string, nodes: PlainNode[]): object {
	return {
		name,
		nodes: nodes.map((node, index) => ({
			...node,
			position: [index * 200, 0],
			...(node.type.startsWith(`${PACKAGE}.`)
				? { credentials: { wechatMpApi: { id: null, name: credential } } }
				: {}),
		})),
		connections: Object.fromEntries(
			nodes
				.slice(1)
				.map(({ name: next }, index): [string, object] => [
					nodes[index]?.name ?? '',
					{ main: [[{ node: next, type: 'main', index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1' },
	};
}
