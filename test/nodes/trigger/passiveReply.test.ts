import type { IConnections, IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { readStandardXml } from '../../../core/protocol/readStandardXml';
import type { XmlElement } from '../../../core/protocol/readXml';
import { openSealedMessage } from '../../../core/protocol/sealMessage';
import { resetProcessState } from '../../../core/state/processStore';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { WechatTrigger } from '../../../nodes/WechatTrigger/WechatTrigger.node';
import { PACKAGE, PASS, START } from '../harness/nodeTypes';
import { runWorkflow, type TestNode, type TestRun } from '../harness/runWorkflow';
import { passTime, waits } from '../run/virtualTime';
import type * as virtualTime from '../run/virtualTime';
import { ACCOUNT, credentialOf } from './forgePush';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof virtualTime>('../run/virtualTime').withoutWaiting(),
);

const API = 'http://127.0.0.1:9';
const KEYS = { appid: ACCOUNT.appId, token: ACCOUNT.token, encodingAesKey: ACCOUNT.encodingAesSecretKey };
const TOKEN = 'TOKEN-0000000000000000000000001';
/** What n8n does not find to be missing before it runs. */
const EMPTY = "={{ '' }}";
const OPENID = 'oUSER000000000000000000000001';

const pushed = (more: IDataObject = {}, meta: IDataObject = {}) => ({
	ToUserName: 'gh_0123456789ab',
	FromUserName: OPENID,
	MsgType: 'text',
	Content: 'hello',
	...more,
	meta: {
		receivedAt: new Date().toISOString(),
		replyBefore: new Date(Date.now() + 4_000).toISOString(),
		encrypted: false,
		...meta,
	},
});

const TRIGGER: TestNode = {
	name: 'WeChat Trigger',
	type: `${PACKAGE}.wechatTrigger`,
	typeVersion: 1,
	parameters: { responseMode: 'responseNode' },
};

const replyNode = (parameters: INodeParameters = {}, name = 'Reply'): TestNode => ({
	name,
	type: `${PACKAGE}.wechat`,
	parameters: { resource: 'passiveReply', operation: 'text', content: 'hi', ...parameters },
});

/** Runs a workflow that a push has started. */
async function run(test: {
	nodes: TestNode[];
	push?: IDataObject;
	connections?: IConnections;
	mode?: 'plain' | 'safe';
	credential?: IDataObject;
}): Promise<TestRun> {
	return await runWorkflow({
		types: [new WechatTrigger(), new Wechat()],
		credentials: credentialOf({
			messageEncryption: test.mode ?? 'plain',
			apiHost: 'custom',
			customApiHost: API,
			...test.credential,
		}),
		input: [{ json: test.push ?? pushed() }],
		nodes: test.nodes,
		connections: test.connections,
	});
}

/** The document that went to the waiting connection. */
function answered({ responses }: TestRun): string {
	expect(responses).toHaveLength(1);
	const response = responses[0] as unknown as { body: unknown; headers: IDataObject; statusCode: number };
	expect(Buffer.isBuffer(response.body)).toBe(true);
	expect(response).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/xml; charset=utf-8' } });
	return String(response.body);
}

const main = (...targets: string[][]) => ({
	main: targets.map((names) => names.map((node) => ({ node, type: 'main' as const, index: 0 }))),
});

const customerService = (body: object | ((sent: never) => boolean)) => [
	nock(API).post('/cgi-bin/stable_token').reply(200, { access_token: TOKEN, expires_in: 7200 }),
	nock(API)
		.post('/cgi-bin/message/custom/send', body as never)
		.query({ access_token: TOKEN })
		.reply(200, { errcode: 0, errmsg: 'ok' }),
];

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
	nock.cleanAll();
	// The next test's platform is another one.
	resetProcessState();
});
// Node's own modules are shared by all test files of a worker: the next one shall find them as they were.
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

describe('a reply in time', () => {
	test("answers the push with the parties in each other's place, and calls no API", async () => {
		const result = await run({ nodes: [TRIGGER, replyNode()] });
		expect(readStandardXml(answered(result))).toEqual({
			ToUserName: OPENID,
			FromUserName: 'gh_0123456789ab',
			CreateTime: expect.stringMatching(/^\d{10}$/),
			MsgType: 'text',
			Content: 'hi',
		});
		expect(result.items('Reply')).toEqual([
			{ json: { reply: 'passive', msgType: 'text', toUser: OPENID }, pairedItem: { item: 0 } },
		]);
	});

	test('to an encrypted push is encrypted', async () => {
		const result = await run({
			nodes: [TRIGGER, replyNode()],
			mode: 'safe',
			push: pushed({}, { encrypted: true }),
		});
		const document = answered(result);
		expect(document).not.toContain('Content');
		expect(readStandardXml(openSealedMessage(document, KEYS))).toMatchObject({ Content: 'hi' });
		expect(JSON.stringify(result.run.data.resultData)).not.toContain(ACCOUNT.encodingAesSecretKey);
	});

	test('to a push that the previous key opened is encrypted with that one, as long as the credential has it', async () => {
		const previous = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFG';
		const start = {
			nodes: [TRIGGER, replyNode()],
			mode: 'safe' as const,
			push: pushed({}, { encrypted: true, previousKey: true }),
		};
		const credential = { previousEncodingAesSecretKey: previous };
		const document = answered(await run({ ...start, credential }));
		const opened = openSealedMessage(document, { ...KEYS, encodingAesKey: previous });
		expect(readStandardXml(opened)).toMatchObject({ Content: 'hi' });
		expect(openSealedMessage(answered(await run(start)), KEYS)).toContain('hi');
	});

	test('to a plain push is plain, whatever the credential says', async () => {
		const result = await run({ nodes: [TRIGGER, replyNode()], mode: 'safe' });
		expect(readStandardXml(answered(result))).toMatchObject({ Content: 'hi' });
	});

	test('to an encrypted push without a key in the credential is refused with the remedy', async () => {
		const { error } = await run({ nodes: [TRIGGER, replyNode()], push: pushed({}, { encrypted: true }) });
		expect(error).toMatchObject({ message: expect.stringContaining('Message Encryption') });
	});

	test.each<[string, TestNode[], IConnections | undefined]>([
		['that was renamed', [{ ...TRIGGER, name: '客户来信' }, replyNode()], undefined],
		[
			'behind other nodes',
			[TRIGGER, { name: 'A', type: PASS }, { name: 'B', type: PASS }, replyNode()],
			undefined,
		],
		[
			'in a branch',
			[TRIGGER, { name: 'A', type: PASS }, { name: 'B', type: PASS }, replyNode()],
			{ [TRIGGER.name]: main(['A', 'B']), B: main(['Reply']) },
		],
		[
			'beside another trigger that did not run',
			[TRIGGER, { name: 'Other', type: `${PACKAGE}.wechatTrigger`, typeVersion: 1 }, replyNode()],
			{ Other: main(['Reply']), [TRIGGER.name]: main(['Reply']) },
		],
		[
			'after another trigger that did not run',
			[TRIGGER, { name: 'Other', type: `${PACKAGE}.wechatTrigger`, typeVersion: 1 }, replyNode()],
			{ [TRIGGER.name]: main(['Reply']), Other: main(['Reply']) },
		],
	])('finds a trigger %s', async (_name, nodes, connections) => {
		const result = await run({ nodes, connections });
		expect(readStandardXml(answered(result))).toMatchObject({ ToUserName: OPENID });
	});

	test.each<[string, INodeParameters, XmlElement]>([
		['image', { mediaId: 'M' }, { MsgType: 'image', Image: { MediaId: 'M' } }],
		['voice', { mediaId: 'M' }, { MsgType: 'voice', Voice: { MediaId: 'M' } }],
		['video', { mediaId: 'M', title: 'T' }, { MsgType: 'video', Video: { MediaId: 'M', Title: 'T' } }],
		[
			'music',
			{ musicUrl: 'https://example.com/m', thumbMediaId: 'T' },
			{
				MsgType: 'music',
				Music: {
					MusicUrl: 'https://example.com/m',
					HQMusicUrl: 'https://example.com/m',
					ThumbMediaId: 'T',
				},
			},
		],
		[
			'news',
			{ articles: { article: [{ title: 'T', url: 'https://example.com/' }] } },
			{
				MsgType: 'news',
				ArticleCount: '1',
				Articles: { item: [{ Title: 'T', Description: '', PicUrl: '', Url: 'https://example.com/' }] },
			},
		],
		['transfer', {}, { MsgType: 'transfer_customer_service' }],
		[
			'transfer',
			{ kfAccount: 'anna@shop' },
			{ MsgType: 'transfer_customer_service', TransInfo: { KfAccount: 'anna@shop' } },
		],
		['transferToAi', {}, { MsgType: 'transfer_biz_ai_ivr' }],
	])('%s with %j is written as the platform wants it', async (operation, parameters, content) => {
		const result = await run({ nodes: [TRIGGER, replyNode({ operation, ...parameters })] });
		expect(readStandardXml(answered(result))).toMatchObject(content);
	});

	test.each(['text', 'link'])(
		'with several articles to a %s says that only one is shown',
		async (MsgType) => {
			const article = [1, 2].map((n) => ({ title: `T${n}`, url: 'https://example.com/' }));
			const node = replyNode({ operation: 'news', articles: { article } });
			const result = await run({ nodes: [TRIGGER, node], push: pushed({ MsgType }) });
			const [task] = result.run.data.resultData.runData.Reply ?? [];
			expect(task?.hints?.[0]?.message).toContain('only the first article');
		},
	);
});

describe('content that WeChat would refuse', () => {
	test.each<[string, INodeParameters, string]>([
		[
			'a text of 2049 bytes',
			{ content: 'x'.repeat(2049), options: { longText: 'refuse' } },
			'Text: has 2049 bytes, the limit is 2048',
		],
		[
			'an answer of 40 000 characters',
			{ content: '长'.repeat(40_000) },
			'Text: would become 59 messages, the limit is 5',
		],
		['no media id', { operation: 'image', mediaId: EMPTY }, 'Media ID: is empty'],
		[
			'music without a thumbnail',
			{ operation: 'music', musicUrl: 'https://e.com/', thumbMediaId: EMPTY },
			'Thumbnail Media ID: is empty',
		],
		['no article', { operation: 'news' }, 'Articles: has 0 entries'],
		[
			'nine articles',
			{
				operation: 'news',
				articles: { article: Array.from({ length: 9 }, () => ({ title: 'a', url: 'https://e.com' })) },
			},
			'Articles: has 9 entries, WeChat takes 1 to 8',
		],
		[
			'an article without an address',
			{ operation: 'news', articles: { article: [{ title: 'a', url: EMPTY }] } },
			'Article 1, URL: is empty',
		],
	])('%s is refused before anything is sent', async (_name, parameters, message) => {
		const { error, responses } = await run({ nodes: [TRIGGER, replyNode(parameters)] });
		expect(error?.message).toContain(message);
		expect(responses).toEqual([]);
	});
});

test('an event is not handed over to the AI of WeChat, which answers messages only', async () => {
	const push = pushed({ MsgType: 'event', Event: 'subscribe' });
	const { error, responses } = await run({
		nodes: [TRIGGER, replyNode({ operation: 'transferToAi' })],
		push,
	});
	expect(error?.message).toContain('Push: is an event, and the AI of WeChat answers messages only');
	expect(responses).toEqual([]);
});

describe('a reply that comes too late', () => {
	const late = pushed({}, { replyBefore: new Date(Date.now() - 1_000).toISOString() });

	test('is sent as a customer service message', async () => {
		const scopes = customerService({ touser: OPENID, msgtype: 'text', text: { content: 'hi' } });
		const result = await run({ nodes: [TRIGGER, replyNode()], push: late });
		expect(result.error).toBeUndefined();
		for (const scope of scopes) scope.done();
		expect(result.responses).toEqual([]);
		expect(result.items('Reply')[0]?.json).toMatchObject({ reply: 'customerService', toUser: OPENID });
	});

	test('bears the mark of AI that a passive reply has no place for', async () => {
		const aimsgcontext = { is_ai_msg: 1 };
		const scopes = customerService({
			touser: OPENID,
			msgtype: 'text',
			text: { content: 'hi' },
			aimsgcontext,
		});
		const node = replyNode({ options: { aiGenerated: true } });
		const result = await run({ nodes: [TRIGGER, node], push: late });
		expect(result.error).toBeUndefined();
		for (const scope of scopes) scope.done();
	});

	test('counts as late shortly before the deadline, when it could no longer travel', async () => {
		const push = pushed({}, { replyBefore: new Date(Date.now() + 100).toISOString() });
		const { items } = await run({ nodes: [TRIGGER, replyNode({ whenLate: 'ignore' })], push });
		expect(items('Reply')[0]?.json).toMatchObject({ reply: 'none' });
	});

	test('fails when that is chosen', async () => {
		const { error, responses } = await run({ nodes: [TRIGGER, replyNode({ whenLate: 'fail' })], push: late });
		expect(error?.message).toContain('WeChat no longer waits for a reply to this push');
		expect(responses).toEqual([]);
	});

	test('is left out when that is chosen', async () => {
		const { items, error } = await run({ nodes: [TRIGGER, replyNode({ whenLate: 'ignore' })], push: late });
		expect(error).toBeUndefined();
		expect(items('Reply')[0]?.json).toMatchObject({ reply: 'none' });
	});

	test.each([
		['transfer', {}, 'WeChat no longer waits'],
		['transferToAi', {}, 'WeChat no longer waits'],
		// What was chosen for another kind of reply stays in the node when its operation is changed.
		['transfer', { whenLate: 'customerService' }, 'When Too Late: must be one of ignore, fail'],
	])('as a %s with %j fails: it has no counterpart', async (operation, more, message) => {
		const { error } = await run({ nodes: [TRIGGER, replyNode({ operation, ...more })], push: late });
		expect(error?.message).toContain(message);
	});

	test('with articles sends the first, since the API takes one', async () => {
		const article = [1, 2].map((n) => ({ title: `T${n}`, url: 'https://example.com/' }));
		const scopes = customerService({
			touser: OPENID,
			msgtype: 'news',
			news: { articles: [{ title: 'T1', url: 'https://example.com/' }] },
		});
		const result = await run({
			nodes: [TRIGGER, replyNode({ operation: 'news', articles: { article } })],
			push: late,
		});
		expect(result.error).toBeUndefined();
		for (const scope of scopes) scope.done();
	});

	test('because another node has replied is sent as a customer service message', async () => {
		const scopes = customerService({ touser: OPENID, msgtype: 'text', text: { content: 'second' } });
		const result = await run({
			nodes: [TRIGGER, replyNode(), replyNode({ content: 'second' }, 'Again')],
		});
		expect(readStandardXml(answered(result))).toMatchObject({ Content: 'hi' });
		expect(result.items('Again')[0]?.json).toMatchObject({
			reply: 'customerService',
			reason: 'this push has had its reply already',
		});
		for (const scope of scopes) scope.done();
	});
});

describe('a reply to a trigger that holds pushes', () => {
	const late = new Date(Date.now() - 1_000).toISOString();
	const keptUntil = new Date(Date.now() + 60_000).toISOString();
	const collect = { whenLonger: 'collect', keptUntil, collectWord: '继续' };
	/** The contents of the replies that went to the trigger. */
	const decoded = ({ responses }: TestRun) => {
		expect(responses).toHaveLength(1);
		const { body } = responses[0] as unknown as { body: Buffer };
		const { replies } = JSON.parse(String(body)) as { replies: string[] };
		return replies.map((reply) => readStandardXml(reply).Content);
	};

	test('goes there in plain XML, also when the push came encrypted', async () => {
		const push = pushed({}, { encrypted: true, held: { whenLonger: 'customerService' } });
		const result = await run({ nodes: [TRIGGER, replyNode()], push, mode: 'safe' });
		expect(decoded(result)).toEqual(['hi']);
		expect(result.items('Reply')[0]?.json).toMatchObject({ reply: 'passive' });
	});

	test('that keeps answers goes there also when WeChat no longer waits', async () => {
		const push = pushed({}, { replyBefore: late, held: collect });
		const result = await run({ nodes: [TRIGGER, replyNode()], push });
		expect(decoded(result)).toEqual(['hi']);
		expect(result.items('Reply')[0]?.json).toMatchObject({ reply: 'kept', keptUntil });
	});

	test('that keeps answers does not keep a hand-over to the AI, which would take the collecting word for the question', async () => {
		const push = pushed({}, { replyBefore: late, held: collect });
		const node = replyNode({ operation: 'transferToAi', whenLate: 'ignore' });
		const result = await run({ nodes: [TRIGGER, node], push });
		expect(decoded(result)).toEqual([]);
		expect(result.items('Reply')[0]?.json).toMatchObject({ reply: 'none' });
	});

	test('that keeps answers is late after the time for which they are kept', async () => {
		const push = pushed({}, { replyBefore: late, held: { ...collect, keptUntil: late } });
		const result = await run({ nodes: [TRIGGER, replyNode({ whenLate: 'ignore' })], push });
		expect(decoded(result)).toEqual([]);
		expect(result.items('Reply')[0]?.json).toMatchObject({ reply: 'none' });
	});

	test('is sent as a customer service message when it is late, and ends the wait of the trigger', async () => {
		const scopes = customerService({ touser: OPENID, msgtype: 'text', text: { content: 'hi' } });
		const push = pushed({}, { replyBefore: late, held: { whenLonger: 'customerService' } });
		const result = await run({ nodes: [TRIGGER, replyNode()], push });
		for (const scope of scopes) scope.done();
		expect(decoded(result)).toEqual([]);
	});

	test('that drops late answers is dropped, whatever the node would do', async () => {
		const push = pushed({}, { replyBefore: late, held: { whenLonger: 'nothing' } });
		const result = await run({ nodes: [TRIGGER, replyNode({ whenLate: 'fail' })], push });
		expect(result.error).toBeUndefined();
		expect(result.items('Reply')[0]?.json).toMatchObject({ reply: 'none' });
	});
});

test('a text in Markdown becomes what WeChat shows', async () => {
	const content = '# Title\n\n**bold** [shop](https://example.com)';
	const result = await run({
		nodes: [TRIGGER, replyNode({ content, options: { textFormat: 'markdown' } })],
	});
	expect(readStandardXml(answered(result))).toMatchObject({
		Content: '【Title】\n\nbold <a href="https://example.com">shop</a>',
	});
});

describe('pictures in Markdown as image messages', () => {
	const png = Buffer.from('89504e470d0a1a0a0000', 'hex');
	const options = { textFormat: 'markdown', markdownPictures: 'messages' };
	const serve = () => {
		nock('http://127.0.0.1:10').get('/a.png').reply(200, png, { 'content-type': 'image/png' });
		nock(API)
			.post('/cgi-bin/media/upload')
			.query(true)
			.reply(200, { type: 'image', media_id: 'MEDIA', created_at: 1 });
	};

	test('follow the reply as customer service messages', async () => {
		serve();
		const scopes = customerService({ touser: OPENID, msgtype: 'image', image: { media_id: 'MEDIA' } });
		const content = 'look ![pic](http://127.0.0.1:10/a.png)';
		const result = await run({ nodes: [TRIGGER, replyNode({ content, options })] });
		expect(readStandardXml(answered(result))).toMatchObject({ MsgType: 'text', Content: 'look' });
		for (const scope of scopes) scope.done();
		expect(result.items('Reply')[0]?.json).toMatchObject({ reply: 'passive', messages: 2 });
	});

	test('that begin the text follow its first part, which does not wait for them', async () => {
		serve();
		const scopes = customerService({ touser: OPENID, msgtype: 'image', image: { media_id: 'MEDIA' } });
		const content = '![pic](http://127.0.0.1:10/a.png)\n\nlook';
		const result = await run({ nodes: [TRIGGER, replyNode({ content, options })] });
		expect(readStandardXml(answered(result))).toMatchObject({ MsgType: 'text', Content: 'look' });
		for (const scope of scopes) scope.done();
		expect(result.items('Reply')[0]?.json).toMatchObject({ reply: 'passive', messages: 2 });
	});

	test('are the reply where there is nothing else', async () => {
		serve();
		customerService({});
		const content = '![pic](http://127.0.0.1:10/a.png)';
		const result = await run({ nodes: [TRIGGER, replyNode({ content, options })] });
		expect(readStandardXml(answered(result))).toMatchObject({
			MsgType: 'image',
			Image: { MediaId: 'MEDIA' },
		});
		expect(result.items('Reply')[0]?.json).not.toHaveProperty('messages');
	});

	test('that take longer than WeChat waits are sent as customer service messages', async () => {
		nock('http://127.0.0.1:10')
			.get('/a.png')
			.reply(200, () => {
				passTime(10_000);
				return png;
			});
		nock(API).post('/cgi-bin/media/upload').query(true).reply(200, { type: 'image', media_id: 'MEDIA' });
		const scopes = customerService({ touser: OPENID, msgtype: 'image', image: { media_id: 'MEDIA' } });
		const content = '![pic](http://127.0.0.1:10/a.png)';
		const result = await run({ nodes: [TRIGGER, replyNode({ content, options })] });
		expect(result.responses).toEqual([]);
		for (const scope of scopes) scope.done();
		expect(result.items('Reply')[0]?.json).toMatchObject({ reply: 'customerService' });
	});

	test('are kept with the text by a trigger that keeps answers, as lines where they fail', async () => {
		serve();
		customerService({});
		const keptUntil = new Date(Date.now() + 60_000).toISOString();
		const held = { whenLonger: 'collect', keptUntil, collectWord: '继续' };
		const content = 'look ![pic](http://127.0.0.1:10/a.png) ![none](http://127.0.0.1:10/none.png)';
		nock('http://127.0.0.1:10').get('/none.png').reply(404);
		const result = await run({
			nodes: [TRIGGER, replyNode({ content, options })],
			push: pushed({}, { held }),
		});
		const { body } = result.responses[0] as unknown as { body: Buffer };
		const { replies } = JSON.parse(String(body)) as { replies: string[] };
		expect(replies.map((reply) => readStandardXml(reply))).toMatchObject([
			{ Content: 'look\n\n（回复“继续”看下文）' },
			{ MsgType: 'image' },
			{ Content: 'none http://127.0.0.1:10/none.png' },
		]);
		expect(result.items('Reply')[0]?.json).toMatchObject({
			messages: 3,
			failedPictures: [{ from: 'http://127.0.0.1:10/none.png' }],
		});
	});
});

describe('a text that is too long', () => {
	const long = `${'长'.repeat(600)}。${'短'.repeat(600)}。`;
	const [first, second] = [`${'长'.repeat(600)}。`, `${'短'.repeat(600)}。`];

	test('is the reply and customer service messages', async () => {
		const scopes = customerService({ touser: OPENID, msgtype: 'text', text: { content: second } });
		const result = await run({ nodes: [TRIGGER, replyNode({ content: long })] });
		expect(readStandardXml(answered(result))).toMatchObject({ Content: first });
		for (const scope of scopes) scope.done();
		expect(result.items('Reply')[0]?.json).toMatchObject({ reply: 'passive', messages: 2 });
	});

	test('to a trigger that holds pushes: the rest leaves the first part time to reach the next delivery', async () => {
		const pauses: number[][] = [];
		const scopes = customerService((body: { text: { content: string } }) => {
			pauses.push([...waits]);
			return body.text.content === second;
		});
		passTime(0);
		const push = pushed({}, { held: { whenLonger: 'customerService' } });
		const result = await run({ nodes: [TRIGGER, replyNode({ content: long })], push });
		for (const scope of scopes) scope.done();
		expect(pauses[0]).toEqual([1_500]);
		expect(result.items('Reply')[0]?.json).toMatchObject({ reply: 'passive', messages: 2 });
	});

	test.each([
		[{}, '\n\n（回复“继续”看下文）'],
		[{ continuation: '(send {word} for more)' }, '\n\n(send 继续 for more)'],
		[{ continuation: EMPTY }, ''],
	])('goes in parts to a trigger that keeps answers, with %j', async (options, hint) => {
		const keptUntil = new Date(Date.now() + 60_000).toISOString();
		const push = pushed({}, { held: { whenLonger: 'collect', keptUntil, collectWord: '继续' } });
		const { responses } = await run({ nodes: [TRIGGER, replyNode({ content: long, options })], push });
		const { body } = responses[0] as unknown as { body: Buffer };
		const { replies } = JSON.parse(String(body)) as { replies: string[] };
		expect(replies.map((reply) => readStandardXml(reply).Content)).toEqual([`${first}${hint}`, second]);
	});

	test('with a continuation line of 513 bytes is refused before anything is sent', async () => {
		const push = pushed(
			{},
			{ held: { whenLonger: 'collect', keptUntil: new Date(Date.now() + 60_000).toISOString() } },
		);
		const options = { continuation: 'x'.repeat(513) };
		const { error, responses } = await run({ nodes: [TRIGGER, replyNode({ content: long, options })], push });
		expect(error?.message).toContain('Continuation Line: has 513 bytes, the limit is 512');
		expect(responses).toEqual([]);
	});

	test('of 40 000 characters is refused by a trigger that keeps 20 messages, in Markdown too', async () => {
		const keptUntil = new Date(Date.now() + 60_000).toISOString();
		const push = pushed({}, { held: { whenLonger: 'collect', keptUntil, collectWord: '继续' } });
		const content = '长'.repeat(40_000);
		for (const options of [{}, { textFormat: 'markdown' }]) {
			const { error, responses } = await run({ nodes: [TRIGGER, replyNode({ content, options })], push });
			expect([error?.message, responses]).toEqual([
				expect.stringMatching(/Text: would become \d+ messages, the limit is 20/),
				[],
			]);
		}
	});

	test('and whose second part is refused once is not begun again by Retry On Fail', async () => {
		const refused = nock(API)
			.post('/cgi-bin/message/custom/send')
			.query(true)
			.reply(200, { errcode: 45015, errmsg: 'response out of time limit' });
		const scopes = customerService({ touser: OPENID, msgtype: 'text', text: { content: second } });
		const retried = { ...replyNode({ content: long }), retryOnFail: true, waitBetweenTries: 1 };
		const result = await run({ nodes: [TRIGGER, retried] });
		expect(readStandardXml(answered(result))).toMatchObject({ Content: first });
		for (const scope of [refused, ...scopes]) scope.done();
		expect(result.items('Reply')[0]?.json).toEqual({
			reply: 'passive',
			msgType: 'text',
			toUser: OPENID,
			messages: 2,
		});
	});

	test('for the three messages that may follow a follow is refused before anything is sent', async () => {
		const push = pushed({ MsgType: 'event', Event: 'subscribe' });
		const content = '长'.repeat(2_400);
		const { error, responses } = await run({ nodes: [TRIGGER, replyNode({ content })], push });
		expect(error?.message).toContain('Text: would become 4 messages, the limit is 3');
		expect(responses).toEqual([]);
	});

	test('is shortened when that is chosen', async () => {
		const result = await run({
			nodes: [TRIGGER, replyNode({ content: long, options: { longText: 'shorten' } })],
		});
		expect(readStandardXml(answered(result))).toMatchObject({ Content: `${first}…` });
	});
});

describe('Do Not Reply', () => {
	test.each(['', ' \n\t', '\u200b', '\u0007\ud83d'])('is what an empty text (%j) means', async (content) => {
		const { responses, items, error } = await run({
			nodes: [TRIGGER, replyNode({ content: content || EMPTY })],
		});
		expect(error).toBeUndefined();
		expect(responses).toMatchObject([{ statusCode: 200, body: Buffer.from('success') }]);
		expect(items('Reply')[0]?.json).toMatchObject({ reply: 'none' });
	});

	test('is what Markdown of white space means', async () => {
		const node = replyNode({ content: ' \n\n\t', options: { textFormat: 'markdown' } });
		const { responses, items } = await run({ nodes: [TRIGGER, node] });
		expect(responses).toMatchObject([{ statusCode: 200, body: Buffer.from('success') }]);
		expect(items('Reply')[0]?.json).toMatchObject({ reply: 'none' });
	});

	const none = (operation: INodeParameters = {}) => replyNode({ operation: 'none', ...operation });

	test('acknowledges the push at once', async () => {
		const { responses, items } = await run({ nodes: [TRIGGER, none()] });
		expect(responses).toMatchObject([{ statusCode: 200, body: Buffer.from('success') }]);
		expect(items('Reply')[0]?.json).toEqual({ reply: 'none', toUser: OPENID });
	});

	test('tells a trigger that holds pushes that nothing follows', async () => {
		const push = pushed({}, { held: { whenLonger: 'nothing' } });
		const { responses } = await run({ nodes: [TRIGGER, none()], push });
		expect(String((responses[0] as unknown as { body: Buffer }).body)).toBe('{"replies":[]}');
	});

	test('after a reply, or when WeChat no longer waits, does nothing', async () => {
		const { responses } = await run({ nodes: [TRIGGER, replyNode(), { ...none(), name: 'None' }] });
		expect(responses).toHaveLength(1);
		const push = pushed({}, { replyBefore: new Date(Date.now() - 1_000).toISOString() });
		expect((await run({ nodes: [TRIGGER, none()], push })).responses).toEqual([]);
	});
});

describe('without a push that waits', () => {
	test('the node says that the trigger answers immediately', async () => {
		const { error, responses } = await run({ nodes: [{ ...TRIGGER, parameters: {} }, replyNode()] });
		expect(error?.message).toContain('"WeChat Trigger" answers WeChat immediately');
		expect(responses).toEqual([]);
	});

	test('the node says that a trigger is missing', async () => {
		const { error } = await run({ nodes: [{ name: 'Start', type: START }, replyNode()] });
		expect(error?.message).toContain('Passive Reply: has no WeChat Trigger before it that ran');
	});

	test('a sub-workflow sends the reply to a given push as a customer service message', async () => {
		const scopes = customerService({ touser: OPENID, msgtype: 'text', text: { content: 'hi' } });
		const nodes = [{ name: 'Start', type: START }, replyNode({ options: { push: '={{ $json }}' } })];
		const { error, responses } = await run({ nodes });
		expect(error).toBeUndefined();
		expect(responses).toEqual([]);
		for (const scope of scopes) scope.done();
	});

	test.each([
		['text', 'is not a JSON object'],
		['[1]', 'is not a JSON object'],
		['{}', 'has no FromUserName'],
	])('a given push %j is refused', async (push, message) => {
		const { error } = await run({
			nodes: [{ name: 'Start', type: START }, replyNode({ options: { push } })],
		});
		expect(error?.message).toContain(message);
	});
});
