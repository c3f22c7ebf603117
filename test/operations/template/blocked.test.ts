import { findOperation } from '../support/findOperation';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { NODE, runOperation } from '../support/runOperation';

const getBlockedMessages = findOperation('template', 'getBlocked');

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

const message = (id: number) => ({ id, title: '通知', content: '…', openid: 'o1' });
const page = (first: number, length: number) =>
	Array.from({ length }, (_row, index) => message(first + index));
const params = { ...getBlockedMessages.sample.params };
const asked = () =>
	platform.received.map(
		({ body }) => (JSON.parse(body.toString('utf8')) as { largest_id: number }).largest_id,
	);

describe('template getBlocked', () => {
	test('reads page after page from the largest id on', async () => {
		const pages = [page(1, 100), page(101, 100), page(201, 3)];
		platform.answer((_request, index) => ({ json: { errcode: 0, msginfo: pages[index] } }));
		const { items } = await runOperation(platform.url, getBlockedMessages, { params });
		expect(items(NODE)).toHaveLength(203);
		expect(asked()).toEqual([0, 100, 200]);
	});

	test('stops at the limit', async () => {
		platform.answer(() => ({ json: { errcode: 0, msginfo: page(1, 100) } }));
		const limited = { ...params, returnAll: false, limit: 7 };
		const { items } = await runOperation(platform.url, getBlockedMessages, { params: limited });
		expect(items(NODE)).toHaveLength(7);
		expect(asked()).toEqual([0]);
	});

	test.each([
		['one object', message(2), 1],
		['an empty list', [], 0],
		['nothing', undefined, 0],
		['null', null, 0],
	])('takes %s as the answer', async (_name, msginfo, length) => {
		platform.answer(() => ({ json: { errcode: 0, msginfo } }));
		const { items, error } = await runOperation(platform.url, getBlockedMessages, { params });
		expect(error).toBeUndefined();
		expect(items(NODE)).toHaveLength(length);
	});

	test('goes on after the largest id, wherever it stands', async () => {
		const pages = [page(1, 100).reverse(), []];
		platform.answer((_request, index) => ({ json: { errcode: 0, msginfo: pages[index] } }));
		const { items } = await runOperation(platform.url, getBlockedMessages, { params });
		expect(items(NODE)).toHaveLength(100);
		expect(asked()).toEqual([0, 100]);
	});

	test('ends at a full page without ids', async () => {
		platform.answer(() => ({ json: { errcode: 0, msginfo: page(1, 100).map(({ title }) => ({ title })) } }));
		const { items, error } = await runOperation(platform.url, getBlockedMessages, { params });
		expect(error).toBeUndefined();
		expect(items(NODE)).toHaveLength(100);
		expect(asked()).toEqual([0]);
	});

	test('ends with an error instead of asking for the same page for ever', async () => {
		platform.answer(() => ({ json: { errcode: 0, msginfo: page(1, 100) } }));
		const { error } = await runOperation(platform.url, getBlockedMessages, { params });
		expect(error?.message).toContain('same page twice');
	});
});
