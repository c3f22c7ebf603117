import type { IExecuteFunctions } from 'n8n-workflow';
import type { PassiveReply } from '../../../core/protocol/replyXml';
import { resetProcessState } from '../../../core/state/processStore';
import { fileItem } from '../../../nodes/shared/binaryFiles';
import type { ItemContext } from '../../../nodes/shared/itemContexts';
import { sendReply } from '../../../nodes/Wechat/resources/passiveReply/sendReply';
import { respondToLogin } from '../../../nodes/Wechat/resources/webAuthorization/respond';
import { connectAccount } from '../../../nodes/transport/connectAccount';
import { SilentHost, withinTime } from '../../../nodes/transport/withinTime';
import { acknowledgeStored } from '../../../nodes/WechatTrigger/acknowledgeStored';
import { fetchMedia } from '../../../nodes/WechatTrigger/fetchMedia';
import type * as hostAbilities from '../../../nodes/transport/hostAbilities';

// An n8n that answers a webhook before it has stored the execution, as those before 2.8 do.
jest.mock('../../../nodes/transport/hostAbilities', () => ({
	...jest.requireActual<typeof hostAbilities>('../../../nodes/transport/hostAbilities'),
	answersAfterStoring: false,
}));

/* What n8n's database, queue or file storage never answers costs what it was asked for, and no push. */

const CREDENTIAL = { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef' };
const TOKEN = 'TOKEN-0000000000000000000000001';
const never = new Promise<never>(() => {});

beforeEach(() => resetProcessState());
afterEach(() => jest.restoreAllMocks());

/** Lets waits of these lengths be over at once; all others last as long as they do. */
function endAtOnce(...lengths: number[]): void {
	const timeout = AbortSignal.timeout.bind(AbortSignal);
	jest
		.spyOn(AbortSignal, 'timeout')
		.mockImplementation((length) => (lengths.includes(length) ? AbortSignal.abort() : timeout(length)));
}

/** The context of an execution whose credential is read by `getCredentials`; `sent` is where its requests went. */
function executionWith(getCredentials: () => Promise<object>, more: object = {}) {
	const sent: string[] = [];
	const httpRequest = async ({ url }: { url: string }) => {
		const { pathname } = new URL(url);
		sent.push(pathname);
		const answer = pathname.endsWith('token') ? { access_token: TOKEN, expires_in: 7200 } : { errcode: 0 };
		return { statusCode: 200, headers: {}, body: Buffer.from(JSON.stringify(answer)) };
	};
	const log: string[] = [];
	const n8n = {
		getCredentials,
		getNode: () => ({ name: 'Start', parameters: {} }),
		getTimezone: () => 'UTC',
		getNodeParameter: (_name: string, _item: number, fallback: unknown) => fallback,
		getExecutionCancelSignal: () => undefined,
		logger: { debug: (line: string) => void log.push(line) },
		helpers: {
			httpRequest,
			httpRequestWithAuthentication: async (_type: string, options: { url: string }) =>
				await httpRequest(options),
		},
		...more,
	} as unknown as IExecuteFunctions;
	return { n8n, sent, log };
}

test('withinTime gives what the work gives, and throws what it throws', async () => {
	const what = { undone: 'nothing was read', part: 'database' };
	expect(await withinTime(1000, what, Promise.resolve(7))).toBe(7);
	await expect(withinTime(1000, what, Promise.reject(new Error('away')))).rejects.toThrow('away');
});

test('withinTime says what has not been done and what to look at when the time is over', async () => {
	endAtOnce(4_500);
	const waiting = withinTime(4_500, { undone: 'nothing was read', part: 'database' }, never);
	await expect(waiting).rejects.toEqual(
		expect.objectContaining({ message: 'nothing was read within 4.5 s: check whether its database answers' }),
	);
	await expect(waiting).rejects.toBeInstanceOf(SilentHost);
});

test('a call is made when the database does not say whether another process fetches the token', async () => {
	endAtOnce(5_000);
	let reads = 0;
	// The credential itself, then the stored token, then the look.
	const { n8n, sent } = executionWith(async () => (++reads === 3 ? await never : CREDENTIAL));
	const { call } = await connectAccount(n8n);
	await call({ method: 'GET', path: '/cgi-bin/get_api_domain_ip' }, { effect: 'read' });
	expect(sent).toEqual(['/cgi-bin/stable_token', '/cgi-bin/get_api_domain_ip']);
});

test('a call of an n8n that does not store its new token ends, and says that its result is not known', async () => {
	endAtOnce(60_000);
	const { n8n } = executionWith(async () => CREDENTIAL);
	Object.assign(n8n.helpers, { httpRequestWithAuthentication: async () => await never });
	const { call } = await connectAccount(n8n);
	const calling = call({ method: 'POST', path: '/cgi-bin/message/custom/send' }, { effect: 'write' });
	await expect(calling).rejects.toMatchObject({ reach: 'maybe-sent', path: '/cgi-bin/message/custom/send' });
});

test('a message goes on without its file when the credential is not read', async () => {
	endAtOnce(30_000);
	const json = { MsgType: 'image', MediaId: 'MEDIA-1' };
	const { n8n } = executionWith(async () => await never, {
		getInputData: () => [{ json }],
		getNodeParameter: () => ({ downloadMedia: true }),
	});
	const media = {
		problem: 'n8n has not read the credential within 30 s: check whether its database answers',
	};
	expect(await fetchMedia(n8n)).toEqual([{ json: { ...json, meta: { media } } }]);
});

test('a file that is not stored ends its item', async () => {
	endAtOnce(60_000);
	const { n8n } = executionWith(async () => CREDENTIAL);
	Object.assign(n8n.helpers, { prepareBinaryData: async () => await never });
	const storing = fileItem(
		{ n8n } as ItemContext,
		'data',
		{ bytes: Buffer.from('#!AMR\n'), contentType: 'audio/amr' },
		{},
	);
	await expect(storing).rejects.toThrow(
		'n8n has not stored the file within 60 s: check whether its storage for binary data answers',
	);
});

describe('an answer that the queue does not pass on', () => {
	const push = {
		FromUserName: 'oUSER000000000000000000000001',
		MsgType: 'text',
		meta: { replyBefore: new Date(Date.now() + 60_000).toISOString() },
	};
	const replied: PassiveReply = { type: 'text', content: 'hi' };
	const start = { name: 'Start', type: 'n8n-nodes-wechat-mp.wechatTrigger', disabled: false };

	/** The item of an execution that a push has started, in an n8n whose queue is silent. */
	function itemOf(meta: object): ItemContext {
		const flow = {};
		const { n8n } = executionWith(async () => CREDENTIAL, {
			getContext: () => flow,
			getInputData: () => [{ json: {} }],
			getParentNodes: () => [{ ...start, parameters: { responseMode: 'responseNode' } }],
			getWorkflowDataProxy: () => ({
				$: () => ({
					isExecuted: true,
					first: () => ({ json: { ...push, meta: { ...push.meta, ...meta } } }),
				}),
			}),
			sendResponse: async () => await never,
		});
		const connection = { now: () => Date.now(), sleep: async () => {} };
		return { n8n, itemIndex: 0, progress: {}, connection } as unknown as ItemContext;
	}

	const soon = new Date(Date.now() + 60_000).toISOString();
	const choice = { whenLate: 'fail', options: {} };
	const held = { whenLonger: 'nothing' };
	const kept = { whenLonger: 'collect', keptUntil: soon };
	test.each<[string, () => Promise<unknown>]>([
		['a passive reply', async () => await sendReply(itemOf({}), () => replied, choice)],
		['one to a push that is held', async () => await sendReply(itemOf({ held }), () => replied, choice)],
		['one that may be kept', async () => await sendReply(itemOf({ held: kept }), () => replied, choice)],
		['no reply', async () => await sendReply(itemOf({}), () => undefined, choice)],
		[
			'no reply to a push that is held',
			async () => await sendReply(itemOf({ held }), () => undefined, choice),
		],
		[
			'a page',
			async () => await respondToLogin.run?.({ respondWith: 'page', pageTitle: 'Welcome' }, itemOf({})),
		],
	])('(%s) ends its item, whose result is unknown', async (_what, send) => {
		endAtOnce(5_000);
		await expect(send()).rejects.toMatchObject({
			reach: 'maybe-sent',
			reason: 'n8n has not passed the answer on within 5 s: check whether its queue answers',
		});
	});
});

describe('a push goes on whose acknowledgement gets nowhere', () => {
	/** What is logged of it. */
	async function logOf(sendResponse: () => Promise<void>): Promise<string[]> {
		const { n8n, log } = executionWith(async () => CREDENTIAL, { sendResponse });
		await acknowledgeStored(n8n);
		return log;
	}

	test('because the queue is silent', async () => {
		endAtOnce(5_000);
		const log = await logOf(async () => await never);
		expect(log).toEqual([
			'WeChat Trigger "Start": SilentHost: n8n has not passed the acknowledgement on within 5 s: check whether its queue answers',
		]);
	});

	test('because it fails', async () => {
		const log = await logOf(async () => await Promise.reject(new Error('Redis is away')));
		expect(log).toEqual(['WeChat Trigger "Start": Error: Redis is away']);
	});
});
