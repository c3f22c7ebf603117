import { readStandardXml } from '../../../core/protocol/readStandardXml';
import { apiOf, follow } from '../support/apiOf';
import { startDraftTestbed, type DraftTestbed } from '../support/draftTestbed';
import { uploadFile } from '../support/uploadFile';

const ALL = '/cgi-bin/message/mass/sendall';
const LIST = '/cgi-bin/message/mass/send';
const PREVIEW = '/cgi-bin/message/mass/preview';
const GET = '/cgi-bin/message/mass/get';
const DELETE = '/cgi-bin/message/mass/delete';
const SPEED = '/cgi-bin/message/mass/speed';

let testbed: DraftTestbed;
let people: string[];

beforeEach(async () => {
	testbed = await startDraftTestbed();
	people = await follow(testbed.platform, 3);
});
afterEach(() => testbed.platform.simulator.close());

const control = () => testbed.platform.simulator.control;
let sent = 0;
/** A text that was not sent before. */
const text = () => ({ msgtype: 'text', text: { content: `大家好 ${++sent}` } });
const toAll = (fields: Record<string, unknown> = text()) => ({ filter: { is_to_all: true }, ...fields });
const sendAll = async (fields: Record<string, unknown> = text()) =>
	(await testbed.api.post(ALL, toAll(fields))).json;
const sendList = async (touser: unknown, fields: Record<string, unknown> = text()) =>
	(await testbed.api.post(LIST, { touser, ...fields })).json;
const statusOf = async (msg_id: unknown) => (await testbed.api.post(GET, { msg_id })).json.msg_status;
const kinds = async (openid: string) => (await control().chat({ openid })).map(({ kind }) => kind);
const news = async (...titles: string[]) => ({
	msgtype: 'mpnews',
	mpnews: { media_id: await testbed.fileDraft(...titles) },
	send_ignore_reprint: 0,
});
const become = (kind: 'subscription-certified' | 'service-uncertified') =>
	control().account({ appid: testbed.platform.account.appid, kind });
const upload = (type: string, fileName: string) =>
	uploadFile(testbed.platform, testbed.api, `/cgi-bin/media/upload?type=${type}`, {
		fileName,
		bytes: Buffer.from('x'),
	});

describe('mass/sendall', () => {
	it('shows a text on every follower’s phone', async () => {
		await control().follower({ openid: people[2], follow: false, push: false });
		expect(await sendAll()).toEqual({
			errcode: 0,
			errmsg: 'send job submission success',
			msg_id: expect.any(Number),
		});
		await control().settled();
		await testbed.api.post(GET, { msg_id: 1 });
		expect(await kinds(people[0] ?? '')).toContain('mass:text');
		expect(await kinds(people[2] ?? '')).not.toContain('mass:text');
	});

	it('sends to the people with a tag; an unknown one answers 40152', async () => {
		await control().follower({ openid: people[1], tagIds: [2] });
		const { msg_id } = await sendAll({ ...text(), filter: { is_to_all: false, tag_id: 2 } });
		await statusOf(msg_id);
		expect(await kinds(people[1] ?? '')).toContain('mass:text');
		expect(await kinds(people[0] ?? '')).not.toContain('mass:text');
		expect(await sendAll({ ...text(), filter: { tag_id: 99 } })).toMatchObject({ errcode: 40152 });
		expect(await sendAll({ ...text(), filter: undefined })).toMatchObject({ errcode: 47001 });
	});

	it('sends a draft, which vanishes, and makes its articles readable', async () => {
		const message = await news('一', '二');
		const { msg_id, msg_data_id } = await sendAll(message);
		expect(msg_data_id).toEqual(expect.any(Number));
		expect(await statusOf(msg_id)).toBe('SEND_SUCCESS');
		expect(await testbed.api.code('/cgi-bin/draft/get', { media_id: message.mpnews.media_id })).toBe(40007);
		expect(await testbed.api.code('/cgi-bin/comment/open', { msg_data_id, index: 1 })).toBe(0);
		const chat = await control().chat({ openid: people[0] });
		expect(chat.at(-1)).toMatchObject({
			kind: 'mass:mpnews',
			content: { msgDataId: msg_data_id, articles: [{ title: '一' }, { title: '二' }] },
		});
	});

	it('keeps the draft when the send fails', async () => {
		await control().area('massMessage', 'outcome', { status: 'err(10001)' });
		const message = await news('一');
		const { msg_id } = await sendAll(message);
		expect(await statusOf(msg_id)).toBe('SEND_FAIL');
		expect(await testbed.api.code('/cgi-bin/draft/get', { media_id: message.mpnews.media_id })).toBe(0);
		expect(await kinds(people[0] ?? '')).not.toContain('mass:mpnews');
	});

	it('is under way until its time has come', async () => {
		await control().area('massMessage', 'outcome', { delayMs: 30_000 });
		const { msg_id } = await sendAll();
		expect(await statusOf(msg_id)).toBe('SENDING');
		expect(await testbed.api.code(DELETE, { msg_id })).toBe(40065);
		await control().clock({ advanceSeconds: 30 });
		expect(await statusOf(String(msg_id))).toBe('SEND_SUCCESS');
	});

	it('refuses the fifth send to all in a month (45028), and leaves people out after four of any sort', async () => {
		for (let send = 0; send < 4; send++) expect(await sendAll()).toMatchObject({ errcode: 0 });
		expect(await sendAll()).toMatchObject({ errcode: 45028 });
		await control().follower({ openid: people[1], tagIds: [2] });
		const { msg_id } = await sendAll({ ...text(), filter: { tag_id: 2 } });
		await statusOf(msg_id);
		expect((await control().state()).accounts[0]?.areas.massMessage).toMatchObject({
			jobs: [{}, {}, {}, {}, { totalCount: 1, recipients: 0, sentCount: 0 }],
		});
		await control().clock({ now: '2026-12-01T02:00:00Z' });
		testbed.api = await apiOf(testbed.platform);
		expect(await sendAll()).toMatchObject({ errcode: 0 });
	});

	it('lets a subscription account send once a day', async () => {
		await become('subscription-certified');
		expect([(await sendAll()).errcode, (await sendAll()).errcode]).toEqual([0, 45028]);
		await control().clock({ now: '2026-11-22T16:00:00Z' });
		testbed.api = await apiOf(testbed.platform);
		expect(await sendAll()).toMatchObject({ errcode: 0 });
	});

	it('answers a known clientmsgid with 45065 and the first ids for a day', async () => {
		const message = { ...(await news('一')), clientmsgid: 'run-1' };
		const { msg_id, msg_data_id } = await sendAll(message);
		const again = { ...(await news('二')), clientmsgid: 'run-1' };
		expect(await sendAll(again)).toMatchObject({ errcode: 45065, msg_id, msg_data_id });
		expect(await sendList(people, { ...text(), clientmsgid: 'run-1' })).toMatchObject({
			errcode: 45065,
			msg_id,
		});
		expect(await sendAll({ ...text(), clientmsgid: 'x'.repeat(33) })).toMatchObject({ errcode: 45067 });
		await control().clock({ advanceSeconds: 86_400 });
		testbed.api = await apiOf(testbed.platform);
		expect(await sendAll(again)).toMatchObject({ errcode: 0 });
	});

	it('takes the same message to the same people for the same job without clientmsgid, too', async () => {
		const message = text();
		const { msg_id } = await sendAll(message);
		expect(await sendAll(message)).toMatchObject({ errcode: 45065, msg_id });
		expect(await sendAll({ ...message, filter: { tag_id: 2 } })).toMatchObject({ errcode: 0 });
	});

	it.each<[string, Record<string, unknown>, number]>([
		['an unknown type', { msgtype: 'news', news: {} }, 40008],
		['no object', { msgtype: 'text' }, 47001],
		['an empty text', { msgtype: 'text', text: { content: '' } }, 44004],
		['a text of 2049 bytes', { msgtype: 'text', text: { content: 'x'.repeat(2049) } }, 45002],
		['an unknown voice', { msgtype: 'voice', voice: { media_id: 'x' } }, 40007],
		['an unknown picture', { msgtype: 'image', images: { media_ids: ['x'] } }, 40007],
		['no picture', { msgtype: 'image', images: { media_ids: [] } }, 40007],
		['21 pictures', { msgtype: 'image', images: { media_ids: Array(21).fill('x') } }, 40215],
		['an unknown draft', { msgtype: 'mpnews', mpnews: { media_id: 'x' } }, 40007],
		['a video that was not prepared', { msgtype: 'mpvideo', mpvideo: { media_id: 'x' } }, 40007],
		['a card', { msgtype: 'wxcard', wxcard: { card_id: 'x' } }, 45113],
	])('refuses %s %#', async (_case, fields, errcode) => {
		expect(await sendAll(fields)).toMatchObject({ errcode });
	});

	it('takes pictures, voices, prepared videos and uploaded articles', async () => {
		const image = (await upload('image', 'a.png')).media_id;
		const voice = (await upload('voice', 'a.mp3')).media_id;
		const video = (await upload('video', 'a.mp4')).media_id;
		const post = async (path: string, body: unknown) => (await testbed.api.post(path, body)).json;
		expect(await post('/cgi-bin/media/uploadvideo', { media_id: image, title: 'x' })).toMatchObject({
			errcode: 40007,
		});
		expect(await post('/cgi-bin/media/uploadvideo', { media_id: video })).not.toHaveProperty('errcode');
		const prepared = await post('/cgi-bin/media/uploadvideo', {
			media_id: video,
			title: '夏',
			description: '海',
		});
		expect(prepared).toEqual({ type: 'video', media_id: expect.any(String), created_at: expect.any(Number) });
		const articles = [{ title: '一', content: '<p>一</p>', thumb_media_id: testbed.cover }];
		const uploaded = await post('/cgi-bin/media/uploadnews', { articles });
		expect(uploaded.type).toBe('news');
		for (const fields of [
			{ msgtype: 'image', images: { media_ids: [image, testbed.cover], recommend: '看' } },
			{ msgtype: 'voice', voice: { media_id: voice } },
			{ msgtype: 'mpvideo', mpvideo: { media_id: prepared.media_id } },
			{ msgtype: 'mpnews', mpnews: { media_id: uploaded.media_id } },
		])
			expect(await sendAll(fields)).toMatchObject({ errcode: 0 });
	});

	it('brings pictures with their title and text', async () => {
		const media_ids = [(await upload('image', 'a.png')).media_id];
		const images = { media_ids, recommend: '看', title: '夏' };
		await statusOf((await sendAll({ msgtype: 'image', images })).msg_id);
		const chat = await control().chat({ openid: people[0] });
		expect(chat.at(-1)).toMatchObject({ kind: 'mass:image', content: images });
	});

	it('answers 48003 before the agreement is accepted, 48001 without certification', async () => {
		await control().area('massMessage', 'agreement', { agreed: false });
		expect(await sendAll()).toMatchObject({ errcode: 48003 });
		await become('service-uncertified');
		for (const path of [ALL, LIST, PREVIEW, GET, DELETE, `${SPEED}/get`, `${SPEED}/set`])
			expect(await testbed.api.code(path, text())).toBe(48001);
		for (const path of ['/cgi-bin/media/uploadvideo', '/cgi-bin/media/uploadnews'])
			expect(await testbed.api.code(path, {})).toBe(48001);
	});
});

describe('mass/send', () => {
	it('sends to the people of a list', async () => {
		const { msg_id } = await sendList(people.slice(0, 2));
		await statusOf(msg_id);
		expect(await kinds(people[1] ?? '')).toContain('mass:text');
		expect(await kinds(people[2] ?? '')).not.toContain('mass:text');
	});

	it('sends once to somebody who is in a list twice, and to nobody who left', async () => {
		await control().follower({ openid: people[2], follow: false, push: false });
		const { msg_id } = await sendList([people[0], people[0], people[2]]);
		await statusOf(msg_id);
		expect((await kinds(people[0] ?? '')).filter((kind) => kind === 'mass:text')).toHaveLength(1);
		expect(await kinds(people[2] ?? '')).not.toContain('mass:text');
		await statusOf((await sendAll()).msg_id);
		expect((await control().state()).accounts[0]?.areas.massMessage).toMatchObject({
			jobs: [
				{ totalCount: 2, recipients: 1, sentCount: 1 },
				{ totalCount: 2, recipients: 2, sentCount: 2 },
			],
		});
	});

	it('takes 10 000 entries, a text of 2048 bytes, an ID of 32 bytes and 20 pictures, but no other media', async () => {
		const image = (await upload('image', 'a.png')).media_id;
		const voice = (await upload('voice', 'a.mp3')).media_id;
		const content = 'x'.repeat(2048);
		const pictures = (id: unknown) => ({ msgtype: 'image', images: { media_ids: Array(20).fill(id) } });
		expect(await sendList(Array(10_000).fill(people[0]))).toMatchObject({ errcode: 0 });
		expect(
			await sendList(people, { msgtype: 'text', text: { content }, clientmsgid: 'x'.repeat(32) }),
		).toMatchObject({ errcode: 0 });
		expect(await sendList(people, pictures(image))).toMatchObject({ errcode: 0 });
		expect(await sendList(people, pictures(voice))).toMatchObject({ errcode: 40007 });
		expect(await sendList(people, { msgtype: 'voice', voice: { media_id: image } })).toMatchObject({
			errcode: 40007,
		});
	});

	it('refuses bad lists, and subscription accounts', async () => {
		const errcode = async (touser: unknown) => (await sendList(touser)).errcode;
		expect(await errcode(people[0])).toBe(40031);
		expect(await errcode(people.slice(0, 1))).toBe(40130);
		expect(await errcode(Array(10_001).fill(people[0]))).toBe(40032);
		expect(await errcode([people[0], 'oNobody'])).toBe(40003);
		await become('subscription-certified');
		expect(await errcode(people)).toBe(48001);
	});
});

it('MASSSENDJOBFINISH brings the counts and the addresses of articles, when the job ends', async () => {
	const { appid } = testbed.platform.account;
	await control().account({ appid, mode: 'plain', callbackUrl: 'http://127.0.0.1:9/', handshake: false });
	await control().follower({ openid: people[0], reception: 'failed: system failed' });
	await control().follower({ openid: people[1], blacklisted: true });
	await control().area('massMessage', 'outcome', { delayMs: 1000 });
	const { msg_id } = await sendAll(await news('一', '二'));
	expect(await control().deliveries()).toEqual([]);
	await control().clock({ advanceSeconds: 1 });
	await statusOf(msg_id);
	await control().settled();
	const [delivery, ...others] = await control().deliveries();
	expect(others).toEqual([]);
	expect(readStandardXml(delivery?.request.body ?? '')).toMatchObject({
		FromUserName: 'mphelper',
		Event: 'MASSSENDJOBFINISH',
		MsgID: String(msg_id),
		Status: 'send success',
		TotalCount: '3',
		FilterCount: '2',
		SentCount: '1',
		ErrorCount: '1',
		ArticleUrlResult: {
			Count: '2',
			ResultList: {
				item: [{ ArticleIdx: '1', ArticleUrl: expect.stringContaining('http') }, { ArticleIdx: '2' }],
			},
		},
	});
});

it('MASSSENDJOBFINISH of a text has the lists of articles, empty', async () => {
	const { appid } = testbed.platform.account;
	await control().account({ appid, mode: 'plain', callbackUrl: 'http://127.0.0.1:9/', handshake: false });
	const { msg_id } = await sendAll(text());
	await statusOf(msg_id);
	await control().settled();
	const [delivery] = await control().deliveries();
	expect(readStandardXml(delivery?.request.body ?? '')).toMatchObject({
		Status: 'send success',
		CopyrightCheckResult: { Count: '0', ResultList: '', CheckState: '0' },
		ArticleUrlResult: { Count: '0', ResultList: '' },
	});
});

describe('mass/preview', () => {
	const preview = async (fields: Record<string, unknown>) => (await testbed.api.post(PREVIEW, fields)).json;

	it('shows a draft on one phone and keeps it', async () => {
		const message = await news('一');
		expect(await preview({ touser: people[0], ...message })).toEqual({
			errcode: 0,
			errmsg: 'preview success',
			msg_id: expect.any(Number) as number,
		});
		expect(await kinds(people[0] ?? '')).toContain('preview:mpnews');
		expect(await kinds(people[1] ?? '')).not.toContain('preview:mpnews');
		expect(await testbed.api.code('/cgi-bin/draft/get', { media_id: message.mpnews.media_id })).toBe(0);
	});

	it('finds people by WeChat ID, which wins', async () => {
		await control().area('massMessage', 'wechatId', { openid: people[1] ?? '', wechatId: 'anna' });
		expect(await preview({ touser: people[0], towxname: 'anna', ...text() })).toMatchObject({ errcode: 0 });
		expect(await kinds(people[1] ?? '')).toContain('preview:text');
		expect(await kinds(people[0] ?? '')).not.toContain('preview:text');
		expect(await preview({ towxname: 'bert', ...text() })).toMatchObject({ errcode: 40132 });
	});

	it('refuses strangers, people who left, and the 101st call', async () => {
		expect(await preview({ touser: 'oNobody', ...text() })).toMatchObject({ errcode: 40003 });
		await control().follower({ openid: people[2], follow: false, push: false });
		expect(await preview({ touser: people[2], ...text() })).toMatchObject({ errcode: 43004 });
		for (let count = 2; count < 100; count++) await preview({ touser: people[0], ...text() });
		expect(await preview({ touser: people[0], ...text() })).toMatchObject({ errcode: 45009 });
	});
});

describe('mass/delete', () => {
	const remove = (fields: Record<string, unknown>) => testbed.api.code(DELETE, fields);

	it('takes articles down one by one or all at once', async () => {
		const { msg_id } = await sendAll(await news('一', '二'));
		await statusOf(msg_id);
		expect(await remove({ msg_id, article_idx: 3 })).toBe(40060);
		expect(await remove({ msg_id, article_idx: 1 })).toBe(0);
		expect(await statusOf(msg_id)).toBe('SEND_SUCCESS');
		expect(await remove({ msg_id })).toBe(0);
		expect(await statusOf(msg_id)).toBe('DELETE');
	});

	it('takes an article down by its address', async () => {
		const { msg_id } = await sendAll(await news('一'));
		await statusOf(msg_id);
		const [entry] = (await control().chat({ openid: people[0] })).slice(-1);
		const { articles } = entry?.content as unknown as { articles: { url: string }[] };
		expect(await remove({ url: 'http://mp.weixin.qq.com/s/x' })).toBe(40059);
		expect(await remove({ url: articles[0]?.url })).toBe(0);
		expect(await statusOf(msg_id)).toBe('DELETE');
	});

	it('refuses texts (40065) and unknown messages (40059)', async () => {
		const { msg_id } = await sendAll();
		await statusOf(msg_id);
		expect(await remove({ msg_id })).toBe(40065);
		expect(await remove({ msg_id: 1 })).toBe(40059);
		expect(await testbed.api.code(GET, { msg_id: 1 })).toBe(40059);
	});
});

it('the speed is set from 0 to 4', async () => {
	const speed = async () => (await testbed.api.post(`${SPEED}/get`, {})).json;
	const set = (value: unknown) => testbed.api.code(`${SPEED}/set`, { speed: value });
	expect(await speed()).toEqual({ speed: 0, realspeed: 80 });
	expect([await set(4), await set(5), await set(-1), await set(undefined)]).toEqual([0, 45083, 45083, 45084]);
	expect(await speed()).toEqual({ speed: 4, realspeed: 10 });
});
