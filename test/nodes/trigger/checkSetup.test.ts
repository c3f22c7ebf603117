import type { IDataObject, IHookFunctions, INodeParameters } from 'n8n-workflow';
import { WechatTrigger } from '../../../nodes/WechatTrigger/WechatTrigger.node';
import { CredentialStore } from '../harness/credentialStore';
import { core, workflow as n8n } from '../harness/host';
import { nodeTypes, PACKAGE } from '../harness/nodeTypes';
import { additionalData, completeNode } from '../harness/runWorkflow';
import { ACCOUNT, credentialOf } from './forgePush';

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

/** Activates a workflow with the trigger, as n8n does for each of its webhooks. */
async function activate(
	credential: IDataObject = {},
	parameters: INodeParameters = {},
	webhookBaseUrl = 'https://n8n.example.com/webhook',
): Promise<string[]> {
	const type = new WechatTrigger();
	const node = completeNode({
		name: 'WeChat Trigger',
		type: `${PACKAGE}.wechatTrigger`,
		typeVersion: 1,
		webhookId: '1',
		parameters,
	});
	const workflow = new n8n.Workflow({
		id: 'w',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: nodeTypes([type]),
	});
	const log: string[] = [];
	for (const webhookDescription of type.description.webhooks ?? []) {
		const context = new core.HookContext(
			workflow,
			node,
			additionalData(new CredentialStore(credentialOf(credential)), { webhookBaseUrl }),
			'trigger',
			'activate',
			{ webhookDescription, path: 'wechat', node: node.name } as never,
		) as IHookFunctions;
		Object.defineProperty(context, 'logger', { value: { warn: (line: string) => log.push(line) } });
		const methods = type.webhookMethods[webhookDescription.name];
		expect(await methods.checkExists.call(context)).toBe(false);
		expect(await methods.create.call(context)).toBe(true);
		expect(await methods.delete.call(context)).toBe(true);
	}
	return log;
}

test.each(['plain', 'compatible', 'safe'])(
	'activation in %s mode succeeds without a word',
	async (messageEncryption) => {
		expect(await activate({ messageEncryption })).toEqual([]);
	},
);

test('activation with a credential for sending only says in its message what to enter where', async () => {
	const credential = { token: '', messageEncryption: 'safe', encodingAesSecretKey: '' };
	await expect(activate(credential)).rejects.toMatchObject({
		name: 'NodeOperationError',
		message:
			'Credential "account" → Token: is empty. To receive messages, enter Token and EncodingAESKey as in the WeChat console (微信开发者平台 → 我的业务 → 公众号/服务号 → 基础信息 → 域名与消息推送配置, in older consoles 设置与开发 → 基本配置 → 服务器配置).',
	});
});

test.each<[string, IDataObject, string]>([
	['no Token', { token: '' }, 'Token: is empty'],
	['a Token with a blank', { token: 'a b' }, 'Token: must be 3 to 32 letters or digits'],
	['a malformed AppID', { appId: 'wx1' }, 'AppID: must be "wx" followed by 16'],
	[
		'no key in safe mode',
		{ messageEncryption: 'safe', encodingAesSecretKey: '' },
		'EncodingAESKey: is empty',
	],
	[
		'a short key',
		{ messageEncryption: 'safe', encodingAesSecretKey: KEY.slice(1) },
		'EncodingAESKey: must be exactly 43 letters or digits',
	],
	[
		'a short previous key',
		{ messageEncryption: 'safe', previousEncodingAesSecretKey: 'x' },
		'Previous EncodingAESKey: must be exactly 43',
	],
])(
	'activation with %s fails and names credential, field and console page in its message',
	async (_name, credential, message) => {
		const failure = activate(credential);
		await expect(failure).rejects.toThrow(`Credential "account" → ${message}`);
		await expect(failure).rejects.toThrow(
			/\. (Copy it from|To receive messages, enter .+ as in) the WeChat console \(微信/,
		);
		await expect(failure).rejects.not.toThrow(ACCOUNT.encodingAesSecretKey);
	},
);

test('activation in plain mode does not ask for a key', async () => {
	expect(await activate({ encodingAesSecretKey: '' })).toEqual([]);
});

test.each<[string, INodeParameters, string]>([
	[
		'a pattern that does not compile',
		{ filters: { keywords: { line: [{ match: 'regex', text: '(', ignoreCase: true }] } } },
		'Keyword: "(" is not a valid pattern: missing closing )',
	],
	[
		'a relay URL without a scheme',
		{ triggerOptions: { relayUrls: ['example.com/x'] } },
		'Relay To: is not an address with https:// or http://. Enter it with its scheme',
	],
	[
		'JSON that has lost what keeps n8n from parsing bodies',
		{ options: { rawBody: true } },
		'options: has lost binaryData, which makes n8n leave the bodies of pushes unread. Remove "options"',
	],
	[
		'its own URL as relay',
		{ triggerOptions: { relayUrls: ['https://n8n.example.com/webhook/1/wechat'] } },
		'Relay To: holds the URL of this very trigger. Remove it',
	],
])(
	'activation with %s fails and names node, field and remedy in its message',
	async (_name, parameters, message) => {
		await expect(activate({}, parameters)).rejects.toThrow(`Node "WeChat Trigger" → ${message}`);
	},
);

test('activation on an address that WeChat cannot use succeeds and says so in the log', async () => {
	expect(await activate({}, {}, 'http://localhost:5678/webhook')).toEqual([
		'WeChat Trigger "WeChat Trigger": WeChat cannot reach localhost. Set N8N_WEBHOOK_URL (before n8n 2.30: WEBHOOK_URL) to the public address of this n8n.',
	]);
});

test.each([
	[{ collectWords: [] }, 'Collecting Words: is empty'],
	[{ collectWords: ['more', ' '] }, 'Collecting Words: holds an empty word'],
	[
		{ collectWords: Array.from({ length: 21 }, (_, index) => `word ${index}`) },
		'Collecting Words: has 21 words, the limit is 20',
	],
	[{ waitingText: ' ' }, 'Waiting Text: is empty'],
	[{ waitingText: '长'.repeat(700) }, 'Waiting Text: has 2100 bytes, the limit is 2048'],
	[{ whileBusy: 'text', busyText: '' }, 'Busy Text: is empty'],
	[{ freshness: 'always' }, 'Accepted Age (Seconds): must be a whole number from 0 to 86400'],
	[{ showTyping: 'yes' }, 'Show Typing: must be true or false'],
	[{ replyWindow: 'both' }, 'Reply Window: must be one of all, one'],
	[{ relayUrls: [{ url: 'https://example.com' }] }, 'Relay To: must be a text, not an object'],
])('activation with the options %j is refused', async (options, message) => {
	const parameters = { responseMode: 'responseNode', triggerOptions: { whenLonger: 'collect', ...options } };
	await expect(activate({}, parameters as INodeParameters)).rejects.toMatchObject({
		message: expect.stringContaining(message),
	});
});

test('activation with 20 collecting words succeeds', async () => {
	const collectWords = Array.from({ length: 20 }, (_, index) => `word ${index}`);
	const triggerOptions = { whenLonger: 'collect', collectWords };
	expect(await activate({}, { responseMode: 'responseNode', triggerOptions })).toEqual([]);
});
