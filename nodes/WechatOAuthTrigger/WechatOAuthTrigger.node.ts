import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
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

/** Web authorization (网页授权): one address that sends a visitor to WeChat and starts the workflow when they come back. */
export class WechatOAuthTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WeChat OAuth Trigger',
		name: 'wechatOAuthTrigger',
		icon: { light: 'file:wechatOAuthTrigger.svg', dark: 'file:wechatOAuthTrigger.dark.svg' },
		group: ['trigger'],
		// From 2 on: n8n evaluates an expression for every request to a node of version 1, which costs milliseconds.
		version: 2,
		subtitle: '={{$parameter["channel"] === "website" ? "Website QR login" : "Login inside WeChat"}}',
		description: 'Starts the workflow when a user logs in on a web page with WeChat (网页授权)',
		eventTriggerDescription: 'Waiting for a user to open the URL and come back from WeChat',
		activationMessage: 'The URL is ready: send users there, e.g. from a menu, a message or a mini program.',
		defaults: { name: 'WeChat OAuth Trigger' },
		inputs: [],
		outputs: [MAIN, MAIN],
		outputNames: ['Login', 'Failed'],
		credentials: [{ name: 'wechatMpApi', required: true }],
		webhooks: [login, domainFile],
		triggerPanel,
		properties: [...oldHostNotice(), ...properties],
	};

	webhookMethods = { default: setup, setup };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerVisit(this);
	}
}
