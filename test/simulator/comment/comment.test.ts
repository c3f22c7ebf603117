import { follow } from '../support/apiOf';
import { startDraftTestbed, type DraftTestbed } from '../support/draftTestbed';

const LIST = '/cgi-bin/comment/list';
const OPEN = '/cgi-bin/comment/open';
const CLOSE = '/cgi-bin/comment/close';
const ELECT = '/cgi-bin/comment/markelect';
const UNELECT = '/cgi-bin/comment/unmarkelect';
const DELETE = '/cgi-bin/comment/delete';
const REPLY = '/cgi-bin/comment/reply/add';
const UNREPLY = '/cgi-bin/comment/reply/delete';

let testbed: DraftTestbed;
let openid: string;
let msg_data_id: number;

beforeEach(async () => {
	testbed = await startDraftTestbed();
	[openid = ''] = await follow(testbed.platform, 1);
	const media_id = await testbed.fileDraft('一', '二');
	msg_data_id = Number(
		(await testbed.api.post('/cgi-bin/freepublish/submit', { media_id })).json.msg_data_id,
	);
	await testbed.publish(media_id);
});
afterEach(() => testbed.platform.simulator.close());

const code = (path: string, fields: Record<string, unknown> = {}) =>
	testbed.api.code(path, { msg_data_id, index: 0, ...fields });
const write = async (content: string, index = 0) =>
	(
		await testbed.platform.simulator.control.area('comment', 'write', {
			msgDataId: msg_data_id,
			index,
			openid,
			content,
		})
	).userCommentId;
const list = async (fields: Record<string, unknown> = {}) =>
	(await testbed.api.post(LIST, { msg_data_id, index: 0, begin: 0, count: 49, type: 0, ...fields })).json;

it('comments can be written while they are open', async () => {
	await expect(write('早')).rejects.toThrow('closed');
	expect(await code(OPEN)).toBe(0);
	expect(await write('早')).toBe(1);
	expect(await code(CLOSE)).toBe(0);
	await expect(write('晚')).rejects.toThrow('closed');
	expect(await list()).toEqual({
		errcode: 0,
		errmsg: 'ok',
		total: 1,
		comment: [
			{
				user_comment_id: 1,
				openid,
				create_time: Date.parse('2026-11-22T02:00:00Z') / 1000,
				content: '早',
				comment_type: 0,
			},
		],
	});
});

it('each article has comments of its own, named by its index from 0', async () => {
	await code(OPEN, { index: 1 });
	await write('二', 1);
	expect([(await list()).total, (await list({ index: 1 })).total]).toEqual([0, 1]);
	expect((await list({ index: 1, msg_data_id: String(msg_data_id) })).total).toBe(1);
});

it('comments are open from the beginning when the draft says so, for followers only if it says that', async () => {
	const articles = [
		{
			title: '三',
			content: '<p>三</p>',
			thumb_media_id: testbed.cover,
			need_open_comment: 1,
			only_fans_can_comment: 1,
		},
	];
	const { media_id } = (await testbed.api.post('/cgi-bin/draft/add', { articles })).json;
	const { json } = await testbed.api.post('/cgi-bin/freepublish/submit', { media_id });
	await testbed.api.post('/cgi-bin/freepublish/get', { publish_id: json.publish_id });
	msg_data_id = Number(json.msg_data_id);
	expect(await write('粉丝')).toBe(1);
	await testbed.platform.simulator.control.follower({ openid, follow: false, push: false });
	await expect(write('路人')).rejects.toThrow('followers');
});

describe('comment/list', () => {
	beforeEach(async () => {
		await code(OPEN);
		for (const content of ['一', '二', '三']) await write(content);
		await code(ELECT, { user_comment_id: 2 });
	});
	const contents = async (fields: Record<string, unknown>) =>
		((await list(fields)).comment as { content: string }[]).map(({ content }) => content);

	it('gives pages, newest first, of all, ordinary or elected comments', async () => {
		expect(await contents({})).toEqual(['三', '二', '一']);
		expect(await contents({ begin: 1, count: 1 })).toEqual(['二']);
		expect(await contents({ type: 1 })).toEqual(['三', '一']);
		expect(await contents({ type: 2 })).toEqual(['二']);
	});

	it.each<[Record<string, unknown>, number]>([
		[{ count: 0 }, 88010],
		[{ count: 50 }, 88010],
		[{ count: undefined }, 88010],
		[{ begin: -1 }, 40097],
		[{ type: 3 }, 40097],
		[{ index: 2 }, 88001],
		[{ msg_data_id: 1 }, 88001],
		[{ msg_data_id: '1_1' }, 88001],
	])('with %j answers %i', async (fields, errcode) => {
		expect((await list(fields)).errcode).toBe(errcode);
	});

	it('leaves out what was deleted or taken back', async () => {
		await code(DELETE, { user_comment_id: 1 });
		const where = { msgDataId: msg_data_id, index: 0, userCommentId: 3 };
		await testbed.platform.simulator.control.area('comment', 'withdraw', where);
		expect(await contents({})).toEqual(['二']);
	});
});

it('comments are elected up to a hundred, and no longer elected (88003, 88004)', async () => {
	await code(OPEN);
	for (let number = 1; number <= 102; number++) await write(String(number));
	for (let id = 1; id <= 100; id++) expect(await code(ELECT, { user_comment_id: id })).toBe(0);
	expect(await code(ELECT, { user_comment_id: 101 })).toBe(88003);
	expect(await code(ELECT, { user_comment_id: 100 })).toBe(0);
	expect(await code(UNELECT, { user_comment_id: 1 })).toBe(0);
	expect(await code(ELECT, { user_comment_id: 101 })).toBe(0);
	const where = { msgDataId: msg_data_id, index: 0, userCommentId: 102 };
	await testbed.platform.simulator.control.area('comment', 'withdraw', where);
	expect(await code(ELECT, { user_comment_id: 102 })).toBe(88004);
});

it('a comment has one reply, which can be deleted', async () => {
	await code(OPEN);
	await write('早');
	const reply = (content: unknown) => code(REPLY, { user_comment_id: 1, content });
	expect([await reply(''), await reply('长'.repeat(141)), await reply(undefined)]).toEqual([
		88007, 88007, 88007,
	]);
	expect([await reply('您好'), await reply('再见')]).toEqual([0, 88005]);
	expect((await list()).comment).toMatchObject([
		{ reply: { content: '您好', create_time: expect.any(Number) } },
	]);
	const unreply = () => code(UNREPLY, { user_comment_id: 1 });
	expect([await unreply(), await unreply()]).toEqual([0, 87009]);
	expect(JSON.stringify(await list())).not.toContain('reply');
});

it.each([ELECT, UNELECT, DELETE, REPLY, UNREPLY])('%s of no comment answers 88008', async (path) => {
	expect(await code(path, { user_comment_id: 9, content: 'x' })).toBe(88008);
});

describe.each([LIST, OPEN, CLOSE, ELECT, UNELECT, DELETE, REPLY, UNREPLY])('%s', (path) => {
	it('answers 88000 without the permission for comments', async () => {
		await testbed.platform.simulator.control.area('comment', 'permission', { permitted: false });
		expect(await code(path, { begin: 0, count: 1, type: 0 })).toBe(88000);
	});

	it('answers 48001 without certification', async () => {
		const { appid } = testbed.platform.account;
		await testbed.platform.simulator.control.account({ appid, kind: 'service-uncertified' });
		expect(await code(path)).toBe(48001);
	});
});
