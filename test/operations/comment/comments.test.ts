import type { IDataObject } from 'n8n-workflow';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

/** Comment number 1 is the oldest; WeChat gives the newest first. */
const comments = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		user_comment_id: count - index,
		content: `c${count - index}`,
	}));

const sentBodies = () => platform.received.map(({ body }) => JSON.parse(body.toString()) as IDataObject);

async function run(value: string, change: IDataObject) {
	const operation = findOperation('comment', value);
	const { items, error } = await runOperation(platform.url, operation, {
		params: { ...operation.sample.params, ...change },
	});
	return { items: items(NODE).map(({ json }) => json), error };
}

test('getMany reads 120 comments in pages of 49, newest first, each with its article', async () => {
	const all = comments(120);
	platform.answer(({ body }) => {
		const { begin, count } = JSON.parse(body.toString()) as { begin: number; count: number };
		return { json: { errcode: 0, total: 120, comment: all.slice(begin, begin + count) } };
	});
	const { items } = await run('getMany', { returnAll: true });
	expect(sentBodies().map(({ begin, count }) => [begin, count])).toEqual([
		[0, 49],
		[49, 49],
		[98, 49],
	]);
	expect(items).toEqual(all.map((one) => ({ ...one, msg_data_id: '2247483655', index: 0 })));
});

test.each([
	['the length of the list', (page: unknown[]) => ({ total: page.length })],
	['that, and comment_cnt all of them', (page: unknown[]) => ({ total: page.length, comment_cnt: 120 })],
	['all of them', () => ({ total: 120 })],
])('getMany reads all 120 comments where total is %s', async (_what, numbers) => {
	const all = comments(120);
	platform.answer(({ body }) => {
		const { begin, count } = JSON.parse(body.toString()) as { begin: number; count: number };
		const page = all.slice(begin, begin + count);
		return { json: { errcode: 0, ...numbers(page), comment: page } };
	});
	const { items } = await run('getMany', { returnAll: true });
	expect(items).toHaveLength(120);
	expect(sentBodies().map(({ begin }) => begin)).toEqual([0, 49, 98]);
});

test('getMany asks once more after a full page, since total may be its length', async () => {
	platform.answer(({ body }) => {
		const { begin } = JSON.parse(body.toString()) as { begin: number };
		return { json: { errcode: 0, total: begin === 0 ? 49 : 0, comment: begin === 0 ? comments(49) : [] } };
	});
	expect((await run('getMany', { returnAll: true })).items).toHaveLength(49);
	expect(sentBodies().map(({ begin }) => begin)).toEqual([0, 49]);
});

test('getMany gives no comment twice when another one is written while it reads', async () => {
	platform.answer(({ body }, call) => {
		const { begin, count } = JSON.parse(body.toString()) as { begin: number; count: number };
		const now = comments(60 + call);
		return { json: { errcode: 0, total: now.length, comment: now.slice(begin, begin + count) } };
	});
	const { items } = await run('getMany', { returnAll: true });
	const ids = items.map(({ user_comment_id: id }) => id);
	expect(ids).toEqual([...new Set(ids)]);
	expect(ids).toHaveLength(60);
});

test('getMany asks for no more than the limit', async () => {
	platform.answer(() => ({ json: { errcode: 0, total: 500, comment: comments(3) } }));
	const { items } = await run('getMany', { returnAll: false, limit: 3 });
	expect(sentBodies()).toEqual([expect.objectContaining({ begin: 0, count: 3 })]);
	expect(items).toHaveLength(3);
});

test.each([{ total: 0 }, { total: 0, comment: null }])('%j is an empty list', async (answer) => {
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok', ...answer } }));
	expect(await run('getMany', { returnAll: true })).toEqual({ items: [], error: undefined });
});

test('an answer without a list is no empty list', async () => {
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
	const { error } = await run('getMany', { returnAll: true });
	expect(error).toBeDefined();
});

test.each([
	['2247483655', 2, { msg_data_id: 2247483655, index: 2 }],
	['2247483655_3', 0, { msg_data_id: 2247483655, index: 2 }],
	[' 2247483655_1 ', 5, { msg_data_id: 2247483655, index: 0 }],
])('Message Data ID %j with index %i means %j', async (msgDataId, articleIndex, article) => {
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
	await run('open', { msgDataId, articleIndex });
	expect(sentBodies()).toEqual([article]);
});

test.each(['\u200b', 'abc', '2247483655_9', '2247483655_0'])(
	'%j is refused before any call',
	async (msgDataId) => {
		platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
		const { error } = await run('reply', { msgDataId });
		expect(error?.message).toContain('Message Data ID');
		expect(platform.received).toEqual([]);
	},
);

test('a long id is sent digit by digit and repeated as text', async () => {
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
	const { items } = await run('markElected', { msgDataId: '3345678901234567891', userCommentId: '7' });
	expect(platform.received[0]?.body.toString()).toBe(
		'{"msg_data_id":3345678901234567891,"index":0,"user_comment_id":7}',
	);
	expect(items).toEqual([
		{ msg_data_id: '3345678901234567891', index: 0, user_comment_id: 7, success: true, elected: true },
	]);
});

test('a comment that has its reply says how to write another one', async () => {
	platform.answer(() => ({ json: { errcode: 88005, errmsg: 'already reply' } }));
	const { error } = await run('reply', {});
	expect((error as { description?: string }).description).toContain('Delete Reply');
});
