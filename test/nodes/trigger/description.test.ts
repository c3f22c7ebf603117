import {
	type INodeParameters,
	type INodeProperties,
	NodeHelpers,
	nodeParametersAreStatic,
	resolveWebhookDescriptionField,
	webhookDescriptionIsNativelyResolvable,
} from 'n8n-workflow';
import { selectionValue } from '../../../core/push/selectPush';
import { PUSH_TYPES } from '../../../core/push/types';
import { WechatTrigger } from '../../../nodes/WechatTrigger/WechatTrigger.node';
import codex from '../../../nodes/WechatTrigger/WechatTrigger.node.json';

const { description } = new WechatTrigger();
const property = (name: string) => description.properties.find((one) => one.name === name);
const [setup, push] = description.webhooks ?? [];

/** The parameters of a node as n8n has them at a request. */
const stored = (typeVersion: number, parameters: INodeParameters = {}) =>
	NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		{ typeVersion },
		description,
	);

test('new nodes have the version whose bodies n8n leaves unread, in the very words in which it asks', () => {
	expect([description.version, description.defaultVersion]).toEqual([[1, 2], 1]);
	expect(stored(1)).toMatchObject({ options: { binaryData: true } });
	// Whatever the user chooses elsewhere.
	expect(stored(1, { triggerOptions: { downloadMedia: true } })).toMatchObject({
		options: { binaryData: true },
		triggerOptions: { downloadMedia: true },
	});
});

test('version 2, for which n8n evaluates no expression, says that it needs a proxy', () => {
	expect(stored(2)).not.toHaveProperty('options');
	const shown = (typeVersion: number) =>
		description.properties
			.filter((one) => NodeHelpers.displayParameter({}, one, { typeVersion }, description))
			.map(({ name }) => name);
	expect(shown(2)).toContain('fastNotice');
	expect(shown(1)).not.toContain('fastNotice');
	expect(property('fastNotice')?.displayName).toMatch(
		/safe only behind a reverse proxy that sets Content-Type: text\/plain/,
	);
});

test('GET and POST lie on one path, and n8n can answer both without evaluating an expression', () => {
	expect([setup, push].map((webhook) => [webhook?.httpMethod, webhook?.path, webhook?.isFullPath])).toEqual([
		['GET', 'wechat', undefined],
		['POST', 'wechat', undefined],
	]);
	expect(description.webhooks?.every(webhookDescriptionIsNativelyResolvable)).toBe(true);
});

test.each([
	[{}, 'onReceived'],
	[{ responseMode: 'onReceived' }, 'onReceived'],
	[{ responseMode: 'responseNode' }, 'responseNode'],
])('a node with %j answers by %s', (parameters, mode) => {
	const node = { parameters } as never;
	expect(nodeParametersAreStatic(node)).toBe(true);
	expect(resolveWebhookDescriptionField(node, push as never, 'responseMode')).toEqual({
		resolved: true,
		value: mode,
	});
});

test.each([
	['onReceived', false],
	['responseNode', true],
])('with Respond at %s what needs a later node is offered: %s', (responseMode, expected) => {
	const needing = [
		'replyWindow',
		'whenLonger',
		'waitingText',
		'collectBy',
		'collectWords',
		'whileBusy',
		'busyText',
	];
	const options = (property('triggerOptions')?.options ?? []) as INodeProperties[];
	const offered = options
		.filter((one) => NodeHelpers.displayParameter({}, one, { typeVersion: 1 }, description, { responseMode }))
		.map(({ name }) => name);
	expect(needing.map((name) => offered.includes(name))).toEqual(needing.map(() => expected));
	expect(offered).toContain('relayUrls');
});

test('n8n itself sends the acknowledgement that WeChat wants', () => {
	expect(push?.responseData).toBe('success');
});

const choices = (property('events')?.options ?? []) as Array<{ name: string; value: string; action: string }>;

test('Trigger On lists every kind that is not retired: the common first, the others by name', () => {
	const current = PUSH_TYPES.filter(({ retired }) => !retired).map(selectionValue);
	expect(choices).toHaveLength(current.length + 2);
	expect(choices.map(({ value }) => value)).toEqual(expect.arrayContaining(current));
	expect(choices[0]).toMatchObject({ name: 'Everything (全部)', value: '*' });
	expect(choices.at(-1)).toMatchObject({ name: 'Other (其他)', value: 'other' });
	expect(choices.slice(1, 7).map(({ name }) => name)).toEqual([
		'Text (文本消息)',
		'Follow (关注)',
		'Scan QR Code (扫描带参数二维码)',
		'Menu: Click (点击菜单拉取消息)',
		'Image (图片消息)',
		'Voice (语音消息)',
	]);
	const further = choices.slice(16, -1).map(({ name }) => name);
	expect(further.length).toBeGreaterThan(20);
	expect(further).toEqual([...further].sort((a, b) => a.localeCompare(b, 'en')));
	expect(property('events')?.default).toEqual(['*']);
});

test('no choice of Trigger On repeats itself, and each says as an action what starts the workflow', () => {
	expect(new Set(choices.map(({ name }) => name)).size).toBe(choices.length);
	for (const { name, action } of choices) {
		expect(name).not.toMatch(/\b(\w{4,}): .*\b\1\b/i);
		expect(action).toMatch(/^On [a-z].* \(.+\)$/);
	}
	expect(choices[1]).toMatchObject({
		action: 'On text (文本消息)',
		description: expect.stringMatching(/^MsgType text: /),
	});
});

test('the panel says what goes where in the console, that there is one URL, and which ports WeChat takes', () => {
	const text = JSON.stringify([description.triggerPanel, property('setupNotice')]);
	for (const part of [
		'Production URL',
		'Test URL',
		'one server URL',
		'Relay',
		'port 80',
		'443',
		'N8N_WEBHOOK_URL',
		'EncodingAESKey',
		'服务器配置',
		'press Execute step',
	]) {
		expect(text).toContain(part);
	}
});

test('the notice says in three lines what to publish, what to enter where, and which URL gets the messages', () => {
	const notice = property('setupNotice');
	// Of all markup the editor leaves lists and links in a notice.
	const lines = (notice?.displayName ?? '').split(/<[^>]*>/).filter((line) => line !== '');
	expect(notice?.type).toBe('notice');
	expect(notice?.displayName).toMatch(/^<ul>(<li>[^<]+<\/li>){3}<\/ul>$/);
	expect(lines[0]).toContain('again after every edit');
	// What checkSetup can only log stands here, below the URL that it is about.
	expect(lines[1]).toMatch(/localhost, a private address or a port such as :5678.+set N8N_WEBHOOK_URL/);
	expect(lines[2]).toMatch(/everything to this one server URL, even while you listen on the Test URL/);
});

test('a Chinese search finds the node', () => {
	expect(codex.alias).toEqual(
		expect.arrayContaining(['微信', '公众号', '服务号', 'weixin', 'official account']),
	);
	expect(codex.node).toBe('n8n-nodes-wechat-mp.wechatTrigger');
	expect(codex.resources.primaryDocumentation).not.toHaveLength(0);
});
