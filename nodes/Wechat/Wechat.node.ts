import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { builderAdvice } from '../shared/builderHints';
import { MAIN } from '../transport/hostAbilities';
import { oldHostNotice, refuseOldHost } from '../transport/oldHost';
import { answerApproval } from './approval/answerApproval';
import { approvalWebhooks } from './approval/webhooks';
import { searchAgents } from './lists/agents';
import { searchComments } from './lists/comments';
import { searchFollowers } from './lists/followers';
import { loadCategories, loadLibraryKeywords, searchLibraryTitles } from './lists/library';
import {
	searchImages,
	searchLibraryArticles,
	searchMassContent,
	searchMaterials,
	searchVideos,
	searchVoices,
} from './lists/materials';
import { searchConditionalMenus } from './lists/menus';
import { searchArticles, searchDrafts } from './lists/news';
import { mapSubscriptionFields, searchSubscriptionTemplates } from './lists/subscriptionTemplates';
import { mapTemplateFields, searchOneTimeTemplates, searchTemplates } from './lists/templates';
import { searchTags } from './lists/tags';
import { executeOperations } from './run/executeOperations';
import { nodeHints } from './run/hints';
import { nodeProperties } from './run/properties';
import { subtitle } from './run/subtitle';

/** Actions on a WeChat Official Account; its operations are in `resources/`. */
export class Wechat implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WeChat',
		name: 'wechat',
		icon: { light: 'file:wechat.svg', dark: 'file:wechat.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitle(),
		description:
			'Send messages to followers of a WeChat Official Account (微信公众号 / 服务号), receive and answer theirs, and manage the account',
		defaults: { name: 'WeChat' },
		inputs: [MAIN],
		outputs: [MAIN],
		usableAsTool: true,
		credentials: [{ name: 'wechatMpApi', required: true }],
		webhooks: approvalWebhooks,
		waitingNodeTooltip: '=Waiting for the answer of the person who was asked',
		hints: nodeHints(),
		...builderAdvice({
			searchHint:
				'For WeChat Official Accounts (公众号, 服务号), not for WeCom, mini programs or personal chats. To answer a message within its execution use `passiveReply/text` behind a WeChat Trigger that responds by node; to write to a follower who wrote within 48 hours `customerService/sendText`; at any other time `template/send`, with a template of the account; to wait for a decision of a follower `approval/sendAndWait`. People are known by their OpenID only, never by phone number, WeChat ID or nickname.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-wechat-mp.wechatTrigger',
					relationHint: 'Starts the workflow with a message or event; gives the OpenID as FromUserName',
				},
				{
					nodeType: 'n8n-nodes-wechat-mp.wechatOAuthTrigger',
					relationHint: 'Starts the workflow with a login on a web page; gives the OpenID as openid',
				},
			],
		}),
		properties: [...oldHostNotice(), ...nodeProperties()],
	};

	methods = {
		listSearch: {
			searchAgents,
			searchArticles,
			searchComments,
			searchConditionalMenus,
			searchDrafts,
			searchFollowers,
			searchImages,
			searchLibraryArticles,
			searchLibraryTitles,
			searchMassContent,
			searchMaterials,
			searchOneTimeTemplates,
			searchSubscriptionTemplates,
			searchTags,
			searchTemplates,
			searchVideos,
			searchVoices,
		},
		loadOptions: { loadCategories, loadLibraryKeywords },
		resourceMapping: { mapSubscriptionFields, mapTemplateFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		refuseOldHost(this);
		return await executeOperations(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerApproval(this);
	}
}
