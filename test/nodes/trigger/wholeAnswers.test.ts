import type { INodeParameters } from 'n8n-workflow';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { WechatTrigger } from '../../../nodes/WechatTrigger/WechatTrigger.node';
import { PACKAGE } from '../harness/nodeTypes';
import { expectWhole, rawHttp, type RawRequest } from '../harness/rawHttp';
import { runWorkflow } from '../harness/runWorkflow';
import { credentialOf, forgeHandshake, type ForgedPush, forgePush, nextText } from './forgePush';
import { sleepLightly } from './stopClock';
import { type Store, TriggerHost } from './triggerHost';

/** What clients say that must not get a compressed answer all the same. */
const ACCEPTING = { 'Accept-Encoding': 'gzip, deflate, br' };

const VERSIONS = ['1.1', '1.0'] as const;

let host: TriggerHost;

const start = async (setup: ConstructorParameters<typeof TriggerHost>[0] = {}) => {
	host = await new TriggerHost(setup).start();
};

const handshake = async (query: Record<string, string>, version: RawRequest['version'] = '1.1') =>
	await rawHttp({
		method: 'GET',
		url: `${host.url}?${new URLSearchParams(query)}`,
		version,
		headers: ACCEPTING,
	});

const push = async ({ query, body }: ForgedPush, version: RawRequest['version'] = '1.1') =>
	await rawHttp({
		method: 'POST',
		url: `${host.url}?${new URLSearchParams(query)}`,
		version,
		headers: { ...ACCEPTING, 'Content-Type': 'text/xml' },
		body,
	});

beforeEach(sleepLightly);
afterEach(async () => {
	jest.restoreAllMocks();
	await host.stop();
});

describe('an answer of the trigger comes in one piece', () => {
	test.each(
		(['7678943348689730297', '你好 é', 1000] as const).flatMap((echostr) =>
			VERSIONS.map((version) => [echostr, version] as const),
		),
	)(
		'to the check of the URL with the echostr %j (a number: so many characters) over HTTP/%s',
		async (given, version) => {
			const echostr = typeof given === 'number' ? '长'.repeat(given) : given;
			await start();
			const answer = await handshake(forgeHandshake(echostr), version);
			expect(answer.status).toBe(200);
			expectWhole(answer, echostr);
		},
	);

	test.each(VERSIONS)('to a push that nobody selected, over HTTP/%s', async (version) => {
		await start({ parameters: { events: ['image'] } });
		expectWhole(await push(forgePush(nextText()), version), 'success');
	});

	test('to a push that comes again', async () => {
		await start();
		const one = forgePush(nextText());
		expectWhole(await push(one), 'success');
		expectWhole(await push(one), 'success');
		expect(host.stored).toHaveLength(1);
	});

	test.each<[string, number, ForgedPush, ConstructorParameters<typeof TriggerHost>[0]]>([
		['is forged', 403, forgePush(nextText(), { token: 'otherToken' }), {}],
		['is malformed', 403, { query: {}, body: '' }, {}],
		['is too large', 403, { query: {}, body: 'x'.repeat(1_048_577) }, {}],
		['cannot be read', 403, forgePush(nextText()), { body: 'unreadable' }],
		['cannot be checked', 503, forgePush(nextText()), { credential: { token: '' } }],
	])('to a request that %s (%d)', async (_name, status, request, setup) => {
		await start(setup);
		const answer = await push(request);
		expect(answer.status).toBe(status);
		expectWhole(answer);
		expect(answer.body.length).toBeGreaterThan(0);
	});

	test('to a push that is held open and that n8n ends without a word', async () => {
		await start({ store: ({ end }) => end(), parameters: { responseMode: 'responseNode' } });
		expectWhole(await push(forgePush(nextText())), 'success');
	});
});

describe('a passive reply comes in one piece', () => {
	/** Runs the reply behind the push and hands n8n's connection what it gave to `sendResponse`. */
	const replying =
		(mode: 'plain' | 'safe', parameters: INodeParameters): Store =>
		async ({ items, reply }) => {
			const { responses, error } = await runWorkflow({
				types: [new WechatTrigger(), new Wechat()],
				credentials: credentialOf({ messageEncryption: mode }),
				input: items,
				nodes: [
					{
						name: 'WeChat Trigger',
						type: `${PACKAGE}.wechatTrigger`,
						typeVersion: 1,
						parameters: { responseMode: 'responseNode' },
					},
					{
						name: 'Reply',
						type: `${PACKAGE}.wechat`,
						parameters: { resource: 'passiveReply', operation: 'text', ...parameters },
					},
				],
			});
			if (error) throw error;
			reply(responses[0] as never);
		};

	test.each(
		(['plain', 'safe'] as const).flatMap((mode) =>
			[1, 680].flatMap((length) => VERSIONS.map((version) => [mode, length, version] as const)),
		),
	)('in %s mode with %d characters over HTTP/%s', async (mode, length, version) => {
		const content = '长'.repeat(length);
		await start({
			credential: { messageEncryption: mode },
			parameters: { responseMode: 'responseNode' },
			store: replying(mode, { content }),
		});
		const answer = await push(forgePush(nextText(), { mode }), version);
		expect(answer.status).toBe(200);
		expect(answer.headers['content-type']).toBe('text/xml; charset=utf-8');
		expectWhole(answer);
		expect(answer.body.toString('utf8')).toMatch(/^<xml>.*<\/xml>$/s);
	});
});
