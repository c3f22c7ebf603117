import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { APPID_PLACE, SECRET_PLACE, SERVER_PLACE } from '../core/errors/consolePaths';
import { authenticateRequest } from '../nodes/transport/authenticateRequest';
import { CHECK_HEADER, CHECK_PATH } from '../nodes/transport/checkAccount';
import { provideToken } from '../nodes/transport/provideToken';
import { setupNotice } from '../nodes/transport/setupNotice';

/**
 * One WeChat Official Account (公众号 / 服务号): its AppID, its server configuration and the source of its access token. Works in our nodes and
 * in the HTTP Request node.
 */
export class WechatMpApi implements ICredentialType {
	name = 'wechatMpApi';

	displayName = 'WeChat MP API';

	icon: Icon = { light: 'file:../nodes/Wechat/wechat.svg', dark: 'file:../nodes/Wechat/wechat.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-wechat-mp/n8n-nodes-wechat-mp/blob/main/docs/guide/credential.md';

	properties: INodeProperties[] = [
		setupNotice(
			`To send: AppID, AppSecret, and the public address of this n8n on the IP allowlist (IP 白名单), all in ${SECRET_PLACE}.`,
			`To receive: Token and EncodingAESKey as well, the same as in ${SERVER_PLACE}.`,
		),
		{
			displayName: 'AppID',
			name: 'appId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. wx0123456789abcdef',
			description: `Developer ID of the account (开发者ID), "wx" and 16 characters, from the WeChat console: ${APPID_PLACE}`,
		},
		{
			displayName: 'AppSecret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			// Always required: n8n refuses to store a credential with an empty required field only if the field has display conditions.
			required: true,
			description: `Developer password (开发者密码) from the WeChat console: ${SECRET_PLACE}. It is shown only once, and the address of n8n belongs in the IP allowlist (IP 白名单) beside it. Leave empty if a token service gives the access token and nobody logs in with WeChat; n8n then does not test the credential.`,
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: `Needed only to receive messages and events: 3 to 32 letters or digits of your choice, the same as in the WeChat console: ${SERVER_PLACE}`,
		},
		{
			displayName: 'EncodingAESKey',
			name: 'encodingAesSecretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { messageEncryption: ['compatible', 'safe'] } },
			description: `Message key (消息加解密密钥) from the WeChat console, exactly 43 letters or digits: ${SERVER_PLACE}`,
		},
		{
			displayName: 'Message Encryption',
			name: 'messageEncryption',
			type: 'options',
			options: [
				{ name: 'Plain Text (明文模式)', value: 'plain' },
				{ name: 'Compatible (兼容模式)', value: 'compatible' },
				{ name: 'Safe (安全模式)', value: 'safe' },
			],
			default: 'safe',
			description: `The mode chosen in the WeChat console: ${SERVER_PLACE}. Safe is recommended; an unencrypted message is then refused.`,
		},
		{
			displayName: 'Previous EncodingAESKey',
			name: 'previousEncodingAesSecretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { messageEncryption: ['compatible', 'safe'] }, hide: { token: [''] } },
			description:
				'The key before a change: messages that WeChat had already encrypted with it are still accepted, and answered with it. Leave empty otherwise.',
		},
		{
			displayName: 'Token Source',
			name: 'accessSource',
			type: 'options',
			options: [
				{
					name: 'Stable Token',
					value: 'stable',
					description: 'Recommended: other programs that use the same account are not disturbed',
				},
				{
					name: 'Classic Token',
					value: 'classic',
					description:
						'Each new token invalidates the one before: choose it only if this n8n is the sole user of the account',
				},
				{
					name: 'Token Service',
					value: 'service',
					description: 'A central service of your own that hands out the token of the account',
				},
			],
			default: 'stable',
			description: 'Where the access token (接口调用凭证) comes from',
		},
		{
			displayName: 'Token Service URL',
			name: 'serviceUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://token.example.com/wechat',
			displayOptions: { show: { accessSource: ['service'] } },
			description:
				'Answers a GET with the token as plain text, or with JSON that holds it as access_token, accessToken or token and, if possible, also has expires_in in seconds',
		},
		{
			displayName: 'Token Path',
			name: 'servicePath',
			type: 'string',
			default: '',
			placeholder: 'e.g. data.access_token',
			displayOptions: { show: { accessSource: ['service'] } },
			description:
				'Where the token is in the JSON of the service if it is not at the top level: names separated by dots, numbers for positions in lists',
		},
		{
			displayName: 'Token Service Header Name',
			name: 'serviceHeaderName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Authorization',
			displayOptions: { show: { accessSource: ['service'] } },
			description: 'Optional header sent to the token service',
		},
		{
			displayName: 'Token Service Header Value',
			name: 'serviceHeaderSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { accessSource: ['service'] } },
			description: 'The value of that header',
		},
		{
			displayName: 'API Host',
			name: 'apiHost',
			type: 'options',
			options: [
				{
					name: 'Custom',
					value: 'custom',
					description: 'A proxy with a fixed address, or the local simulator',
				},
				{ name: 'General (api.weixin.qq.com)', value: 'https://api.weixin.qq.com' },
				{ name: 'General Back-Up (api2.weixin.qq.com)', value: 'https://api2.weixin.qq.com' },
				{ name: 'Hong Kong (hk.api.weixin.qq.com)', value: 'https://hk.api.weixin.qq.com' },
				{ name: 'Shanghai (sh.api.weixin.qq.com)', value: 'https://sh.api.weixin.qq.com' },
				{ name: 'Shenzhen (sz.api.weixin.qq.com)', value: 'https://sz.api.weixin.qq.com' },
			],
			default: 'https://api.weixin.qq.com',
			description: 'Which entrance to the API to use; all serve the same account',
		},
		{
			displayName: 'Custom API Host',
			name: 'customApiHost',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://wechat-proxy.example.com',
			displayOptions: { show: { apiHost: ['custom'] } },
			description: 'Address with scheme, without a path, that serves the paths of api.weixin.qq.com',
		},
		{
			displayName: 'Authorize Page Host',
			name: 'openHost',
			type: 'string',
			default: 'https://open.weixin.qq.com',
			displayOptions: { show: { apiHost: ['custom'] } },
			description: 'Host of the web authorization page; change it only for the local simulator',
		},
		{
			displayName: 'MP Page Host',
			name: 'mpHost',
			type: 'string',
			default: 'https://mp.weixin.qq.com',
			displayOptions: { show: { apiHost: ['custom'] } },
			description: 'Host of QR code images and subscription pages; change it only for the local simulator',
		},
		{
			displayName: 'Link Signing Key',
			name: 'linkSigningSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For a WeChat OAuth Trigger with Require Signature whose links are made by a back end of your own: a random text of 32 characters or more that both sides know. Leave empty if only n8n makes such links.',
		},
		// Always empty, so that n8n runs preAuthentication before every request; the token itself is stored next to it.
		{
			displayName: 'Renewal Marker',
			name: 'renewalMarker',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{ displayName: 'Expires At', name: 'expiresAt', type: 'hidden', default: '' },
		{ displayName: 'Forced At', name: 'forcedAt', type: 'hidden', default: '' },
		{ displayName: 'Asked By', name: 'askedBy', type: 'hidden', default: '' },
		{
			displayName: 'Token Owner',
			name: 'tokenOwner',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
	];

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		return await provideToken(this.helpers.httpRequest, credentials);
	}

	authenticate: IAuthenticate = authenticateRequest;

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.apiHost === "custom" ? $credentials.customApiHost : $credentials.apiHost}}',
			url: CHECK_PATH,
			// Makes `authenticate` run the real check: n8n itself only compares single values of the answer and has a fixed text for each.
			headers: { [CHECK_HEADER]: 'on' },
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					// Every valid answer has this property; n8n fails the test when its value equals this one.
					key: 'ip_list',
					value: undefined,
					message:
						'The API host did not answer with the list of addresses that was asked for. Check the API Host, and run the test again in a minute.',
				},
			},
		],
	};
}
