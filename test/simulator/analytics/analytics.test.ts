import { apiOf, follow } from '../support/apiOf';
import { startDraftTestbed, type DraftTestbed } from '../support/draftTestbed';

const NAMES = [
	'getusersummary',
	'getusercumulate',
	'getarticleread',
	'getarticleshare',
	'getbizsummary',
	'getarticletotaldetail',
	'getarticlesummary',
	'getarticletotal',
	'getuserread',
	'getuserreadhour',
	'getusershare',
	'getusersharehour',
	'getupstreammsg',
	'getupstreammsghour',
	'getupstreammsgweek',
	'getupstreammsgmonth',
	'getupstreammsgdist',
	'getupstreammsgdistweek',
	'getupstreammsgdistmonth',
	'getinterfacesummary',
	'getinterfacesummaryhour',
];
const MAX_DAYS: Record<string, number> = {
	getusersummary: 7,
	getusercumulate: 7,
	getbizsummary: 30,
	getuserread: 3,
	getusershare: 7,
	getupstreammsg: 7,
	getupstreammsgdist: 15,
	getupstreammsgdistweek: 15,
	getupstreammsgdistmonth: 15,
	getinterfacesummary: 30,
};

let testbed: DraftTestbed;

beforeEach(async () => {
	testbed = await startDraftTestbed();
});
afterEach(() => testbed.platform.simulator.close());

const control = () => testbed.platform.simulator.control;
const ask = async (name: string, begin_date: unknown, end_date: unknown = begin_date) =>
	(await testbed.api.post(`/datacube/${name}`, { begin_date, end_date })).json;
const moveTo = async (now: string) => {
	await control().clock({ now });
	testbed.api = await apiOf(testbed.platform);
};
const write = (openid: string, message: { MsgType: string; Content?: string }) =>
	control().push({ openid, message, wait: false });

describe.each(NAMES)('/datacube/%s', (name) => {
	it('refuses bad dates and spans', async () => {
		const days = MAX_DAYS[name] ?? 1;
		const end = '2026-11-21';
		const dayBefore = (date: string, back: number) =>
			new Date(Date.parse(date) - back * 86_400_000).toISOString().slice(0, 10);
		const errcode = async (...span: [unknown, unknown]) => (await ask(name, ...span)).errcode;
		expect(await errcode('2026/11/21', end)).toBe(61500);
		expect(await errcode('2026-02-30', end)).toBe(61500);
		expect(await errcode(20261121, end)).toBe(61500);
		expect(await errcode(end, '2026-11-20')).toBe(61501);
		expect(await errcode('2026-11-22', '2026-11-22')).toBe(61501);
		expect(await errcode(dayBefore(end, days), end)).toBe(61501);
		expect(await errcode(dayBefore(end, days - 1), end)).toBeUndefined();
	});

	it('answers a list, 48001 without certification', async () => {
		expect((await ask(name, '2026-11-20')).list).toEqual([]);
		await control().account({ appid: testbed.platform.account.appid, kind: 'service-uncertified' });
		expect((await ask(name, '2026-11-20')).errcode).toBe(48001);
	});
});

it('61503 while yesterday is not ready', async () => {
	await control().area('analytics', 'readyHour', { hour: 11 });
	expect(await ask('getusersummary', '2026-11-21')).toMatchObject({ errcode: 61503 });
	expect(await ask('getusersummary', '2026-11-20')).toEqual({ list: [] });
	await control().clock({ advanceSeconds: 3600 });
	expect(await ask('getusersummary', '2026-11-21')).toEqual({ list: [] });
});

it('followers are counted by Beijing day and source', async () => {
	const [first = ''] = await follow(testbed.platform, 2);
	await control().follower({ follow: true, push: false, subscribeScene: 'ADD_SCENE_QR_CODE' });
	await control().clock({ now: '2026-11-22T15:59:59Z' });
	await control().follower({ openid: first, follow: false, push: false });
	await control().clock({ now: '2026-11-22T16:00:01Z' });
	await follow(testbed.platform, 1);
	await moveTo('2026-11-25T02:00:00Z');
	expect((await ask('getusersummary', '2026-11-22', '2026-11-24')).list).toEqual([
		{ ref_date: '2026-11-22', user_source: 1, new_user: 2, cancel_user: 0 },
		{ ref_date: '2026-11-22', user_source: 30, new_user: 1, cancel_user: 0 },
		{ ref_date: '2026-11-22', user_source: 0, new_user: 0, cancel_user: 1 },
		{ ref_date: '2026-11-23', user_source: 1, new_user: 1, cancel_user: 0 },
	]);
	expect((await ask('getusercumulate', '2026-11-21', '2026-11-24')).list).toEqual([
		{ ref_date: '2026-11-22', cumulate_user: 2 },
		{ ref_date: '2026-11-23', cumulate_user: 3 },
		{ ref_date: '2026-11-24', cumulate_user: 3 },
	]);
});

describe('messages and pushes', () => {
	let people: string[];

	beforeEach(async () => {
		people = await follow(testbed.platform, 2);
		const { appid } = testbed.platform.account;
		await control().account({ appid, callbackUrl: 'http://127.0.0.1:9/', handshake: false });
		const [anna = '', bert = ''] = people;
		for (let count = 0; count < 6; count++) await write(anna, { MsgType: 'text', Content: 'a' });
		await write(bert, { MsgType: 'text', Content: 'b' });
		await control().clock({ advanceSeconds: 3600 });
		await write(bert, { MsgType: 'image' });
		await control().settled();
		await moveTo('2026-12-02T02:00:00Z');
	});

	it('are counted by day, hour, week and month', async () => {
		const text = { msg_type: 1, msg_user: 2, msg_count: 7 };
		const image = { msg_type: 2, msg_user: 1, msg_count: 1 };
		const day = { ref_date: '2026-11-22' };
		expect((await ask('getupstreammsg', '2026-11-20', '2026-11-23')).list).toEqual([
			{ ...day, ...text },
			{ ...day, ...image },
		]);
		expect((await ask('getupstreammsghour', '2026-11-22')).list).toEqual([
			{ ...day, ref_hour: 1000, ...text },
			{ ...day, ref_hour: 1100, ...image },
		]);
		expect((await ask('getupstreammsgweek', '2026-11-20')).list).toMatchObject([
			{ ref_date: '2026-11-16', ...text },
			{ ref_date: '2026-11-16', ...image },
		]);
		expect((await ask('getupstreammsgmonth', '2026-11-01')).list).toMatchObject([
			{ ref_date: '2026-11-01', ...text },
			{ ref_date: '2026-11-01', ...image },
		]);
	});

	it('are counted by how much people wrote', async () => {
		const rows = (ref_date: string) => [
			{ ref_date, count_interval: 1, msg_user: 1 },
			{ ref_date, count_interval: 2, msg_user: 1 },
		];
		expect((await ask('getupstreammsgdist', '2026-11-22')).list).toEqual(rows('2026-11-22'));
		expect((await ask('getupstreammsgdistweek', '2026-11-16')).list).toEqual(rows('2026-11-16'));
		expect((await ask('getupstreammsgdistmonth', '2026-11-15')).list).toEqual(rows('2026-11-01'));
	});

	it('every attempt to push counts, and fails where nobody listens', async () => {
		expect((await ask('getinterfacesummary', '2026-11-22')).list).toEqual([
			{
				ref_date: '2026-11-22',
				callback_count: 24,
				fail_count: 24,
				total_time_cost: expect.any(Number),
				max_time_cost: expect.any(Number),
			},
		]);
		const hours = (await ask('getinterfacesummaryhour', '2026-11-22')).list as { ref_hour: number }[];
		expect(hours.map(({ ref_hour }) => ref_hour)).toContain(1000);
	});
});

describe('articles', () => {
	let people: string[];
	let msgDataId: number;
	const msgid = (position: number) => `${msgDataId}_${position}`;

	beforeEach(async () => {
		people = await follow(testbed.platform, 2);
		const media_id = await testbed.fileDraft('一', '二');
		const message = { filter: { is_to_all: true }, msgtype: 'mpnews', mpnews: { media_id } };
		const { json } = await testbed.api.post('/cgi-bin/message/mass/sendall', message);
		await testbed.api.post('/cgi-bin/message/mass/get', { msg_id: json.msg_id });
		msgDataId = Number(json.msg_data_id);
		const [anna = '', bert = ''] = people;
		const read = control().area.bind(control());
		await read('analytics', 'read', { openid: anna, msgDataId });
		await read('analytics', 'read', { openid: anna, msgDataId });
		await read('analytics', 'read', { openid: bert, msgDataId, scene: 'moments' });
		await read('analytics', 'read', { openid: bert, msgDataId, act: 'share', scene: 'chat' });
		await read('analytics', 'read', { openid: bert, msgDataId, act: 'like' });
		await testbed.api.post('/cgi-bin/comment/open', { msg_data_id: msgDataId, index: 0 });
		await read('comment', 'write', { openid: anna, msgDataId, content: '好' });
		await moveTo('2026-11-23T02:00:00Z');
		await read('analytics', 'read', { openid: bert, msgDataId, index: 1, scene: 'search' });
		await moveTo('2026-11-25T02:00:00Z');
	});

	it('are told as read and shared, by day', async () => {
		expect(await ask('getarticleread', '2026-11-22')).toEqual({
			list: [
				{
					ref_date: '2026-11-22',
					msgid: msgid(1),
					detail: {
						read_user: 2,
						read_user_source: [
							{ user_count: 2, scene_desc: '全部' },
							{ user_count: 1, scene_desc: '公众号消息' },
							{ user_count: 1, scene_desc: '朋友圈' },
						],
					},
				},
			],
			is_delay: false,
		});
		expect(await ask('getarticleshare', '2026-11-22')).toMatchObject({
			list: [{ msgid: msgid(1), detail: { share_user: 1 } }],
		});
		expect(await ask('getarticleread', '2026-11-24')).toEqual({ list: [], is_delay: false });
	});

	it('are summed up by day, without the days on which nothing happened', async () => {
		const { list } = await ask('getbizsummary', '2026-11-20', '2026-11-24');
		expect(list).toMatchObject([
			{
				ref_date: '2026-11-22',
				detail: { read_user: 2, share_user: 1, like_user: 1, comment_count: 1, send_page_count: 2 },
			},
			{ ref_date: '2026-11-23', detail: { read_user: 1, share_user: 0, send_page_count: 0 } },
		]);
	});

	it('are followed from their publication', async () => {
		const { list } = await ask('getarticletotaldetail', '2026-11-22');
		expect(list).toMatchObject([
			{
				ref_date: '2026-11-22',
				msgid: msgid(1),
				publish_type: 0,
				title: '一',
				content_url: expect.stringContaining('http://mp.weixin.qq.com/s/'),
				detail_list: [
					{ stat_date: '2026-11-22', read_user: 2, comment_count: 1 },
					{ stat_date: '2026-11-23', read_user: 2 },
					{ stat_date: '2026-11-24', read_user: 2 },
				],
			},
			{ msgid: msgid(2), detail_list: [{ read_user: 0 }, { read_user: 1 }, { read_user: 1 }] },
		]);
		expect((await ask('getarticletotaldetail', '2026-11-23')).list).toEqual([]);
	});

	it('are told by the older calls, too', async () => {
		expect((await ask('getarticlesummary', '2026-11-22')).list).toMatchObject([
			{ msgid: msgid(1), title: '一', int_page_read_user: 2, int_page_read_count: 3, share_count: 1 },
		]);
		expect((await ask('getarticlesummary', '2026-11-23')).list).toEqual([]);
		expect((await ask('getarticletotal', '2026-11-22')).list).toMatchObject([
			{
				msgid: msgid(1),
				details: [
					{
						stat_date: '2026-11-22',
						target_user: 2,
						int_page_read_count: 3,
						int_page_from_session_read_count: 2,
						int_page_from_feed_read_user: 1,
						feed_share_from_session_user: 1,
					},
					{ stat_date: '2026-11-23' },
					{ stat_date: '2026-11-24' },
				],
			},
			{ msgid: msgid(2) },
		]);
		expect((await ask('getuserread', '2026-11-22', '2026-11-23')).list).toContainEqual(
			expect.objectContaining({ ref_date: '2026-11-22', user_source: 99_999_999, int_page_read_count: 3 }),
		);
		expect((await ask('getuserreadhour', '2026-11-23')).list).toMatchObject([
			{ ref_hour: 1000, user_source: 7, int_page_read_user: 1 },
			{ ref_hour: 1000, user_source: 99_999_999 },
		]);
		const share = { ref_date: '2026-11-22', share_scene: 1, share_user: 1, share_count: 1 };
		expect((await ask('getusershare', '2026-11-20', '2026-11-24')).list).toEqual([share]);
		expect((await ask('getusersharehour', '2026-11-22')).list).toEqual([{ ...share, ref_hour: 1000 }]);
	});

	it('that were published without telling followers have publish_type 1', async () => {
		await testbed.publish(await testbed.fileDraft('三'));
		await moveTo('2026-11-26T02:00:00Z');
		expect((await ask('getarticletotaldetail', '2026-11-25')).list).toMatchObject([
			{ title: '三', publish_type: 1 },
		]);
	});
});
