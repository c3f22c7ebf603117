import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_WINDOW_SECONDS } from './readOptions';

/** The node's parameters. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'In the WeChat console (设置与开发 → 基本配置 → 服务器配置) paste the Production URL above as server URL (服务器地址 URL), the Token and EncodingAESKey of the credential, and choose the same encryption mode. Activate this workflow first: WeChat checks the URL when you save.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Accepted Age (Seconds)',
				name: 'freshness',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 86400 },
				default: DEFAULT_WINDOW_SECONDS,
				description:
					'How far the timestamp of a push may be off the clock of this server, in either direction; 0 accepts any. Older pushes are refused, so that a recorded one cannot be replayed.',
			},
		],
	},
];
