import { apiOf, follow, type AccountApi } from './support/apiOf';
import { startPlatform, type Platform } from './support/platform';

let platform: Platform;
let api: AccountApi;

beforeEach(async () => {
	platform = await startPlatform();
	api = await apiOf(platform);
});
afterEach(() => platform.simulator.close());

describe('user/info/batchget', () => {
	const BATCH = '/cgi-bin/user/info/batchget';

	it('shows each person in the language asked for, in order', async () => {
		const [first, second] = await follow(platform, 2);
		await platform.simulator.control.follower({ openid: second, follow: false });
		const { json } = await api.post(BATCH, {
			user_list: [{ openid: second }, { openid: first, lang: 'en' }],
		});
		expect(json.user_info_list).toEqual([
			{ subscribe: 0, openid: second },
			expect.objectContaining({ subscribe: 1, openid: first, language: 'en', nickname: '' }),
		]);
	});

	it('takes up to 100 people whom the account knows', async () => {
		const people = (await follow(platform, 101)).map((openid) => ({ openid }));
		expect(await api.code(BATCH, { user_list: people })).toBe(40032);
		expect(await api.code(BATCH, { user_list: [] })).toBe(40032);
		expect(await api.code(BATCH, {})).toBe(40031);
		expect(await api.code(BATCH, { user_list: [people[0], { openid: 'oUnknown' }] })).toBe(40003);
		expect(await api.code(BATCH, { user_list: [people[0], 'text'] })).toBe(40003);
		const { json } = await api.post(BATCH, { user_list: people.slice(1) });
		expect(json.user_info_list).toHaveLength(100);
	});
});

describe('user/info/updateremark', () => {
	const REMARK = '/cgi-bin/user/info/updateremark';
	const remarkOf = async (openid?: string) =>
		(await api.get(`/cgi-bin/user/info?openid=${openid}`)).json.remark;

	it('sets the remark of one person and removes it', async () => {
		const [first, second] = await follow(platform, 2);
		expect(await api.code(REMARK, { openid: first, remark: '老客户' })).toBe(0);
		expect([await remarkOf(first), await remarkOf(second)]).toEqual(['老客户', '']);
		expect(await api.code(REMARK, { openid: first, remark: '' })).toBe(0);
		expect(await remarkOf(first)).toBe('');
	});

	it('takes up to 30 bytes', async () => {
		const [openid] = await follow(platform, 1);
		expect(await api.code(REMARK, { openid, remark: 'a'.repeat(30) })).toBe(0);
		expect(await api.code(REMARK, { openid, remark: '客'.repeat(11) })).toBe(40092);
		expect(await api.code(REMARK, { openid })).toBe(40092);
	});

	it('answers 41009, 40003 and 43004 for nobody, strangers and people who left', async () => {
		const [openid] = await follow(platform, 1);
		await platform.simulator.control.follower({ openid, follow: false });
		expect(await api.code(REMARK, { remark: 'x' })).toBe(41009);
		expect(await api.code(REMARK, { openid: 'oUnknown', remark: 'x' })).toBe(40003);
		expect(await api.code(REMARK, { openid, remark: 'x' })).toBe(43004);
	});
});

describe('changeopenid', () => {
	const CHANGE = '/cgi-bin/changeopenid';

	it('gives the new openids after a migration, and marks openids that were not part of it', async () => {
		const { account: old } = await platform.simulator.control.account();
		const [first, second] = await follow(platform, 2, old.appid);
		const { moved } = await platform.simulator.control.area('users', 'migrate', {
			fromAppid: old.appid,
			toAppid: platform.account.appid,
		});
		expect(moved).toBe(2);
		const { json } = await api.post(CHANGE, {
			from_appid: old.appid,
			openid_list: [first, 'oUnknown', second],
		});
		const rows = json.result_list as Record<string, string>[];
		expect(rows).toEqual([
			{ ori_openid: first, new_openid: expect.any(String), err_msg: 'ok' },
			{ ori_openid: 'oUnknown', err_msg: 'ori_openid error' },
			{ ori_openid: second, new_openid: expect.any(String), err_msg: 'ok' },
		]);
		const { json: info } = await api.get(`/cgi-bin/user/info?openid=${rows[0]?.new_openid}`);
		expect(info).toMatchObject({ subscribe: 1, subscribe_scene: 'ADD_SCENE_ACCOUNT_MIGRATION' });
		expect(rows[0]?.new_openid).not.toBe(rows[2]?.new_openid);
		const oldApi = await apiOf(platform, old);
		expect((await oldApi.get('/cgi-bin/user/get')).json.total).toBe(0);
	});

	it('answers 63178, 63183, 63182 and 63179', async () => {
		const { account: old } = await platform.simulator.control.account();
		expect(await api.code(CHANGE, { from_appid: 'wx0', openid_list: ['o'] })).toBe(63178);
		expect(await api.code(CHANGE, { from_appid: old.appid, openid_list: ['o'] })).toBe(63183);
		await platform.simulator.control.area('users', 'migrate', {
			fromAppid: old.appid,
			toAppid: platform.account.appid,
		});
		expect(await api.code(CHANGE, { from_appid: old.appid, openid_list: [] })).toBe(63182);
		expect(await api.code(CHANGE, { from_appid: old.appid, openid_list: Array(101).fill('o') })).toBe(63179);
	});

	it('refuses to migrate an account into itself', async () => {
		const { appid } = platform.account;
		await expect(
			platform.simulator.control.area('users', 'migrate', { fromAppid: appid, toAppid: appid }),
		).rejects.toThrow('toAppid: must be another account');
	});
});
