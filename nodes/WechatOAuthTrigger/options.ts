import type { INodeProperties } from 'n8n-workflow';

/** The rarer parameters. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Allowed Redirect Hosts',
			name: 'allowedRedirectHosts',
			type: 'string',
			default: '',
			displayOptions: { show: { '/answer': ['redirect'] } },
			placeholder: 'e.g. www.example.com, m.example.com',
			description:
				'Hosts, besides the one of a fixed Redirect URL, that the browser may be sent to: exact, with the port if it is not the usual one, separated by commas',
		},
		{
			displayName: 'Also Start on Failure',
			name: 'startOnFailure',
			type: 'boolean',
			default: false,
			description:
				'Whether the output Failed starts the workflow when the browser says that the user refused, or when WeChat does not accept the login. A refusal is reported by the browser, not by WeChat: anybody who opens the link can fake one. At most 5 failures a minute for each visitor, and 30 in all, start the workflow in each process of n8n.',
		},
		{
			displayName: 'Domain File Content',
			name: 'domainFileContent',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ab12Cd34Ef56Gh78',
			description: 'Needed only if the content of the file differs from the 16 characters in its name',
		},
		{
			displayName: 'Domain File Name',
			name: 'domainFileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. MP_verify_Ab12Cd34Ef56Gh78.txt',
			description:
				'Name of the file that WeChat wants to see for the web authorization domain. It is served below the URL of this trigger, for a domain entered with that path; for a bare domain put the file at the root of the web server.',
		},
		{
			displayName: 'Fetch User Info',
			name: 'fetchUserInfo',
			type: 'boolean',
			default: true,
			description: 'Whether nickname, avatar and the like are fetched when the user has consented',
		},
		{
			displayName: 'Force Popup',
			name: 'forcePopup',
			type: 'boolean',
			default: false,
			description:
				'Whether WeChat asks for consent again even if the user gave it recently. Has no effect where WeChat authorizes silently.',
		},
		{
			displayName: 'Force Snapshot Page',
			name: 'forceSnapshot',
			type: 'boolean',
			default: false,
			description: 'Whether WeChat opens the page as a snapshot, to try out how that looks',
		},
		{
			displayName: 'Include User Tokens',
			name: 'includeTokens',
			type: 'boolean',
			default: false,
			description:
				'Whether the output holds the access token and refresh token of the user. They are secrets, and n8n stores them in clear text with the execution like any other output: anyone who can see executions can read them. Turn off saving executions in the settings of the workflow, or leave this off.',
		},
		{
			displayName: 'Outside WeChat',
			name: 'outsideWechat',
			type: 'options',
			options: [
				{
					name: 'Ask to Open in WeChat',
					value: 'explain',
					description: 'A page of this trigger says so and shows the link as a QR code',
				},
				{
					name: 'Continue',
					value: 'continue',
					description: 'WeChat decides what such a visitor sees',
				},
			],
			default: 'explain',
			description: 'What visitors get when they open the link in another browser',
		},
		{
			displayName: 'Page Language',
			name: 'pageLanguage',
			type: 'options',
			options: [
				{ name: 'Chinese', value: 'zh' },
				{ name: 'English', value: 'en' },
				{ name: 'Language of the Visitor', value: 'auto' },
			],
			default: 'auto',
			description: 'Language of the built-in pages',
		},
		{
			displayName: 'Redirect Fields In',
			name: 'redirectFieldsIn',
			type: 'options',
			displayOptions: { show: { '/answer': ['redirect'] } },
			options: [
				{
					name: 'Fragment',
					value: 'fragment',
					description: 'Behind #, for pages with a hash router: https://www.example.com/#/home?openid=…',
				},
				{ name: 'Query', value: 'query', description: 'Before #: https://www.example.com/home?openid=…' },
			],
			default: 'query',
			description: 'Where in the address the Redirect Fields are put',
		},
		{
			displayName: 'Require Signature',
			name: 'requireSignature',
			type: 'boolean',
			default: false,
			// An expression that yields nothing must not let unsigned links in.
			required: true,
			description:
				'Whether only signed links that have not expired start a login; this n8n, or anyone who has the Link Signing Key of the credential, can sign them. The workflow can then rely on what they carry; a link that was altered gets an error page before WeChat is involved. Web Authorization → Build Signed Link makes such links; the guide has code for your own back end.',
		},
		{
			displayName: 'Return-To Parameter',
			name: 'returnToParameter',
			type: 'string',
			default: '',
			displayOptions: { show: { '/answer': ['redirect'] } },
			placeholder: 'e.g. next',
			description:
				'Query parameter of the link that may name a different target than Redirect URL, on the same host or one of the Allowed Redirect Hosts; not http if Redirect URL is https',
		},
		{
			displayName: 'Snapshot Users',
			name: 'snapshotUsers',
			type: 'options',
			options: [
				{
					name: 'Ask for the Full Service',
					value: 'ask',
					description:
						'The workflow does not start; a page tells the user what to tap (使用完整服务), and after the tap the workflow starts with the real person',
				},
				{
					name: 'Start and Flag',
					value: 'flag',
					description:
						'The workflow starts with meta.isSnapshotUser (do not keep that OpenID), and again with the real person after the tap. A snapshot view that does not have the cookie of the login never starts it.',
				},
			],
			default: 'flag',
			description: 'What happens when WeChat shows the page as a snapshot and hands out a virtual identity',
		},
		{
			displayName: 'State Lifetime (Minutes)',
			name: 'stateLifetime',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 60 },
			default: 10,
			description: 'How long a user may take between the link and the return from WeChat',
		},
		{
			displayName: 'User Info Language',
			name: 'userInfoLanguage',
			type: 'options',
			options: [
				{ name: 'English', value: 'en' },
				{ name: 'Simplified Chinese', value: 'zh_CN' },
				{ name: 'Traditional Chinese', value: 'zh_TW' },
			],
			default: 'zh_CN',
			description: 'Language of region names in the user info',
		},
		{
			displayName: 'Wait for Workflow (Seconds)',
			name: 'waitSeconds',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 60 },
			default: 25,
			displayOptions: { show: { '/answer': ['workflow'] } },
			description: 'How long the browser waits for the workflow before it gets a built-in page',
		},
	],
};
