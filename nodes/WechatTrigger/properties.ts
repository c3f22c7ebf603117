import type { INodeProperties } from 'n8n-workflow';
import { SERVER_PLACE } from '../../core/errors/consolePaths';
import { builderHint } from '../shared/builderHints';
import { setupNotice } from '../transport/setupNotice';
import { events, filters, triggerOptions } from './optionFields';
import { BY_NODE } from '../shared/startingPush';

/** The node's parameters. */
export const properties: INodeProperties[] = [
	setupNotice(
		'Publish this workflow (older n8n: activate it), and publish it again after every edit: only then are your changes live.',
		`Enter the Production URL above, with Token, EncodingAESKey and mode of the credential, in the WeChat console (${SERVER_PLACE}). If the URL shows localhost, a private address or a port such as :5678, WeChat cannot reach it: set N8N_WEBHOOK_URL (before n8n 2.30: WEBHOOK_URL).`,
		'WeChat sends everything to this one server URL, even while you listen on the Test URL. To get a copy there or in another workflow, use Options → Relay To in the published workflow.',
	),
	events,
	{
		displayName: 'Respond',
		name: 'responseMode',
		type: 'options',
		options: [
			{
				name: 'Immediately',
				value: 'onReceived',
				description: 'Tell WeChat that the push has arrived as soon as n8n has stored the execution',
			},
			{
				name: "Using the WeChat Node's Passive Reply",
				value: BY_NODE,
				description:
					'Keep the connection open so that a WeChat node can answer the follower, within 4.5 seconds or, with Options → Reply Window, within about 14',
			},
		],
		default: 'onReceived',
		...builderHint(
			"Use 'responseNode' exactly when a WeChat node with the resource `passiveReply` follows on every branch; without one WeChat waits in vain and the follower gets nothing. With 'onReceived' answer by `customerService/sendText`.",
		),
		description: 'When the push is answered, and by which node',
	},
	{
		displayName:
			'Add a WeChat node with the resource Passive Reply further down. An answer that takes longer than WeChat waits is sent as a customer service message, which needs a certified account. Under Options, Reply Window makes WeChat wait longer, and When the Answer Takes Longer lets followers of any account collect it.',
		name: 'replyNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { responseMode: [BY_NODE] } },
	},
	filters,
	triggerOptions,
];
