import { call, stableToken, startPlatform, type Platform } from './support/platform';

let platform: Platform;
let token: string;

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
	({ token } = await stableToken(platform));
});
afterEach(() => platform.simulator.close());

const info = (openid: string, rest = '') =>
	call(platform, `/cgi-bin/user/info?access_token=${token}&openid=${openid}${rest}`);

describe('user/info', () => {
	it('withholds nickname, avatar and region of a follower', async () => {
		const { follower } = await platform.simulator.control.follower({
			follow: true,
			nickname: '小明',
			headimgurl: 'https://x/y',
		});
		const { json, type } = await info(follower.openid, '&lang=en');
		expect(type).toBe('application/json; encoding=utf-8');
		expect(json).toEqual({
			subscribe: 1,
			openid: follower.openid,
			nickname: '',
			sex: 0,
			language: 'en',
			city: '',
			province: '',
			country: '',
			headimgurl: '',
			subscribe_time: Date.parse('2026-11-22T02:00:00Z') / 1000,
			remark: '',
			groupid: 0,
			tagid_list: [],
			subscribe_scene: 'ADD_SCENE_SEARCH',
			qr_scene: 0,
			qr_scene_str: '',
		});
	});

	it('gives nothing but the openid of somebody who unfollowed, and the unionid if bound', async () => {
		const { follower } = await platform.simulator.control.follower({ follow: true });
		await platform.simulator.control.follower({ openid: follower.openid, follow: false });
		expect((await info(follower.openid)).json).toEqual({ subscribe: 0, openid: follower.openid });
		await platform.simulator.control.account({ appid: platform.account.appid, openPlatform: true });
		expect((await info(follower.openid)).json).toEqual({
			subscribe: 0,
			openid: follower.openid,
			unionid: follower.unionid,
		});
	});

	it('tells the scene of the QR code somebody followed through', async () => {
		const { follower } = await platform.simulator.control.follower({
			follow: true,
			qr: { scene: 'shop-7', ticket: 'gQ1' },
		});
		expect((await info(follower.openid)).json).toMatchObject({
			subscribe_scene: 'ADD_SCENE_QR_CODE',
			qr_scene: 0,
			qr_scene_str: 'shop-7',
		});
	});

	it('answers 40003 for an openid of another account and 41009 without one', async () => {
		const other = await platform.simulator.control.account();
		const { follower } = await platform.simulator.control.follower({
			appid: other.account.appid,
			follow: true,
		});
		expect((await info(follower.openid)).json.errcode).toBe(40003);
		expect((await info('')).json.errcode).toBe(41009);
	});

	it('answers 43001 for POST', async () => {
		const { json } = await call(platform, `/cgi-bin/user/info?access_token=${token}`, { openid: 'o' });
		expect(json.errcode).toBe(43001);
	});
});

describe('user/get', () => {
	const list = (next = '') => call(platform, `/cgi-bin/user/get?access_token=${token}&next_openid=${next}`);

	it('leaves data out while nobody follows', async () => {
		expect((await list()).json).toEqual({ total: 0, count: 0, next_openid: '' });
	});

	it('lists 10 000 at a time, then the rest, then nothing', async () => {
		for (let person = 0; person < 10_001; person++)
			await platform.simulator.control.follower({ follow: true });
		const first = (await list()).json as { data: { openid: string[] }; next_openid: string };
		expect(first).toMatchObject({ total: 10_001, count: 10_000 });
		expect(first.next_openid).toBe(first.data.openid.at(-1));
		const second = (await list(first.next_openid)).json as typeof first;
		expect(second).toMatchObject({ total: 10_001, count: 1 });
		expect(first.data.openid).not.toContain(second.data.openid[0]);
		expect((await list(second.next_openid)).json).toEqual({ total: 10_001, count: 0, next_openid: '' });
	});

	it('lists a million generated followers behind the others, each of whom takes messages', async () => {
		const { control } = platform.simulator;
		const { follower } = await control.follower({ follow: true });
		const { first, last } = await control.area('users', 'generate', { count: 1_000_000 });
		const page = (await list()).json as { data: { openid: string[] }; next_openid: string };
		expect(page).toMatchObject({ total: 1_000_001, count: 10_000 });
		expect(page.data.openid.slice(0, 2)).toEqual([follower.openid, first]);
		const next = (await list(page.next_openid)).json as typeof page;
		expect(new Set([...page.data.openid, ...next.data.openid]).size).toBe(20_000);
		expect((await list(first)).json).toMatchObject({ count: 10_000 });
		expect((await list(last)).json).toEqual({ total: 1_000_001, count: 0, next_openid: '' });
		const { templateId } = await control.area('templates', 'add', {
			title: '提醒',
			content: '{{thing1.DATA}}',
		});
		const path = `/cgi-bin/message/template/send?access_token=${token}`;
		const send = (touser: string) =>
			call(platform, path, { touser, template_id: templateId, data: { thing1: { value: '咖啡' } } });
		expect((await send(last)).json.errcode).toBe(0);
		expect((await send(`${last.slice(0, -7)}1000000`)).json.errcode).toBe(40003);
		expect((await control.snapshot()).length).toBeLessThan(100_000);
	});

	it('leaves out who unfollowed', async () => {
		const { follower } = await platform.simulator.control.follower({ follow: true });
		await platform.simulator.control.follower({ openid: follower.openid, follow: false });
		expect((await list()).json.total).toBe(0);
	});

	it('answers 40003 for a next_openid that follows nobody', async () => {
		expect((await list('oUnknown')).json.errcode).toBe(40003);
	});

	it('answers 45009 to the 101st call of a test number in a day', async () => {
		await platform.simulator.control.account({ appid: platform.account.appid, kind: 'test-number' });
		for (let turn = 0; turn < 100; turn++) await list();
		expect((await list()).json.errcode).toBe(45009);
	});

	it('answers 48001 to an account without the permission', async () => {
		await platform.simulator.control.account({
			appid: platform.account.appid,
			kind: 'subscription-uncertified',
		});
		expect((await list()).json.errcode).toBe(48001);
	});
});
