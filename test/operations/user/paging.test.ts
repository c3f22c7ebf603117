import { IndeterminateResultError } from '../../../core/errors/WechatErrors';
import { collectOpenids, collectPages } from '../../../nodes/shared/paging';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';

const openidAt = (index: number) => `o${String(index).padStart(27, '0')}`;
const json = (data: object) => ({ kind: 'json' as const, data: data as Record<string, unknown> });

/** A follower list as the platform pages it: the last OpenID of a page is the cursor of the next. */
function page(total: number, size: number, after: string) {
	const start = after === '' ? 0 : Number(after.slice(1)) + 1;
	const openid = Array.from({ length: Math.max(0, Math.min(size, total - start)) }, (_, i) =>
		openidAt(start + i),
	);
	if (openid.length === 0) return { total, count: 0, next_openid: '' };
	return { total, count: openid.length, data: { openid }, next_openid: openid.at(-1) };
}

describe('collectOpenids', () => {
	test('reads past the page size and stops at the total without asking once more', async () => {
		const cursors: string[] = [];
		const openids = await collectOpenids('', undefined, async (cursor) => {
			cursors.push(cursor);
			return json(page(25, 10, cursor));
		});
		expect(openids).toEqual(Array.from({ length: 25 }, (_, index) => openidAt(index)));
		expect(cursors).toEqual(['', openidAt(9), openidAt(19)]);
	});

	test('goes on to an empty page when it began in the middle, where the total says nothing', async () => {
		let calls = 0;
		const openids = await collectOpenids(openidAt(19), undefined, async (cursor) => {
			calls += 1;
			return json(page(25, 10, cursor));
		});
		expect(openids).toEqual([20, 21, 22, 23, 24].map(openidAt));
		expect(calls).toBe(2);
	});

	test('asks for no page that the limit does not need', async () => {
		let calls = 0;
		const openids = await collectOpenids('', 12, async (cursor) => {
			calls += 1;
			return json(page(1000, 10, cursor));
		});
		expect(openids).toHaveLength(12);
		expect(calls).toBe(2);
	});

	test('ends at an empty page, also where that names a cursor', async () => {
		const pages = [
			{ count: 1, data: { openid: ['o1'] }, next_openid: 'o1' },
			{ count: 0, next_openid: 'o9' },
		];
		const openids = await collectOpenids('', undefined, async () => json(pages.shift() ?? {}));
		expect({ openids, left: pages.length }).toEqual({ openids: ['o1'], left: 0 });
	});

	test('ends at a page that names no cursor', async () => {
		const cursors: string[] = [];
		const openids = await collectOpenids('o0', undefined, async (cursor) => {
			cursors.push(cursor);
			return json({ count: 1, data: { openid: ['o1'] }, next_openid: '' });
		});
		expect({ openids, cursors }).toEqual({ openids: ['o1'], cursors: ['o0'] });
	});

	test.each([{ total: 0 }, { count: 0 }, { data: { openid: [] } }])(
		'takes %j for an empty list',
		async (answer) => {
			expect(await collectOpenids('', undefined, async () => json(answer))).toEqual([]);
		},
	);

	test.each([{}, { errcode: 0, errmsg: 'ok' }, { next_openid: 'o1' }])(
		'refuses %j, which is no list',
		async (answer) => {
			const list = collectOpenids('', undefined, async () => json(answer));
			await expect(list).rejects.toThrow('the response contains no list of OpenIDs');
		},
	);

	test('says how far it came when a later page fails, and nothing of that when the first does', async () => {
		const lost = () =>
			new IndeterminateResultError('maybe-sent', 'no answer came in time', '/cgi-bin/user/get');
		const failing = (failsAt: string) =>
			collectOpenids('', undefined, async (cursor) => {
				if (cursor === failsAt) throw lost();
				return json(page(25, 10, cursor));
			});
		await expect(failing('')).rejects.toThrow(lost());
		await expect(failing(openidAt(9))).rejects.toMatchObject({
			reason: `no answer came in time (10 were read before; the list continues after ${openidAt(9)})`,
		});
	});

	test('gives nothing for an account without followers', async () => {
		expect(
			await collectOpenids('', undefined, async () => json({ total: 0, count: 0, next_openid: '' })),
		).toEqual([]);
	});
});

test('collectPages refuses to go round in circles', async () => {
	const circle = collectPages('a', undefined, async () => ({ rows: [1], next: 'a' }));
	await expect(circle).rejects.toThrow(IndeterminateResultError);
});

describe('through n8n', () => {
	let platform: CannedPlatform;
	beforeAll(async () => {
		platform = await startCannedPlatform();
	});
	afterAll(async () => await platform.close());

	test('user → getMany returns all 23 456 followers in three calls', async () => {
		platform.answer(({ query }) => ({ json: page(23_456, 10_000, query.next_openid ?? '') }));
		const params = { returnAll: true };
		const { items, error } = await runOperation(platform.url, findOperation('user', 'getMany'), { params });
		expect(error).toBeUndefined();
		expect(items(NODE)).toHaveLength(23_456);
		expect(items(NODE)[23_455]?.json).toEqual({ openid: openidAt(23_455) });
		expect(platform.received.map(({ query }) => query.next_openid)).toEqual([
			undefined,
			openidAt(9_999),
			openidAt(19_999),
		]);
	});

	test('user → getMany with profiles asks for 100 at a time and keeps the order', async () => {
		platform.answer(({ path, query, body }) => {
			if (path === '/cgi-bin/user/get') return { json: page(250, 10_000, query.next_openid ?? '') };
			const { user_list: list } = JSON.parse(body.toString()) as { user_list: { openid: string }[] };
			return { json: { user_info_list: list.map(({ openid }) => ({ openid, subscribe: 1 })) } };
		});
		const params = { returnAll: true, withProfiles: true };
		const { items } = await runOperation(platform.url, findOperation('user', 'getMany'), { params });
		expect(items(NODE).map((item) => item.json.openid)).toEqual(
			Array.from({ length: 250 }, (_, i) => openidAt(i)),
		);
		const sizes = platform.received
			.filter(({ path }) => path === '/cgi-bin/user/info/batchget')
			.map(({ body }) => (JSON.parse(body.toString()) as { user_list: unknown[] }).user_list.length);
		expect(sizes.sort((a, b) => b - a)).toEqual([100, 100, 50]);
	});

	test('user → getMany with profiles lists followers whose profiles cannot be had, and says why', async () => {
		platform.answer(({ path, query, body }) => {
			if (path === '/cgi-bin/user/get') return { json: page(250, 10_000, query.next_openid ?? '') };
			const { user_list: list } = JSON.parse(body.toString()) as { user_list: { openid: string }[] };
			if (list[0]?.openid === openidAt(100)) return { json: { errcode: 40003, errmsg: 'invalid openid' } };
			return { json: { user_info_list: list.map(({ openid }) => ({ openid, subscribe: 1 })) } };
		});
		const params = { returnAll: true, withProfiles: true };
		const { items, error } = await runOperation(platform.url, findOperation('user', 'getMany'), { params });
		expect(error).toBeUndefined();
		expect(items(NODE).map((item) => item.json.openid)).toEqual(
			Array.from({ length: 250 }, (_, i) => openidAt(i)),
		);
		expect(items(NODE).map(({ json }) => (json.profile ? 'problem' : json.subscribe))).toEqual([
			...Array<number>(100).fill(1),
			...Array<string>(100).fill('problem'),
			...Array<number>(50).fill(1),
		]);
		expect(items(NODE)[150]?.json).toEqual({
			openid: openidAt(150),
			profile: { problem: expect.stringContaining('left while the list was read') as string, errcode: 40003 },
		});
	});

	test('user → getMany with profiles fails as a whole when the list itself fails', async () => {
		platform.answer(() => ({ json: { errcode: 48001, errmsg: 'api unauthorized' } }));
		const params = { returnAll: true, withProfiles: true };
		const { error } = await runOperation(platform.url, findOperation('user', 'getMany'), { params });
		expect(error).toMatchObject({ errorResponse: { errcode: 48001 } });
	});

	test('user → getBatch takes an array from an expression', async () => {
		platform.answer(({ body }) => {
			const { user_list: list } = JSON.parse(body.toString()) as { user_list: { openid: string }[] };
			return { json: { user_info_list: list.map(({ openid }) => ({ openid, subscribe: 1 })) } };
		});
		const { items, error } = await runOperation(platform.url, findOperation('user', 'getBatch'), {
			params: { openids: '={{ $json.list }}', lang: 'en' },
			input: [{ json: { list: [openidAt(1), openidAt(2), openidAt(1)] } }],
		});
		expect(error).toBeUndefined();
		expect(items(NODE).map((item) => item.json.openid)).toEqual([openidAt(1), openidAt(2)]);
	});

	test('user → getMany refuses to continue from something that is no OpenID, before any call', async () => {
		platform.answer(() => ({ json: {} }));
		const params = { returnAll: true, nextOpenid: 'o1 o2' };
		const { error } = await runOperation(platform.url, findOperation('user', 'getMany'), { params });
		expect(error?.message).toMatch(/^Continue From OpenID: /);
		expect(platform.received).toEqual([]);
	});

	test('material → getMany pages by 20 and asks for no more than the limit', async () => {
		platform.answer(({ body }) => {
			const { offset, count } = JSON.parse(body.toString()) as { offset: number; count: number };
			const item = Array.from({ length: Math.min(count, 47 - offset) }, (_, i) => ({
				media_id: `m${offset + i}`,
			}));
			return { json: { total_count: 47, item_count: item.length, item } };
		});
		const all = await runOperation(platform.url, findOperation('material', 'getMany'), {
			params: { materialType: 'image', returnAll: true },
		});
		expect(all.items(NODE)).toHaveLength(47);
		expect(platform.received).toHaveLength(3);
		const some = await runOperation(platform.url, findOperation('material', 'getMany'), {
			params: { materialType: 'image', returnAll: false, limit: 25 },
		});
		expect(some.items(NODE)).toHaveLength(25);
		const asked = platform.received.slice(3).map(({ body }) => JSON.parse(body.toString()) as object);
		expect(asked).toEqual([
			{ type: 'image', offset: 0, count: 20 },
			{ type: 'image', offset: 20, count: 5 },
		]);
	});
});
