import {
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { builderAdvice } from '../shared/builderHints';
import { MAIN } from '../transport/hostAbilities';
import { oldHostNotice, refuseOldHost } from '../transport/oldHost';
import { acknowledgeStored } from './acknowledgeStored';
import { FAST, ROBUST, versionProperties } from './bodyParsing';
import { checkSetup } from './checkSetup';
import { fetchMedia } from './fetchMedia';
import { triggerPanel } from './panel';
import { properties } from './properties';
import { subtitle } from './pushChoices';
import { receivePush } from './receivePush';
import { isDuplicate } from './recordPush';
import { webhooks } from './webhooks';

const setup = {
	checkExists: async () => false,
	async create(this: IHookFunctions): Promise<boolean> {
		refuseOldHost(this);
		await checkSetup(this);
		return true;
	},
	delete: async () => true,
};

/** The server URL (服务器地址) of an Official Account: verifies every push and starts the workflow with it. */
export class WechatTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WeChat Trigger',
		name: 'wechatTrigger',
		icon: { light: 'file:wechatTrigger.svg', dark: 'file:wechatTrigger.dark.svg' },
		group: ['trigger'],
		version: [ROBUST, FAST],
		defaultVersion: ROBUST,
		subtitle: subtitle(),
		// The node search shows this text for the WeChat node and the trigger together.
		description:
			'Receive messages and events of a WeChat Official Account (微信公众号 / 服务号), reply to followers and send them messages',
		eventTriggerDescription: 'Waiting for WeChat to send a message or event',
		activationMessage:
			'The server URL is ready: WeChat can now check it and send messages and events. Publish again after every edit.',
		defaults: { name: 'WeChat Trigger' },
		inputs: [],
		outputs: [MAIN],
		credentials: [{ name: 'wechatMpApi', required: true }],
		webhooks,
		triggerPanel,
		...builderAdvice({
			searchHint:
				'WeChat checks the URL by itself: add no Webhook or Respond to Webhook node for it, and no code that computes a signature. The user publishes the workflow, then enters the Production URL in the WeChat console together with Token and EncodingAESKey of the credential. An account has one server URL: use one WeChat Trigger per account, and route by MsgType and Event with a Switch node. The output has the official elements: FromUserName (the OpenID), MsgType, Event, EventKey, Content; give an AI Agent {{ $json.Content }} as its prompt, which it does not find by itself, and its memory {{ $json.meta.sessionId }} as the key.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-wechat-mp.wechat',
					relationHint:
						'Answers the message: `passiveReply/text` if the trigger responds by node, otherwise `customerService/sendText`',
				},
				{
					nodeType: '@n8n/n8n-nodes-langchain.agent',
					relationHint:
						'Answers followers with a model: set its prompt to Content, and the key of its memory to meta.sessionId',
				},
			],
		}),
		properties: [...oldHostNotice(), ...properties, ...versionProperties],
	};

	webhookMethods = { setup, default: setup };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		refuseOldHost(this);
		await acknowledgeStored(this);
		if (await isDuplicate(this)) return [[]];
		return [await fetchMedia(this)];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receivePush(this);
	}
}
