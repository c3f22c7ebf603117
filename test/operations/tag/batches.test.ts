import { WechatApiError } from '../../../core/errors/WechatErrors';
import { changeInParts, readInParts } from '../../../nodes/shared/batches';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';

const openids = (count: number) => Array.from({ length: count }, (_, i) => `o${String(i).padStart(27, '0')}`);
const TAG = '134';

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

const sentLists = () =>
	platform.received.map(({ body }) => (JSON.parse(body.toString()) as { openid_list: string[] }).openid_list);

test('tag → tagUsers sends 120 followers in calls of 50, 50 and 20, one after the other', async () => {
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
	const list = openids(120);
	const { items } = await runOperation(platform.url, findOperation('tag', 'tagUsers'), {
		params: { tagId: TAG, openids: list.join('\n') },
	});
	expect(sentLists().map(({ length }) => length)).toEqual([50, 50, 20]);
	expect(sentLists().flat()).toEqual(list);
	expect(items(NODE)[0]?.json).toEqual({ tagid: 134, tagged: 120, success: true });
});

test('blacklist → add sends 45 users in calls of 20, 20 and 5', async () => {
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
	const { items } = await runOperation(platform.url, findOperation('blacklist', 'add'), {
		params: { openids: openids(45).join(',') },
	});
	expect(sentLists().map(({ length }) => length)).toEqual([20, 20, 5]);
	expect(items(NODE)[0]?.json).toEqual({ blacklisted: 45, success: true });
});

test('tag → tagUsers goes on after a part that failed in part, and names who was not tagged', async () => {
	const list = openids(120);
	platform.answer((_request, index) =>
		index === 1
			? {
					json: {
						errcode: 45171,
						errmsg: 'batch op partially failed',
						fail_openid_list: [list[60], list[70]],
					},
				}
			: { json: { errcode: 0, errmsg: 'ok' } },
	);
	const { error } = await runOperation(platform.url, findOperation('tag', 'tagUsers'), {
		params: { tagId: TAG, openids: list.join(' ') },
	});
	expect(platform.received).toHaveLength(3);
	expect(error?.message).toContain(`118 of 120 were tagged, not these 2: ${list[60]}, ${list[70]}`);
	expect((error as { description?: string }).description).toContain('run the node again for them alone');
});

test('tag → tagUsers stops at any other refusal and says how many were tagged before', async () => {
	platform.answer((_request, index) =>
		index === 1
			? { json: { errcode: 45159, errmsg: 'invalid tag id rid: 61725984-6126f6f9-040f19c4' } }
			: { json: { errcode: 0, errmsg: 'ok' } },
	);
	const { error } = await runOperation(platform.url, findOperation('tag', 'tagUsers'), {
		params: { tagId: TAG, openids: openids(120).join(' ') },
	});
	expect(platform.received).toHaveLength(2);
	expect(error?.message).toBe('There is no such tag (WeChat 45159): 50 of 120 were tagged before');
});

test.each([
	['tag', 'tagUsers', 40003, 'tagged'],
	['tag', 'untagUsers', 49003, 'untagged'],
	['blacklist', 'add', 49003, 'blacklisted'],
	['blacklist', 'remove', 40003, 'released'],
])(
	'%s → %s finds who makes WeChat refuse a whole call (%i), and changes the others',
	async (resource, value, errcode, done) => {
		const list = openids(120);
		const strangers = [list[3], list[60], list[61]];
		const changed: string[] = [];
		platform.answer(({ body }) => {
			const { openid_list } = JSON.parse(body.toString()) as { openid_list: string[] };
			if (openid_list.some((one) => strangers.includes(one))) return { json: { errcode, errmsg: 'invalid' } };
			changed.push(...openid_list);
			return { json: { errcode: 0, errmsg: 'ok' } };
		});
		const { error } = await runOperation(platform.url, findOperation(resource, value), {
			params: { tagId: TAG, openids: list.join(' ') },
		});
		expect(changed).toEqual(list.filter((one) => !strangers.includes(one)));
		expect(error?.message).toContain(`117 of 120 were ${done}, not these 3: ${strangers.join(', ')}`);
		expect((error as { description?: string }).description).toContain('people who have unfollowed');
	},
);

test('tag → untagUsers does not repeat a part whose answer was lost, and says how far it came', async () => {
	platform.answer((_request, index) =>
		index === 1 ? 'drop the connection' : { json: { errcode: 0, errmsg: 'ok' } },
	);
	const { error } = await runOperation(platform.url, findOperation('tag', 'untagUsers'), {
		params: { tagId: TAG, openids: openids(70).join(' ') },
	});
	expect(platform.received).toHaveLength(2);
	expect(error?.message).toContain('Result unknown');
	expect(error?.message).toContain('(50 of 70 were untagged before)');
});

test('tag → tagUsers refuses an entry that is no OpenID, before any call', async () => {
	platform.answer(() => ({ json: {} }));
	const { error } = await runOperation(platform.url, findOperation('tag', 'tagUsers'), {
		params: { tagId: TAG, openids: `${openids(1)[0]}, 王小明` },
	});
	expect(error?.message).toBe('OpenIDs: entry 2 of 2 is not an OpenID (letters, digits, - and _)');
	expect(platform.received).toEqual([]);
});

const refused = (errcode: number, body: Record<string, unknown> = {}) =>
	new WechatApiError({ errcode, errmsg: 'text', path: '/cgi-bin/tags/members/batchtagging', body });

/** Changes a list in parts of two, of which some are refused. */
const change = async (count: number, refusals: Readonly<Record<number, WechatApiError>>) => {
	let part = -1;
	return await changeInParts(openids(count), 2, 'tagged', async () => {
		part += 1;
		const refusal = refusals[part];
		if (refusal) throw refusal;
	}).catch((error: unknown) => error);
};

test('changeInParts counts those that failed in part as not done when it stops at another refusal', async () => {
	const partly = refused(45171, { fail_openid_list: [openids(1)[0]] });
	expect(await change(6, { 0: partly, 2: refused(45159) })).toMatchObject({
		refusal: {
			errcode: 45159,
			progress: `3 of 6 were tagged before, not these 1: ${openids(1)[0]}`,
			body: { fail_openid_list: [openids(1)[0]] },
		},
	});
});

test('changeInParts gives up a list with more than ten that do not belong to the account', async () => {
	let calls = 0;
	const result = await changeInParts(openids(10_000), 50, 'tagged', async () => {
		calls += 1;
		throw refused(49003);
	}).catch((error: unknown) => error);
	expect(calls).toBeLessThan(40);
	expect(result).toMatchObject({
		refusal: { errcode: 49003, body: { fail_openid_list: openids(10) } },
	});
});

test('changeInParts says nothing of others when there is only one', async () => {
	const result = await changeInParts(openids(1), 50, 'tagged', async () => {
		throw refused(49003);
	}).catch((error: unknown) => error);
	expect(result).toMatchObject({ refusal: { errcode: 49003, progress: '0 of 1 were tagged before' } });
});

test('changeInParts takes a whole part for failed when WeChat does not say who of it was', async () => {
	expect(await change(6, { 1: refused(45171) })).toMatchObject({
		refusal: { errcode: 45171, body: { fail_openid_list: openids(4).slice(2) } },
	});
});

test.each([
	[20, openids(20).join(', ')],
	[22, `${openids(20).join(', ')}, …`],
])('changeInParts names at most 20 of %d that failed, and keeps them all', async (count, named) => {
	const all = Object.fromEntries(Array.from({ length: count / 2 }, (_, part) => [part, refused(45171)]));
	expect(await change(count, all)).toMatchObject({
		refusal: {
			progress: `0 of ${count} were tagged, not these ${count}: ${named}`,
			body: { fail_openid_list: openids(count) },
		},
	});
});

test('readInParts says which part failed, and begins none after it', async () => {
	let begun = 0;
	const work = readInParts(openids(400), 2, async () => {
		begun += 1;
		throw refused(40003);
	});
	await expect(work).rejects.toMatchObject({
		refusal: { progress: `number 1 to 2 of 400, from ${openids(1)[0]} to ${openids(2)[1]}` },
	});
	expect(begun).toBeLessThanOrEqual(50);
});

test('readInParts says nothing of parts where there is one', async () => {
	const failure = refused(40003);
	const work = readInParts(openids(2), 2, async () => {
		throw failure;
	});
	await expect(work).rejects.toBe(failure);
});
