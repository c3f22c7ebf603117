import type { INodeProperties } from 'n8n-workflow';
import { DOMAIN_PLACE } from '../../core/errors/consolePaths';
import { builderHint } from '../shared/builderHints';
import { options } from './options';

/** The parameters of the node, as the editor shows them. */
export const properties: INodeProperties[] = [
	{
		displayName: `<ul><li>Publish this workflow (older n8n: activate it), and publish it again after every edit: only then are your changes live.</li><li>Send users to the Production URL above; it is also the callback. Its host must be a web authorization domain (${DOMAIN_PLACE}) of the account, or WeChat shows error 10003.</li></ul>`,
		name: 'domainNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		options: [
			{
				name: 'Inside WeChat',
				value: 'wechat',
				description: 'The link is opened in WeChat: from a menu, a message or a mini program',
			},
			{
				name: 'Website QR Login',
				value: 'website',
				description:
					'The link is opened in any browser and the user scans a QR code. Needs the AppID and AppSecret of a website application of the WeChat Open Platform, in a separate credential.',
			},
		],
		default: 'wechat',
		description: 'Where users open the link',
	},
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		displayOptions: { show: { channel: ['wechat'] } },
		options: [
			{
				name: 'Base (Silent)',
				value: 'snsapi_base',
				description: 'The user notices nothing; the workflow gets the OpenID only',
			},
			{
				name: 'User Info (With Consent)',
				value: 'snsapi_userinfo',
				description: 'The user is asked; the workflow gets OpenID, UnionID, nickname and avatar',
			},
		],
		default: 'snsapi_base',
		description: 'What the user is asked for',
	},
	{
		displayName: 'Pass-Through Query Parameters',
		name: 'passThrough',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Parameter',
		default: {},
		description:
			'Query parameters of the link that the workflow gets as params. They are whatever the link says, so check them before you trust them, or turn on Options → Require Signature.',
		options: [
			{
				displayName: 'Parameter',
				name: 'parameter',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. phone',
						description: 'Name of the query parameter; code and state are taken',
					},
					{
						displayName: 'Pattern',
						name: 'pattern',
						type: 'string',
						default: '',
						placeholder: 'e.g. 1\\d{10}',
						description:
							'Regular expression that the whole value must match, as in JavaScript but without look-around and back-references (RE2 syntax); a link that does not match is refused before WeChat is involved. Leave empty to accept any value, even none.',
					},
				],
			},
		],
	},
	{
		displayName: 'Answer',
		name: 'answer',
		type: 'options',
		options: [
			{ name: 'Built-In Page', value: 'page', description: 'A page that says that the login succeeded' },
			{
				name: 'From the Workflow',
				value: 'workflow',
				description: 'The WeChat node with Web Authorization → Respond sends a page or a redirect',
			},
			{
				name: 'Redirect',
				value: 'redirect',
				description: 'To a page of yours, with chosen fields in its query',
			},
		],
		default: 'page',
		...builderHint(
			"Use 'workflow' only when a WeChat node with `webAuthorization/respond` follows on output 0: the browser waits for it.",
		),
		description: 'What the browser gets after a successful login',
	},
	{
		displayName: 'Page Title',
		name: 'pageTitle',
		type: 'string',
		default: '',
		displayOptions: { show: { answer: ['page'] } },
		placeholder: 'e.g. Welcome',
		description: 'Leave empty for a text in the language of the visitor',
	},
	{
		displayName: 'Page Message',
		name: 'pageMessage',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		displayOptions: { show: { answer: ['page'] } },
		placeholder: 'e.g. You will get a message when your order is ready.',
		description: 'Plain text under the title',
	},
	{
		displayName: 'Redirect URL',
		name: 'redirectUrl',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { answer: ['redirect'] } },
		placeholder: 'e.g. https://www.example.com/welcome',
		description:
			'Complete address. If it is an expression, its host must be listed under Options → Allowed Redirect Hosts.',
	},
	{
		displayName: 'Redirect Fields',
		name: 'redirectFields',
		type: 'multiOptions',
		displayOptions: { show: { answer: ['redirect'] } },
		options: [
			{ name: 'Avatar URL', value: 'headimgurl' },
			{ name: 'Nickname', value: 'nickname' },
			{ name: 'OpenID', value: 'openid' },
			{ name: 'Pass-Through Parameters', value: 'params' },
			{ name: 'Scope', value: 'scope' },
			{ name: 'Snapshot User', value: 'isSnapshotUser' },
			{ name: 'UnionID', value: 'unionid' },
		],
		default: [],
		description:
			'What is added to the address, see Options → Redirect Fields In. Anybody can type such an address by hand: the page must not take it as proof of who the visitor is.',
	},
	options,
];
