import { apiOf, follow, type AccountApi } from './support/apiOf';
import { startPlatform, type Platform } from './support/platform';

let platform: Platform;
let api: AccountApi;
let appid: string;

beforeEach(async () => {
	platform = await startPlatform();
	appid = platform.account.appid;
	api = await apiOf(platform);
});
afterEach(() => platform.simulator.close());

const CREATE = '/cgi-bin/tags/create';
const TAG = '/cgi-bin/tags/members/batchtagging';
const UNTAG = '/cgi-bin/tags/members/batchuntagging';

interface Snapshot {
	accounts: { $map: [string, { followers: { $map: (readonly [string, object])[] } }][] };
}

async function createTag(name: string): Promise<number> {
	const { json } = await api.post(CREATE, { tag: { name } });
	return (json.tag as { id: number }).id;
}

async function listTags(): Promise<{ id: number; name: string; count: number }[]> {
	return (await api.get('/cgi-bin/tags/get')).json.tags as Awaited<ReturnType<typeof listTags>>;
}

describe('tags', () => {
	it('are created, listed with their followers, renamed and deleted', async () => {
		const { json } = await api.post(CREATE, { tag: { name: '重要客户' } });
		expect(json).toEqual({ tag: { id: 100, name: '重要客户' } });
		const [openid] = await follow(platform, 2);
		await api.post(TAG, { openid_list: [openid], tagid: 100 });
		expect(await api.code('/cgi-bin/tags/update', { tag: { id: 100, name: 'vip' } })).toBe(0);
		expect(await listTags()).toEqual([
			{ id: 2, name: '星标组', count: 0 },
			{ id: 100, name: 'vip', count: 1 },
		]);
		expect(await api.code('/cgi-bin/tags/delete', { tag: { id: 100 } })).toBe(0);
		expect(await listTags()).toHaveLength(1);
		expect((await api.post('/cgi-bin/tags/getidlist', { openid })).json).toEqual({ tagid_list: [] });
	});

	it('of one account are not seen by another', async () => {
		const other = await platform.simulator.control.account();
		const second = await apiOf(platform, other.account);
		await createTag('vip');
		expect((await second.get('/cgi-bin/tags/get')).json.tags).toHaveLength(1);
		expect(await second.code(CREATE, { tag: { name: 'vip' } })).toBe(0);
	});

	it.each([
		['no tag', {}, 45157],
		['no name', { tag: { name: ' ' } }, 45157],
		['a name in use', { tag: { name: 'vip' } }, 45157],
		['31 characters', { tag: { name: '客'.repeat(31) } }, 45158],
		['30 characters', { tag: { name: '客'.repeat(30) } }, 0],
	])('create with %s answers %#', async (_case, body, errcode) => {
		await createTag('vip');
		expect(await api.code(CREATE, body)).toBe(errcode);
	});

	it('answer 45056 to the 101st', async () => {
		for (let number = 0; number < 100; number++) await createTag(`tag ${number}`);
		expect(await api.code(CREATE, { tag: { name: 'one more' } })).toBe(45056);
	});

	it.each(['update', 'delete'])('answer 45058 to %s of a system tag and 45159 of none', async (action) => {
		for (const id of [0, 1, 2])
			expect(await api.code(`/cgi-bin/tags/${action}`, { tag: { id, name: 'x' } })).toBe(45058);
		expect(await api.code(`/cgi-bin/tags/${action}`, { tag: { id: 777, name: 'x' } })).toBe(45159);
		expect(await api.code(`/cgi-bin/tags/${action}`, {})).toBe(45159);
	});

	it('keep their own name on update and refuse that of another', async () => {
		const first = await createTag('first');
		await createTag('second');
		expect(await api.code('/cgi-bin/tags/update', { tag: { id: first, name: 'first' } })).toBe(0);
		expect(await api.code('/cgi-bin/tags/update', { tag: { id: first, name: 'second' } })).toBe(45157);
	});

	it('with more than 100 000 followers cannot be deleted (45057)', async () => {
		const { control } = platform.simulator;
		const id = await createTag('everybody');
		await follow(platform, 1);
		const snapshot = JSON.parse(await control.snapshot()) as Snapshot;
		const followers = snapshot.accounts.$map[0]?.[1].followers.$map ?? [];
		const [, one] = followers[0] ?? [];
		const tagged = Array.from({ length: 100_001 }, (_, person) => {
			const openid = `o${String(person).padStart(27, '0')}`;
			return [openid, { ...one, openid, tagIds: [id] }] as const;
		});
		followers.push(...tagged);
		await control.restore(JSON.stringify(snapshot));
		expect(await api.code('/cgi-bin/tags/delete', { tag: { id } })).toBe(45057);
	});

	it('answer 45009 to the 101st creation of a test number in a day', async () => {
		await platform.simulator.control.account({ appid, kind: 'test-number' });
		for (let turn = 0; turn < 100; turn++) await api.post(CREATE, {});
		expect(await api.code(CREATE, { tag: { name: 'late' } })).toBe(45009);
	});
});

describe('batchtagging and batchuntagging', () => {
	it('change those named and nobody else', async () => {
		const id = await createTag('vip');
		const [first, second, third] = await follow(platform, 3);
		expect(await api.code(TAG, { openid_list: [first, second], tagid: id })).toBe(0);
		expect(await api.code(UNTAG, { openid_list: [first], tagid: id })).toBe(0);
		const tagsOf = async (openid?: string) =>
			(await api.post('/cgi-bin/tags/getidlist', { openid })).json.tagid_list;
		expect([await tagsOf(first), await tagsOf(second), await tagsOf(third)]).toEqual([[], [id], []]);
	});

	it('take at most 50 openids', async () => {
		const tagid = await createTag('vip');
		const people = await follow(platform, 51);
		expect(await api.code(TAG, { openid_list: people, tagid })).toBe(40032);
		expect(await api.code(TAG, { openid_list: [], tagid })).toBe(40032);
		expect(await api.code(TAG, { openid_list: 'o', tagid })).toBe(40031);
		expect(await api.code(TAG, { openid_list: people.slice(1), tagid })).toBe(0);
	});

	it('tell an openid of nobody from one of another account, and change nothing then', async () => {
		const tagid = await createTag('vip');
		const other = await platform.simulator.control.account();
		const [foreign] = await follow(platform, 1, other.account.appid);
		const [own] = await follow(platform, 1, appid);
		expect(await api.code(TAG, { openid_list: [own, foreign], tagid })).toBe(49003);
		expect(await api.code(TAG, { openid_list: [own, 'oUnknown'], tagid })).toBe(40003);
		expect((await listTags())[1]?.count).toBe(0);
	});

	it('refuse tags that the account does not have (45159)', async () => {
		const [openid] = await follow(platform, 1);
		expect(await api.code(TAG, { openid_list: [openid], tagid: 100 })).toBe(45159);
		expect(await api.code(UNTAG, { openid_list: [openid] })).toBe(45159);
	});

	it('refuse the 21st tag of a person (45059) but not one that the person has', async () => {
		const [openid] = await follow(platform, 1);
		const ids: number[] = [];
		for (let number = 0; number < 21; number++) ids.push(await createTag(`tag ${number}`));
		for (const tagid of ids.slice(0, 20)) await api.post(TAG, { openid_list: [openid], tagid });
		expect(await api.code(TAG, { openid_list: [openid], tagid: ids[20] })).toBe(45059);
		expect(await api.code(TAG, { openid_list: [openid], tagid: ids[0] })).toBe(0);
	});

	it('name those who do not follow in fail_openid_list (45171) and change the others', async () => {
		const tagid = await createTag('vip');
		const [stays, gone] = await follow(platform, 2);
		await platform.simulator.control.follower({ openid: gone, follow: false });
		const { json } = await api.post(TAG, { openid_list: [stays, gone], tagid });
		expect(json).toMatchObject({ errcode: 45171, fail_openid_list: [gone] });
		expect((await listTags())[1]?.count).toBe(1);
	});
});

describe('user/tag/get', () => {
	const LIST = '/cgi-bin/user/tag/get';

	it('lists the people of one tag page by page', async () => {
		const tagid = await createTag('vip');
		const [first, second] = await follow(platform, 3);
		await api.post(TAG, { openid_list: [first, second], tagid });
		expect((await api.post(LIST, { tagid, next_openid: '' })).json).toEqual({
			count: 2,
			data: { openid: [first, second] },
			next_openid: second,
		});
		expect((await api.post(LIST, { tagid, next_openid: first })).json).toMatchObject({ count: 1 });
		expect((await api.post(LIST, { tagid, next_openid: second })).json).toEqual({
			count: 0,
			next_openid: '',
		});
	});

	it('answers 45159 for an unknown tag and 40003 for somebody without it', async () => {
		const tagid = await createTag('vip');
		const [openid] = await follow(platform, 1);
		expect(await api.code(LIST, { tagid: 999 })).toBe(45159);
		expect(await api.code(LIST, { tagid, next_openid: openid })).toBe(40003);
	});
});

it('tags/getidlist answers 40003 for somebody unknown', async () => {
	expect(await api.code('/cgi-bin/tags/getidlist', { openid: 'oUnknown' })).toBe(40003);
});
