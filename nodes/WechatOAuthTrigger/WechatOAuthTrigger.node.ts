import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { builderAdvice } from '../shared/builderHints';
import { MAIN } from '../transport/hostAbilities';
import { oldHostNotice, refuseOldHost } from '../transport/oldHost';
import { answerVisit } from './answerVisit';
import { checkSetup } from './checkSetup';
import { triggerPanel } from './panel';
import { properties } from './properties';
import { domainFile, login } from './webhooks';

const setup = {
	checkExists: async () => false,
	async create(this: IHookFunctions): Promise<boolean> {
		refuseOldHost(this);
		await checkSetup(this);
		return true;
	},
	delete: async () => true,
};

/** Web authorization (网页授权): one URL that sends a visitor to WeChat and starts the workflow when they return. */
export class WechatOAuthTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WeChat OAuth Trigger',
		name: 'wechatOAuthTrigger',
		icon: { light: 'file:wechatOAuthTrigger.svg', dark: 'file:wechatOAuthTrigger.dark.svg' },
		group: ['trigger'],
		// Version 2, not 1: n8n evaluates an expression for every request to a node of version 1, which takes milliseconds.
		version: 2,
		subtitle: '={{$parameter["channel"] === "website" ? "Website QR login" : "Login inside WeChat"}}',
		description: 'Starts the workflow when a user logs in on a web page with WeChat (网页授权)',
		eventTriggerDescription: 'Waiting for a user to open the URL and come back from WeChat',
		activationMessage:
			'The URL is ready: send users there, e.g. from a menu, a message or a mini program. Publish again after every edit.',
		defaults: { name: 'WeChat OAuth Trigger' },
		inputs: [],
		outputs: [MAIN, MAIN],
		outputNames: ['Login', 'Failed'],
		credentials: [{ name: 'wechatMpApi', required: true }],
		webhooks: [login, domainFile],
		triggerPanel,
		...builderAdvice({
			searchHint:
				'Does the whole login: redirect to WeChat, callback, state and the exchange of the code. Add no Webhook or HTTP Request node for it. The Production URL is both the link for visitors and the callback. Output 0 is a login (openid, unionid, user, params), output 1 a failed one. To carry e.g. an order number through the login, list its name as a pass-through query parameter and read it from params.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-wechat-mp.wechat',
					relationHint:
						'Shows the visitor a page of the workflow with `webAuthorization/respond`, or writes to them with `template/send`',
				},
			],
		}),
		properties: [...oldHostNotice(), ...properties],
	};

	webhookMethods = { default: setup, setup };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerVisit(this);
	}
}
