import { Container } from '@n8n/di';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import {
	type CannedPlatform,
	type ReceivedRequest,
	startCannedPlatform,
} from '../../operations/support/cannedPlatform';
import { accountAt, NODE } from '../../operations/support/runOperation';
import { core } from '../harness/host';
import { PACKAGE, START } from '../harness/nodeTypes';
import { runWorkflow, type TestRun, type TestNode } from '../harness/runWorkflow';

const TEMPLATE_PATH = '/cgi-bin/message/template/send';
const TEXT_PATH = '/cgi-bin/message/custom/send';
const QUOTA_PATH = '/cgi-bin/openapi/quota/get';
const FOLLOWERS = ['oA', 'oB', 'oC', 'oD', 'oE'];
const PAGE = 2;

const TEMPLATE: INodeParameters = {
	resource: 'template',
	operation: 'broadcast',
	recipients: 'all',
	templateId: { __rl: true, mode: 'id', value: 'SAMPLE-template-id-000000000000000000000001' },
	dataInput: 'json',
	dataJson: '{"thing1":"Coffee"}',
};
const TEXT: INodeParameters = {
	resource: 'customerService',
	operation: 'broadcast',
	recipients: 'tag',
	tagId: { __rl: true, mode: 'id', value: '100' },
	content: 'Hello',
};

let platform: CannedPlatform;
/** Who was told, in order; somebody who is told twice is there twice. */
let told: string[];
let messageIds: string[];
/** What the platform answers to a message. */
let refusals: (openid: string, nth: number) => object | undefined;
let quota: object | undefined;
/** Followers who have left the account. */
let left: string[];

beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());
beforeEach(() => {
	told = [];
	messageIds = [];
	left = [];
	refusals = () => undefined;
	quota = { daily_limit: 100, used: 0, remain: 100 };
	let nth = 0;
	platform.answer(({ path, query, body }) => {
		const given = body.length > 0 ? (JSON.parse(body.toString('utf8')) as IDataObject) : {};
		if (path === '/cgi-bin/user/get') return { json: listAfter(query.next_openid, true) };
		if (path === '/cgi-bin/user/tag/get') return { json: listAfter(String(given.next_openid), false) };
		if (path === QUOTA_PATH) return { json: quota ? { errcode: 0, quota } : { errcode: 48001 } };
		const refusal = refusals(String(given.touser), ++nth);
		if (refusal) return { json: refusal };
		told.push(String(given.touser));
		messageIds.push(String(given.client_msg_id));
		return { json: { errcode: 0, errmsg: 'ok', msgid: 1 } };
	});
});

function listAfter(openid: string | undefined, withTotal: boolean): object {
	const following = FOLLOWERS.filter((one) => !left.includes(one));
	const from = openid ? following.indexOf(openid) + 1 : 0;
	if (openid && from === 0) return { errcode: 40003, errmsg: 'invalid openid' };
	const page = following.slice(from, from + PAGE);
	return {
		...(withTotal ? { total: following.length } : {}),
		count: page.length,
		...(page.length > 0 ? { data: { openid: page } } : {}),
		next_openid: page.at(-1) ?? '',
	};
}

async function send(
	parameters: INodeParameters,
	more: Partial<TestNode> = {},
	test: { file?: string; cancelAfter?: Promise<void>; executionId?: string } = {},
): Promise<TestRun> {
	const item: INodeExecutionData = { json: {} };
	if (test.file !== undefined)
		item.binary = { data: { data: Buffer.from(test.file).toString('base64'), mimeType: 'text/csv' } };
	return await runWorkflow({
		types: [new Wechat()],
		credentials: accountAt(platform.url),
		input: [item],
		cancelAfter: test.cancelAfter,
		executionId: test.executionId,
		nodes: [
			{ name: 'Start', type: START },
			{ name: NODE, type: `${PACKAGE}.wechat`, parameters, ...more },
		],
	});
}

const hintsOf = ({ run }: TestRun) =>
	(run.data.resultData.runData[NODE]?.at(-1)?.hints ?? []).map(({ message }) => message);
const summaryOf = (run: TestRun) => run.items(NODE)[0]?.json ?? {};
const ONLY_B = /^\ufeffopenid,result,errcode,retryable,error\r\noB,failed,43004,false,[^\r]+\r\n$/;
const failuresOf = (item?: INodeExecutionData) =>
	Buffer.from(item?.binary?.failures?.data ?? '', 'base64').toString('utf8');
const pathsOf = (requests: readonly ReceivedRequest[]) => requests.map(({ path }) => path);

test('all followers are told page by page, the quota is asked for before, and one item tells of it', async () => {
	const url = 'https://example.com/sale';
	const run = await send({ ...TEMPLATE, link: 'url', url });
	expect(run.error).toBeUndefined();
	expect([...told].sort()).toEqual(FOLLOWERS);
	const template_id = 'SAMPLE-template-id-000000000000000000000001';
	for (const { body } of platform.received.filter(({ path }) => path === TEMPLATE_PATH))
		expect(JSON.parse(body.toString())).toMatchObject({
			template_id,
			url,
			data: { thing1: { value: 'Coffee' } },
		});
	expect(pathsOf(platform.received).slice(0, 2)).toEqual(['/cgi-bin/user/get', QUOTA_PATH]);
	expect(new Set(messageIds).size).toBe(5);
	expect(run.items(NODE)).toHaveLength(1);
	expect(summaryOf(run)).toMatchObject({
		template_id,
		broadcastId: expect.any(String) as string,
		total: 5,
		sent: 5,
		failed: 0,
		finished: true,
		continueFrom: '',
		quota: { remain: 100, left: 95 },
	});
	expect(summaryOf(run)).not.toHaveProperty('stoppedBy');
	expect(hintsOf(run)).toEqual([]);
	expect(run.items(NODE)[0]?.binary).toBeUndefined();
});

test('somebody who cannot be told is an item and a row of the file, and the others are told', async () => {
	refusals = (openid) => (openid === 'oB' ? { errcode: 43004, errmsg: 'require subscribe' } : undefined);
	const run = await send(TEMPLATE);
	expect([...told].sort()).toEqual(['oA', 'oC', 'oD', 'oE']);
	expect(run.items(NODE).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	expect(summaryOf(run)).toMatchObject({
		sent: 4,
		failed: 1,
		reasons: [{ reason: expect.stringContaining('43004') as string, count: 1 }],
	});
	expect(run.items(NODE)[1]?.json).toMatchObject({
		touser: 'oB',
		result: 'failed',
		details: { errcode: 43004, retryable: false },
	});
	expect(failuresOf(run.items(NODE)[0])).toMatch(ONLY_B);
	expect(hintsOf(run)).toEqual([
		'WeChat: not everybody got the message: 4 sent, 1 failed, 0 with unknown result',
	]);
});

test.each(['is full', 'does not answer'])(
	'a run tells of everybody, without the file, when the storage of n8n %s',
	async (trouble) => {
		const { timeout } = AbortSignal;
		const spies = [
			jest.spyOn(Container.get(core.BinaryDataService), 'store').mockImplementation(async () => {
				if (trouble === 'is full') throw new Error('ENOSPC: no space left on device');
				spies.push(
					jest
						.spyOn(AbortSignal, 'timeout')
						.mockImplementation((ms) =>
							ms === 60_000 ? AbortSignal.abort() : timeout.call(AbortSignal, ms),
						) as never,
				);
				return await new Promise(() => {});
			}),
		];
		refusals = (openid) => (openid === 'oB' ? { errcode: 43004, errmsg: 'require subscribe' } : undefined);
		const run = await send(TEMPLATE);
		for (const spy of spies) spy.mockRestore();
		expect(run.error).toBeUndefined();
		expect(summaryOf(run)).toMatchObject({ sent: 4, failed: 1 });
		expect(run.items(NODE)[0]?.binary).toBeUndefined();
		expect(run.items(NODE)[1]?.json).toMatchObject({ touser: 'oB' });
	},
);

test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'a run that is stopped has the file of those who failed before, too (%s)',
	async (onError) => {
		refusals = (openid) => {
			if (openid === 'oB') return { errcode: 43004, errmsg: 'require subscribe' };
			return openid === 'oE' ? { errcode: 45009, errmsg: 'reach max api daily quota limit' } : undefined;
		};
		const run = await send(TEMPLATE, { onError });
		const outputs = run.run.data.resultData.runData[NODE]?.[0]?.data?.main ?? [];
		const [item] = outputs.at(onError === 'continueErrorOutput' ? 1 : 0) ?? [];
		expect(item?.json).toMatchObject({ details: { errcode: 45009, sent: 3, failed: 1 } });
		expect(failuresOf(item)).toMatch(ONLY_B);
	},
);

test('a used-up quota ends it, and the run that continues from there tells everybody else once', async () => {
	const used = { errcode: 45009, errmsg: 'reach max api daily quota limit' };
	refusals = (openid) => (openid === 'oC' ? used : undefined);
	const first = await send(TEMPLATE, { onError: 'continueRegularOutput' });
	const { details, error } = summaryOf(first) as { details: IDataObject; error: string };
	expect(error).toContain('45009');
	expect(details).toMatchObject({ sent: 3, continueFrom: 'oB,oD', retryable: true });
	expect(details.description).toContain('put this into Continue From: “oB,oD”. ');
	expect(details.description).toContain('continue tomorrow with continueFrom of this error');
	refusals = () => undefined;
	const second = await send({ ...TEMPLATE, continueFrom: String(details.continueFrom) });
	expect(summaryOf(second)).toMatchObject({ sent: 2, finished: true });
	expect([...told].sort()).toEqual(FOLLOWERS);
});

test('a token that WeChat refuses from the last recipients on leaves them to the next run', async () => {
	const refused = { errcode: 40001, errmsg: 'invalid credential' };
	refusals = (openid) => (['oC', 'oD', 'oE'].includes(openid) ? refused : undefined);
	const first = await send(TEMPLATE, { onError: 'continueRegularOutput' });
	const { details, error } = summaryOf(first) as { details: IDataObject; error: string };
	expect(error).toContain('40001');
	expect(details).toMatchObject({ sent: 2, failed: 0, continueFrom: 'oB', retryable: true });
	refusals = () => undefined;
	const second = await send({ ...TEMPLATE, continueFrom: String(details.continueFrom) });
	expect(summaryOf(second)).toMatchObject({ sent: 3, finished: true });
	expect([...told].sort()).toEqual(FOLLOWERS);
});

test.each([
	['the first page', ['oA']],
	['the end of the first page, after which the next one is read', ['oB']],
	['the whole first page but one', ['oB', 'oC']],
	['the end of the list', ['oE']],
])('followers who leave while they are told (%s) cost nobody the message', async (_where, leaving) => {
	refusals = (openid) => {
		if (leaving.includes(openid)) left.push(openid);
		return undefined;
	};
	const run = await send(TEMPLATE);
	expect(run.error).toBeUndefined();
	expect(summaryOf(run)).toMatchObject({ sent: 5, failed: 0, finished: true });
	expect([...told].sort()).toEqual(FOLLOWERS);
});

test('the only one with a tag may leave while being told', async () => {
	left = ['oB', 'oC', 'oD', 'oE'];
	refusals = () => void left.push('oA');
	const run = await send(TEXT);
	expect(run.error).toBeUndefined();
	expect(summaryOf(run)).toMatchObject({ sent: 1, finished: true, continueFrom: '' });
});

test('a run that would go on after somebody who has left says so', async () => {
	left = ['oB'];
	const run = await send({ ...TEMPLATE, continueFrom: 'oB' });
	expect(run.error?.message).toContain('Continue From: names somebody who does not follow the account');
	expect(told).toEqual([]);
});

test('somebody whom such a trouble has skipped at the end of a page is tried again', async () => {
	let refusedOnce = false;
	refusals = (openid) => {
		if (openid !== 'oE' || refusedOnce) return undefined;
		refusedOnce = true;
		// Both the call and its repetition with the renewed token.
		refusals = (_next, nth) => (nth <= 6 ? { errcode: 40001, errmsg: 'invalid credential' } : undefined);
		return { errcode: 40001, errmsg: 'invalid credential' };
	};
	const run = await send(TEMPLATE);
	expect(summaryOf(run)).toMatchObject({ sent: 5, failed: 0, finished: true });
	expect([...told].sort()).toEqual(FOLLOWERS);
});

test('Retry On Fail goes on where the try before has stopped', async () => {
	refusals = (_openid, nth) => (nth === 3 ? { errcode: 45009, errmsg: 'quota' } : undefined);
	const run = await send(TEMPLATE, { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 });
	expect(run.error).toBeUndefined();
	expect(summaryOf(run)).toMatchObject({ sent: 5, failed: 0, finished: true, quota: { left: 98 } });
	expect([...told].sort()).toEqual(FOLLOWERS);
});

test('Max Recipients holds for all tries of a run together', async () => {
	refusals = (_openid, nth) => (nth === 3 ? { errcode: 45009, errmsg: 'quota' } : undefined);
	const run = await send(
		{ ...TEMPLATE, options: { maxRecipients: 4 } },
		{ retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
	);
	expect(summaryOf(run)).toMatchObject({ sent: 4, finished: false, stoppedBy: 'limit' });
	expect(told).toHaveLength(4);
	expect(new Set(told).size).toBe(4);
});

test.each([1, 2, 3])(
	'runs over %i recipients at most, one after the other, tell everybody once',
	async (most) => {
		let continueFrom = '';
		let finished = false;
		for (let round = 0; !finished && round < 10; round++) {
			const run = await send({ ...TEMPLATE, continueFrom, options: { maxRecipients: most } });
			const summary = summaryOf(run);
			expect(Number(summary.sent)).toBeLessThanOrEqual(most);
			if (!summary.finished) expect(summary.stoppedBy).toBe('limit');
			continueFrom = String(summary.continueFrom);
			finished = summary.finished === true;
		}
		expect(finished).toBe(true);
		expect([...told].sort()).toEqual(FOLLOWERS);
	},
);

test('what is left of the quota is kept for others', async () => {
	quota = { daily_limit: 100, used: 95, remain: 5 };
	const run = await send({ ...TEMPLATE, options: { keepQuota: 3 } });
	expect([...told].sort()).toEqual(['oA', 'oB']);
	expect(summaryOf(run)).toMatchObject({
		finished: false,
		stoppedBy: 'dailyQuota',
		continueFrom: 'oB',
		quota: { left: 3 },
	});
	expect(hintsOf(run)).toEqual([
		'WeChat: stopped before the daily quota was used up: 2 sent, 0 failed, 0 with unknown result',
	]);
});

test('an account that may not ask for its quota sends all the same', async () => {
	quota = undefined;
	expect(summaryOf(await send(TEMPLATE))).toMatchObject({ sent: 5, finished: true });
});

test('the same Broadcast ID gives the same person the same client_msg_id, another one another', async () => {
	const idsOf = async (broadcastId: string, executionId: string) => {
		messageIds = [];
		await send({ ...TEMPLATE, options: { broadcastId } }, {}, { executionId });
		return [...messageIds].sort();
	};
	const ids = await idsOf('sale', '1');
	expect(await idsOf('sale', '2')).toEqual(ids);
	const others = [await idsOf('other', '3'), await idsOf('', '4'), await idsOf('', '5')].flat();
	expect(others.filter((id) => ids.includes(id))).toEqual([]);
	expect(new Set(others).size).toBe(15);
});

test('an expression that gives no Broadcast ID is refused, and white space around one is none of it', async () => {
	const options = { broadcastId: '={{ $json.missing }}' };
	const run = await send({ ...TEMPLATE, options });
	expect(run.error?.message).toContain('Broadcast ID: is empty, although an expression should give it');
	expect(platform.received).toEqual([]);
	await send({ ...TEMPLATE, options: { broadcastId: ' sale ' } });
	const ids = messageIds;
	messageIds = [];
	await send({ ...TEMPLATE, options: { broadcastId: 'sale' } }, {}, { executionId: '2' });
	expect([...messageIds].sort()).toEqual([...ids].sort());
});

test('a file is told row by row, and goes on after a row', async () => {
	const file = 'name,openid\n李,oX\n王,oY\n张,oZ\n';
	const first = await send({ ...TEMPLATE, recipients: 'file', options: { maxRecipients: 2 } }, {}, { file });
	expect(summaryOf(first)).toMatchObject({ total: 3, sent: 2, continueFrom: '#2', finished: false });
	await send({ ...TEMPLATE, recipients: 'file', continueFrom: '#2' }, {}, { file });
	expect([...told].sort()).toEqual(['oX', 'oY', 'oZ']);
});

test('somebody who is in a file twice is told once, in whichever run their second row is', async () => {
	const file = 'openid\noX\noY\noX\noZ\noY\noY\n';
	const parameters = { ...TEXT, recipients: 'file' };
	const first = await send({ ...parameters, options: { maxRecipients: 2 } }, {}, { file });
	expect(summaryOf(first)).toMatchObject({ total: 6, repeated: 3, sent: 2, continueFrom: '#2' });
	const second = await send({ ...parameters, continueFrom: '#2' }, {}, { file });
	expect(summaryOf(second)).toMatchObject({ sent: 1, finished: true, continueFrom: '' });
	expect([...told].sort()).toEqual(['oX', 'oY', 'oZ']);
});

test.each([
	['openid\noX\n李\n', 'row 2 has no OpenID'],
	['openid\n', 'has no OpenID'],
])('the file %j is refused before anybody is told', async (file, rule) => {
	const run = await send({ ...TEMPLATE, recipients: 'file' }, {}, { file });
	expect(run.error?.message).toContain(`Input Binary Field: ${rule}`);
	expect(pathsOf(platform.received)).toEqual([]);
});

test('everything that is wrong is named at once, before anybody is told', async () => {
	const byId = (value: string) => ({ __rl: true, mode: 'id', value });
	const wrong = { recipients: 'tag', tagId: byId('={{ "vip" }}'), templateId: byId('={{ "43216" }}') };
	const run = await send({ ...TEMPLATE, ...wrong });
	expect(run.error?.message).toBe('2 fields break their rules: Template, Tag');
	expect(platform.received).toEqual([]);
});

test('a cursor of another kind of list is refused', async () => {
	const run = await send({ ...TEMPLATE, continueFrom: '#2' });
	expect(run.error?.message).toContain(
		'Continue From: is not a position at which a run over a list of followers',
	);
	expect(platform.received).toEqual([]);
});

test('a cancelled execution says from where to go on, and nobody else is told', async () => {
	let cancel = () => {};
	const cancelled = new Promise<void>((resolve) => (cancel = resolve));
	refusals = (openid) => {
		if (openid === 'oC') cancel();
		// Busy: the node would try it again after a while.
		return openid === 'oC' || openid === 'oD' ? { errcode: -1, errmsg: 'system error' } : undefined;
	};
	const run = await send(TEMPLATE, {}, { cancelAfter: cancelled });
	expect(run.run.status).toBe('canceled');
	const { description } = run.run.data.resultData.runData[NODE]?.[0]?.error as { description?: string };
	// Two were asked for and answered with "busy": nobody knows of them.
	expect(description).toMatch(/^2 sent, 0 failed, 2 with unknown result\. Unknown: (oC, oD|oD, oC)\. /);
	expect(description).toContain('put this into Continue From: “oD”.');
	expect([...told].sort()).toEqual(['oA', 'oB']);
});

test('a customer service text that is too long is refused before anybody is told', async () => {
	const run = await send({ ...TEXT, content: '字'.repeat(683) });
	expect(run.error?.message).toContain('Text: has 2049 bytes, the limit is 2048');
	expect(platform.received).toEqual([]);
});

test('a customer service text counts who is outside the window, and they are no failures', async () => {
	refusals = (openid) =>
		['oA', 'oD'].includes(openid) ? { errcode: 45015, errmsg: 'out of time' } : undefined;
	const run = await send(TEXT);
	expect([...told].sort()).toEqual(['oB', 'oC', 'oE']);
	expect(run.items(NODE)).toHaveLength(1);
	expect(summaryOf(run)).toMatchObject({ sent: 3, failed: 0, windowClosed: 2, finished: true });
	expect(pathsOf(platform.received).filter((path) => path === TEXT_PATH)).toHaveLength(5);
});

test.each([
	[
		40037,
		'an unknown template',
		{ ...TEMPLATE, templateId: '={{ "SAMPLE-template-id-000000000000000000000001" }}' },
	],
	[47003, 'a value that breaks its rule', TEMPLATE],
	[40249, 'marketing', TEMPLATE],
	[43116, 'a banned template', TEMPLATE],
	[45002, 'a text that is too long', TEXT],
	[45162, 'a type that the account may not send', TEXT],
	[65401, 'an unknown agent', TEXT],
])(
	'a refusal of the message itself (%i, %s) ends it, and costs nobody their place',
	async (errcode, _what, message) => {
		refusals = () => ({ errcode, errmsg: 'refused' });
		const run = await send(message, { onError: 'continueRegularOutput' });
		expect(summaryOf(run)).toMatchObject({
			error: expect.stringContaining(String(errcode)) as string,
			details: { errcode, sent: 0, failed: 0, continueFrom: '' },
		});
		const sends = pathsOf(platform.received).filter((path) => [TEMPLATE_PATH, TEXT_PATH].includes(path));
		expect(sends.length).toBeLessThanOrEqual(PAGE);
	},
);
