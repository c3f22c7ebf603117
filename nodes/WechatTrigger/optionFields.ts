import type { INodeProperties } from 'n8n-workflow';
import { EVERYTHING } from '../../core/push/selectPush';
import { builderHint } from '../shared/builderHints';
import {
	busyText,
	collectBy,
	collectWords,
	replyWindow,
	typing,
	waitingText,
	whenLonger,
	whileBusy,
} from './conversation/properties';
import { selectionOptions } from './pushChoices';

/** Covers WeChat's retries, with a margin for clocks that differ. */
export const DEFAULT_WINDOW_SECONDS = 300;

/** Trigger On: the kinds of push that start the workflow. */
export const events: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	options: selectionOptions(),
	default: [EVERYTHING],
	required: true,
	...builderHint(
		"Choose only the kinds that the workflow works on, e.g. ['text', 'event:subscribe']; every other kind is acknowledged without an execution.",
	),
	description:
		'Messages and events that start the workflow. All others are acknowledged without an execution.',
};

/** Filters that narrow the selected kinds further. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Keywords',
			name: 'keywords',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Keyword' },
			placeholder: 'Add Keyword',
			default: {},
			description: 'Text messages that match none of these do not start the workflow',
			options: [
				{
					displayName: 'Keyword',
					name: 'line',
					values: [
						{
							displayName: 'Match',
							name: 'match',
							type: 'options',
							options: [
								{ name: 'Contains', value: 'contains' },
								{ name: 'Equals', value: 'equals' },
								{
									name: 'Matches Regex',
									value: 'regex',
									description: 'RE2 syntax, found anywhere in the text as it was written',
								},
							],
							default: 'contains',
							description:
								'How the text of the message is compared; white space around it is ignored. For Contains and Equals, full-width letters, digits, marks and spaces are the same as ordinary ones (ＡＢＣ　１２３？ and ABC 123?).',
						},
						{
							displayName: 'Text',
							name: 'text',
							type: 'string',
							default: '',
							required: true,
							placeholder: 'e.g. 订单',
							description: 'Text or pattern to look for',
						},
						{
							displayName: 'Ignore Case',
							name: 'ignoreCase',
							type: 'boolean',
							default: true,
							description: 'Whether upper and lower case count as the same',
						},
					],
				},
			],
		},
		{
			displayName: 'Menu Keys',
			name: 'menuKeys',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Key' },
			default: [],
			placeholder: 'e.g. TODAY_OFFER',
			description: 'Menu events with a different EventKey do not start the workflow',
		},
		{
			displayName: 'OpenIDs',
			name: 'openids',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add OpenID' },
			default: [],
			placeholder: 'e.g. oABCD1234567890abcdefghijklm',
			description: 'Messages and events from others do not start the workflow; useful while you build it',
		},
		{
			displayName: 'QR Code Scenes',
			name: 'scenes',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Scene' },
			default: [],
			placeholder: 'e.g. shop-17',
			description:
				'Follows and scans through another QR code, or through none, do not start the workflow. Enter the scene of the code, or the EventKey of a follow as you received it (qrscene_shop-17).',
		},
	],
};

/** The rarer parameters. */
export const triggerOptions: INodeProperties = {
	displayName: 'Options',
	name: 'triggerOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Accepted Age (Seconds)',
			name: 'freshness',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 86400 },
			default: DEFAULT_WINDOW_SECONDS,
			description:
				'How far the timestamp of a push may differ from the clock of this server, in either direction; 0 accepts any. Older pushes are refused, so that a recorded push cannot be replayed. In plain text mode the signature does not cover the content: anyone who has seen the query string of one push, in an access log for example, can send any content while its timestamp is fresh, and again while its nonce, read as a time, is fresh. Encryption prevents that.',
		},
		busyText,
		collectBy,
		collectWords,
		{
			displayName: 'Convert Voice to WAV',
			name: 'voiceToWav',
			type: 'boolean',
			default: false,
			description:
				'Whether Download Media turns a voice message into a WAV file, which OpenAI and other speech services read. WeChat records AMR, which most of them do not accept. A file of any other format stays as it is.',
		},
		{
			displayName: 'Download Media',
			name: 'downloadMedia',
			type: 'boolean',
			default: false,
			description:
				'Whether to fetch the picture, sound, video or file of a message as binary data. If that fails, the message comes without it, and meta.media.problem says why.',
		},
		{
			displayName: 'Media Field',
			name: 'mediaField',
			type: 'string',
			default: 'data',
			hint: 'Name of the binary field that Download Media fills',
			description: 'Where the downloaded file is put',
		},
		{
			displayName: 'Other Messages to AI Reply',
			name: 'othersToAi',
			type: 'boolean',
			default: false,
			description:
				'Whether the AI of WeChat answers the messages that do not start the workflow because of Trigger On or a filter; it answers from the articles of the account (转接AI回复). The AI reply (AI回复) must be switched on in the console (mp.weixin.qq.com). Without this option nobody answers them: a server URL silences the replies of the console. Events are acknowledged in any case.',
		},
		{
			displayName: 'Relay To',
			name: 'relayUrls',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add URL' },
			default: [],
			placeholder: 'e.g. https://n8n.example.com/webhook-test/…/wechat',
			description:
				'More URLs that get every verified push as it came: WeChat Triggers of other workflows, or a Test URL. Each of them verifies the push again. WeChat already has its answer by then, so a copy that does not arrive is lost and not sent again; meta.relay of the next push and the log of n8n say how many were lost.',
		},
		replyWindow,
		typing,
		waitingText,
		whenLonger,
		whileBusy,
	],
};
