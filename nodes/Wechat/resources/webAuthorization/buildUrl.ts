import { authorizeUrl, type LoginScope } from '../../../../core/protocol/authorizeUrl';
import { readPageHosts } from '../../../transport/account';
import { readCredential } from '../../../transport/readCredential';
import { defineOperation } from '../../operation';

/** Builds the link that asks a user for web authorization, for a callback of your own. */
export const buildAuthorizeUrl = defineOperation({
	option: {
		name: 'Build Authorize URL',
		value: 'buildUrl',
		chinese: '生成网页授权链接',
		action: 'Build authorize URL',
		description:
			'Build the link that asks a user to log in, for a callback of your own; the WeChat OAuth Trigger does all of it by itself',
	},
	docs: 'https://developers.weixin.qq.com/doc/service/guide/h5/auth.html',
	effect: 'read',
	account: 'certified service account or test account',
	fields: [
		{
			displayName: 'Redirect URL',
			name: 'redirectUri',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://www.example.com/wechat/callback',
			description:
				'Address of your callback, not encoded. Its host must be a web authorization domain of the account (网页授权域名).',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'options',
			options: [
				{ name: 'Base (Silent)', value: 'snsapi_base', description: 'OpenID only; the user notices nothing' },
				{
					name: 'User Info (With Consent)',
					value: 'snsapi_userinfo',
					description: 'OpenID, UnionID, nickname and avatar; the user is asked',
				},
				{
					name: 'Website QR Login',
					value: 'snsapi_login',
					description: 'The user scans a code on a website; needs the AppID of a website application',
				},
			],
			default: 'snsapi_base',
			description: 'What the user is asked for, and where',
		},
		{
			displayName: 'State',
			name: 'state',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 3d6be0a4035d839573b04816624a415e',
			description:
				'1 to 128 letters and digits that come back unchanged. Make it unguessable and compare it at the callback, or strangers can log your users in.',
		},
		{
			displayName: 'Options',
			name: 'authorizeOptions',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Force Popup',
					name: 'forcePopup',
					type: 'boolean',
					default: false,
					description: 'Whether the user is asked again even if consent was given recently',
				},
				{
					displayName: 'Force Snapshot Page',
					name: 'forceSnapshot',
					type: 'boolean',
					default: false,
					description: 'Whether WeChat opens the page as a snapshot, to try out how that looks',
				},
				{
					displayName: 'QR Page Language',
					name: 'qrLanguage',
					type: 'options',
					options: [
						{ name: 'Chinese', value: 'cn' },
						{ name: 'English', value: 'en' },
					],
					default: 'cn',
					description: 'Language of the page with the QR code',
				},
			],
		},
	],
	run: async ({ redirectUri, scope, state, authorizeOptions }, { n8n, connection, itemIndex }) => {
		const raw = await readCredential(n8n, { itemIndex });
		const { forcePopup, forceSnapshot, qrLanguage } = authorizeOptions;
		const url = authorizeUrl({
			openHost: readPageHosts(raw).open,
			appid: connection.account.appid,
			redirectUri,
			scope: scope as LoginScope,
			state,
			forcePopup: forcePopup === true,
			forceSnapShot: forceSnapshot === true,
			...(qrLanguage === 'en' || qrLanguage === 'cn' ? { lang: qrLanguage } : {}),
		});
		return [{ json: { url } }];
	},
	sample: {
		params: {
			redirectUri: 'https://www.example.com/wechat/callback',
			scope: 'snsapi_userinfo',
			state: '3d6be0a4035d839573b04816624a415e',
			authorizeOptions: {},
		},
		response: {},
	},
});
