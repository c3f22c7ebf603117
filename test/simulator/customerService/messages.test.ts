import { apiOf, follow, type AccountApi } from '../support/apiOf';
import { uploadFile } from '../support/uploadFile';
import { startPlatform, type Platform } from '../support/platform';
import { startCallbackServer, type CallbackServer } from '../support/callbackServer';

const SEND = '/cgi-bin/message/custom/send';
const TYPING = '/cgi-bin/message/custom/typing';

let platform: Platform;
let server: CallbackServer;
let api: AccountApi;
let openid: string;
let other: string;

beforeEach(async () => {
	platform = await startPlatform();
	server = await startCallbackServer();
	const { control } = platform.simulator;
	await control.account({ appid: platform.account.appid, mode: 'plain', callbackUrl: server.url });
	await control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
	api = await apiOf(platform);
	[openid = '', other = ''] = await follow(platform, 2);
	await later(61);
});
afterEach(async () => {
	await platform.simulator.close();
	await server.close();
});

const later = (advanceSeconds: number) => platform.simulator.control.clock({ advanceSeconds });
const say = (Content = 'hi') =>
	platform.simulator.control.push({ openid, message: { MsgType: 'text', Content } });
const act = (event: { Event: string }) => platform.simulator.control.push({ openid, event });
const text = (touser = openid) => ({ touser, msgtype: 'text', text: { content: '你好' } });
const send = (touser = openid) => api.code(SEND, text(touser));
const sendTimes = async (times: number) => {
	const codes: number[] = [];
	for (let turn = 0; turn < times; turn++) codes.push(await send());
	return codes;
};

describe('windows', () => {
	it('allow five messages after a message, to its sender only', async () => {
		await say();
		expect(await sendTimes(6)).toEqual([0, 0, 0, 0, 0, 45047]);
		expect(await send(other)).toBe(45015);
	});

	it('of a message last 48 hours', async () => {
		await say();
		await later(48 * 3600 - 1);
		api = await apiOf(platform);
		expect(await send()).toBe(0);
		await later(1);
		expect(await send()).toBe(45015);
	});

	it('are renewed by the next message, without adding up', async () => {
		await say();
		await sendTimes(2);
		await say();
		expect(await sendTimes(6)).toEqual([0, 0, 0, 0, 0, 45047]);
	});

	it.each(['CLICK', 'scancode_push', 'scancode_waitmsg', 'SCAN'])(
		'after %s allow three messages within a minute',
		async (Event) => {
			await act({ Event });
			expect(await sendTimes(4)).toEqual([0, 0, 0, 45047]);
			await later(60);
			expect(await send()).toBe(45015);
		},
	);

	it.each(['VIEW', 'LOCATION', 'pic_sysphoto', 'location_select'])('are not opened by %s', async (Event) => {
		await act({ Event });
		expect(await send()).toBe(45015);
	});

	it('after a follow allow three messages within a minute', async () => {
		const [newcomer = ''] = await follow(platform, 1);
		expect(await send(newcomer)).toBe(0);
		await later(60);
		expect(await send(newcomer)).toBe(45015);
	});

	it('after choosing from a msgmenu are those of a menu click', async () => {
		await platform.simulator.control.push({
			openid,
			message: { MsgType: 'text', Content: 'Yes', bizmsgmenuid: '101' },
		});
		expect(await sendTimes(4)).toEqual([0, 0, 0, 45047]);
	});

	it('use the one that ends first, then the longer one', async () => {
		await say();
		await act({ Event: 'CLICK' });
		expect(await sendTimes(9)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 45047]);
	});

	it('after a payment have no count for 48 hours', async () => {
		await platform.simulator.control.area('customerService', 'pay', { openid });
		expect(new Set(await sendTimes(30))).toEqual(new Set([0]));
		await later(48 * 3600);
		api = await apiOf(platform);
		expect(await send()).toBe(45015);
	});

	it('close when the person leaves (45015)', async () => {
		await say();
		await platform.simulator.control.follower({ openid, follow: false });
		expect(await send()).toBe(45015);
	});

	it('are not used up by messages that are refused', async () => {
		await say();
		for (let turn = 0; turn < 6; turn++) await api.code(SEND, { touser: openid, msgtype: 'text', text: {} });
		expect(await send()).toBe(0);
	});

	it('survive a snapshot', async () => {
		await say();
		await sendTimes(4);
		const { control } = platform.simulator;
		await control.restore(await control.snapshot());
		expect(await sendTimes(2)).toEqual([0, 45047]);
	});
});

describe('a message', () => {
	beforeEach(() => say());
	const code = (msgtype: string, fields: unknown) =>
		api.code(SEND, { touser: openid, msgtype, [msgtype]: fields });

	it('appears on the phone and in the state, with the agent who sent it', async () => {
		await api.post('/customservice/kfaccount/add', { kf_account: 'anna@shop', nickname: 'Anna' });
		expect(await api.code(SEND, { ...text(), customservice: { kf_account: 'anna@shop' } })).toBe(0);
		expect((await platform.simulator.control.chat({ openid })).at(-1)).toMatchObject({
			from: 'account',
			kind: 'custom:text',
			content: { content: '你好', agent: 'anna@shop' },
		});
		const { accounts } = await platform.simulator.control.state();
		expect(accounts[0]?.areas.customerService).toMatchObject({ accepted: 1, messages: [{ openid }] });
	});

	it('shows on the phone that an AI made it, when it says so', async () => {
		expect(await api.code(SEND, { ...text(), aimsgcontext: { is_ai_msg: 1 } })).toBe(0);
		expect(await api.code(SEND, { ...text(), aimsgcontext: { is_ai_msg: 0 } })).toBe(0);
		const chat = await platform.simulator.control.chat({ openid });
		expect(chat.slice(-2).map(({ content }) => content)).toEqual([
			{ content: '你好', aiGenerated: true },
			{ content: '你好' },
		]);
	});

	it.each([[1], [{ is_ai_msg: 2 }], [{ is_ai_msg: '1' }]])(
		'with the AI mark %j answers 47001',
		async (aimsgcontext) => {
			expect(await api.code(SEND, { ...text(), aimsgcontext })).toBe(47001);
		},
	);

	it('of an agent that does not exist answers 65401', async () => {
		expect(await api.code(SEND, { ...text(), customservice: { kf_account: 'x@y' } })).toBe(65401);
	});

	it('of a video may lack the thumb, but not name a wrong one', async () => {
		const form = { fileName: 'a.mp4', bytes: Buffer.from('film') };
		const { media_id } = await uploadFile(platform, api, '/cgi-bin/media/upload?type=video', form);
		expect(await code('video', { media_id })).toBe(0);
		expect(await code('video', { media_id, thumb_media_id: 'x' })).toBe(40007);
	});

	it('to a stranger answers 40003, to somebody who blocks the account 48002', async () => {
		expect(await send('oUnknown')).toBe(40003);
		await platform.simulator.control.follower({ openid, reception: 'failed:user block' });
		expect(await send()).toBe(48002);
	});

	it.each([
		['no type', undefined, {}, 40008],
		['a type of mini programs', 'link', { title: 'x' }, 40008],
		['no object', 'text', undefined, 47001],
		['empty text', 'text', { content: '' }, 44004],
		['text of 2049 bytes', 'text', { content: 'a'.repeat(2049) }, 45002],
		['text of 2048 bytes', 'text', { content: 'a'.repeat(2048) }, 0],
		['an unknown picture', 'image', { media_id: 'x' }, 40007],
		['an unknown voice', 'voice', {}, 40007],
		['an unknown video', 'video', { media_id: 'x', thumb_media_id: 'y' }, 40007],
		['music without cover', 'music', { musicurl: 'https://example.com/a.mp3' }, 40007],
		['no article', 'news', { articles: [] }, 44003],
		['two articles', 'news', { articles: [{ title: 'a' }, { title: 'b' }] }, 45008],
		['one article', 'news', { articles: [{ title: 'a', url: 'https://example.com/' }] }, 0],
		['an unknown draft', 'mpnews', { media_id: 'x' }, 40007],
		['an unknown article', 'mpnewsarticle', { article_id: 'x' }, 53600],
		['an empty menu', 'msgmenu', { head_content: 'a', list: [], tail_content: 'b' }, 45098],
		['a menu item without text', 'msgmenu', { list: [{ id: '1' }] }, 45099],
		['a menu', 'msgmenu', { head_content: 'a', list: [{ id: '1', content: 'Yes' }], tail_content: 'b' }, 0],
		['a menu without other texts', 'msgmenu', { list: [{ id: '1', content: 'Yes' }] }, 0],
		['no card', 'wxcard', {}, 40073],
		['a card', 'wxcard', { card_id: 'p1' }, 0],
		['a mini program without appid', 'miniprogrampage', { title: 'x' }, 40013],
		['a foreign mini program', 'miniprogrampage', { appid: 'wx1234567890abcdef' }, 40166],
	])('with %s answers %#', async (_case, msgtype, fields, errcode) => {
		expect(await code(msgtype ?? '', fields)).toBe(errcode);
	});
});

describe('typing', () => {
	const typing = (command = 'Typing') => api.code(TYPING, { touser: openid, command });
	const shown = async () =>
		(await platform.simulator.control.area('customerService', 'typing', { openid })).typing;

	it('needs a message in the last 30 seconds (45080)', async () => {
		expect(await typing()).toBe(45080);
		await say();
		await later(30);
		expect(await typing()).toBe(0);
		await later(16);
		expect(await typing()).toBe(45080);
	});

	it('is shown for 15 seconds, not twice (45081), and ends when cancelled', async () => {
		await say();
		expect([await typing(), await typing(), await shown()]).toEqual([0, 45081, true]);
		expect([await typing('CancelTyping'), await shown(), await typing()]).toEqual([0, false, 0]);
		await later(15);
		expect(await shown()).toBe(false);
	});

	it('ends with a message', async () => {
		await say();
		await typing();
		await send();
		expect(await shown()).toBe(false);
	});

	it('answers 45072 for another command and 40003 for a stranger', async () => {
		expect(await typing('typing')).toBe(45072);
		expect(await api.code(TYPING, { touser: 'oUnknown', command: 'Typing' })).toBe(40003);
	});
});

describe('agents', () => {
	const ADD = '/customservice/kfaccount/add';
	const list = async () => (await api.get('/cgi-bin/customservice/getkflist')).json.kf_list;

	it('are added, renamed, listed and deleted both ways', async () => {
		await api.post(ADD, { kf_account: 'anna@shop', nickname: 'Anna' });
		await api.post(ADD, { kf_account: 'bert@shop', nickname: 'Bert' });
		await api.post('/customservice/kfaccount/update', { kf_account: 'anna@shop', nickname: '安娜' });
		expect(await list()).toMatchObject([
			{ kf_account: 'anna@shop', kf_nick: '安娜', kf_id: '1001' },
			{ kf_account: 'bert@shop', kf_nick: 'Bert', kf_id: '1002' },
		]);
		await api.post('/customservice/kfaccount/del', { kf_account: 'anna@shop' });
		await api.get('/customservice/kfaccount/del?kf_account=bert@shop');
		expect(await list()).toEqual([]);
		expect((await api.get('/cgi-bin/customservice/getonlinekflist')).json).toEqual({ kf_online_list: [] });
	});

	it.each([
		['no @', { kf_account: 'anna', nickname: 'Anna' }, 65404],
		['11 characters before @', { kf_account: 'abcdefghijk@shop', nickname: 'Anna' }, 65404],
		['no nickname', { kf_account: 'bert@shop' }, 65403],
		['17 characters', { kf_account: 'bert@shop', nickname: '安'.repeat(17) }, 65403],
		['a name in use', { kf_account: 'anna@shop', nickname: 'Anna' }, 65406],
	])('with %s are refused', async (_case, body, errcode) => {
		await api.post(ADD, { kf_account: 'anna@shop', nickname: 'Anna' });
		expect(await api.code(ADD, body)).toBe(errcode);
	});

	it('that do not exist answer 65401, the 101st 65405', async () => {
		expect(await api.code('/customservice/kfaccount/update', { kf_account: 'x@y', nickname: 'x' })).toBe(
			65401,
		);
		expect(await api.code('/customservice/kfaccount/del', { kf_account: 'x@y' })).toBe(65401);
		for (let number = 0; number < 100; number++)
			await api.post(ADD, { kf_account: `a${number}@shop`, nickname: 'a' });
		expect(await api.code(ADD, { kf_account: 'b@shop', nickname: 'b' })).toBe(65405);
	});
});

it('subscription accounts without certification may not send (48001)', async () => {
	await platform.simulator.control.account({
		appid: platform.account.appid,
		kind: 'subscription-uncertified',
	});
	expect(await send()).toBe(48001);
});
