import { apiOf, follow, type AccountApi } from '../support/apiOf';
import { startPlatform, type Platform } from '../support/platform';
import { fileOf, uploadFile } from '../support/uploadFile';

const INVITE = '/customservice/kfaccount/inviteworker';
const CREATE = '/customservice/kfsession/create';
const CLOSE = '/customservice/kfsession/close';
const RECORDS = '/customservice/msgrecord/getmsglist';
const ANNA = 'anna@shop';
const BERT = 'bert@shop';
const NOW = Date.parse('2026-11-22T02:00:00Z') / 1000;

let platform: Platform;
let api: AccountApi;
let customer: string;

beforeEach(async () => {
	platform = await startPlatform();
	await control().clock({ now: NOW * 1000, freeze: true });
	api = await apiOf(platform);
	[customer = ''] = await follow(platform, 1);
	await control().account({
		appid: platform.account.appid,
		callbackUrl: 'http://127.0.0.1:9/',
		handshake: false,
	});
	for (const kf_account of [ANNA, BERT])
		await api.post('/customservice/kfaccount/add', { kf_account, nickname: 'Agent' });
});
afterEach(() => platform.simulator.close());

const control = () => platform.simulator.control;
const invite = (kf_account: string, invite_wx: unknown) => api.code(INVITE, { kf_account, invite_wx });
const bind = async (kfAccount: string, wechatId: string) => {
	await invite(kfAccount, wechatId);
	await control().area('customerService', 'answerInvitation', { kfAccount });
};
const signIn = async (kfAccount: string, status: 'offline' | 'web' | 'phone' | 'both' = 'web') =>
	control().area('customerService', 'presence', { kfAccount, status });
const say = (Content: string) =>
	control().push({ openid: customer, message: { MsgType: 'text', Content }, wait: false });
const list = async () =>
	(await api.get('/cgi-bin/customservice/getkflist')).json.kf_list as Record<string, unknown>[];
const online = async () => (await api.get('/cgi-bin/customservice/getonlinekflist')).json.kf_online_list;
const create = (kf_account = ANNA, openid = customer) => api.code(CREATE, { kf_account, openid });
const close = (kf_account = ANNA) => api.code(CLOSE, { kf_account, openid: customer });
const session = async () => (await api.get(`/customservice/kfsession/getsession?openid=${customer}`)).json;

describe('inviteworker', () => {
	it('binds the agent once the invitation is accepted', async () => {
		expect(await invite(ANNA, 'anna_wx')).toBe(0);
		expect((await list())[0]).toMatchObject({
			invite_wx: 'anna_wx',
			invite_expire_time: NOW + 86_400,
			invite_status: 'waiting',
		});
		expect((await list())[0]).not.toHaveProperty('kf_openid');
		await control().area('customerService', 'answerInvitation', { kfAccount: ANNA });
		expect((await list())[0]).toMatchObject({
			kf_account: ANNA,
			kf_wx: 'anna_wx',
			kf_openid: expect.stringMatching(/^o.{27}$/) as unknown,
		});
		expect((await list())[0]).not.toHaveProperty('invite_status');
	});

	it('may be declined or run out', async () => {
		await invite(ANNA, 'anna_wx');
		await control().area('customerService', 'answerInvitation', { kfAccount: ANNA, accept: false });
		expect((await list())[0]).toMatchObject({ invite_status: 'rejected' });
		expect(await invite(ANNA, 'anna_wx')).toBe(0);
		await control().clock({ advanceSeconds: 86_400 });
		api = await apiOf(platform);
		expect((await list())[0]).toMatchObject({ invite_status: 'expired' });
		await expect(control().area('customerService', 'answerInvitation', { kfAccount: ANNA })).rejects.toThrow(
			'no open invitation',
		);
	});

	it('answers 65401, 65409, 65407, 65408, 65411 and 65412', async () => {
		expect(await invite('nobody@shop', 'x')).toBe(65401);
		expect(await invite(ANNA, '')).toBe(65409);
		expect(await invite(ANNA, 'anna_wx')).toBe(0);
		expect(await invite(ANNA, 'other_wx')).toBe(65411);
		expect(await invite(BERT, 'anna_wx')).toBe(65408);
		await control().area('customerService', 'answerInvitation', { kfAccount: ANNA });
		expect(await invite(ANNA, 'other_wx')).toBe(65412);
		expect(await invite(BERT, 'anna_wx')).toBe(65407);
	});
});

describe('uploadheadimg', () => {
	const upload = async (kfAccount: string, fileName: string, bytes = Buffer.from('jpg')) => {
		const query = `?kf_account=${encodeURIComponent(kfAccount)}`;
		const answer = await uploadFile(platform, api, `/customservice/kfaccount/uploadheadimg${query}`, {
			fileName,
			bytes,
		});
		return answer.errcode;
	};

	it('gives the agent a picture of its own', async () => {
		const before = (await list())[0]?.kf_headimgurl;
		expect(await upload(ANNA, 'a.jpg')).toBe(0);
		expect((await list())[0]?.kf_headimgurl).not.toBe(before);
	});

	it('refuses unknown agents, other files and more than 5 MB', async () => {
		expect(await upload('nobody@shop', 'a.jpg')).toBe(65401);
		expect(await upload(ANNA, 'a.png')).toBe(40005);
		expect(await upload(ANNA, 'a.jpg', fileOf(5 * 1024 * 1024 + 1))).toBe(40009);
	});
});

describe('sessions', () => {
	beforeEach(async () => {
		await bind(ANNA, 'anna_wx');
		await bind(BERT, 'bert_wx');
	});

	it('need an agent who is online and a customer who has written', async () => {
		expect(await create()).toBe(65415);
		await signIn(ANNA);
		expect(await create()).toBe(65413);
		await say('hi');
		expect(await create()).toBe(0);
		expect(await session()).toEqual({ kf_account: ANNA, createtime: NOW });
		const sessions = await api.get(`/customservice/kfsession/getsessionlist?kf_account=${ANNA}`);
		expect(sessions.json).toEqual({ sessionlist: [{ createtime: NOW, openid: customer }] });
		const { kf_openid } = (await list())[0] ?? {};
		expect(await online()).toEqual([
			{ kf_account: ANNA, status: 1, kf_id: '1001', accepted_case: 1, kf_openid },
		]);
	});

	it('refuse agents that do not exist or are not bound, strangers, and a customer with another agent', async () => {
		await signIn(ANNA, 'phone');
		await signIn(BERT, 'both');
		await say('hi');
		expect(await create('nobody@shop')).toBe(65401);
		await api.post('/customservice/kfaccount/add', { kf_account: 'carl@shop', nickname: 'Carl' });
		expect(await create('carl@shop')).toBe(65402);
		expect(await create(ANNA, 'oNobody')).toBe(40003);
		expect([await create(), await create()]).toEqual([0, 0]);
		expect(await create(BERT)).toBe(65414);
		expect(await close(BERT)).toBe(65414);
		expect(await online()).toMatchObject([
			{ status: 2, accepted_case: 1 },
			{ status: 3, accepted_case: 0 },
		]);
	});

	it('end when closed, when the agent signs out, and when the agent is deleted', async () => {
		await say('hi');
		const nobody = { kf_account: '', createtime: 0 };
		await signIn(ANNA);
		await create();
		expect([await close(), await close()]).toEqual([0, 65413]);
		await create();
		await signIn(ANNA, 'offline');
		expect(await session()).toEqual(nobody);
		expect(await online()).toEqual([]);
		await signIn(ANNA);
		await create();
		await api.post('/customservice/kfaccount/del', { kf_account: ANNA });
		expect(await session()).toEqual(nobody);
	});

	it('begin with people who wait, those first who wait longest', async () => {
		const waiting = async () => (await api.get('/customservice/kfsession/getwaitcase')).json;
		const people = await follow(platform, 101);
		for (const openid of [customer, ...people]) await control().area('customerService', 'wait', { openid });
		await control().clock({ advanceSeconds: 5 });
		await say('still here');
		const { count, waitcaselist } = await waiting();
		expect(count).toBe(102);
		expect(waitcaselist).toHaveLength(100);
		expect(waitcaselist).toEqual([
			{ openid: customer, latest_time: NOW + 5 },
			...people.slice(0, 99).map((openid) => ({ openid, latest_time: NOW })),
		]);
		await signIn(ANNA);
		expect(await create()).toBe(0);
		expect((await waiting()).count).toBe(101);
	});
});

describe('getmsglist', () => {
	const records = async (fields: Record<string, unknown> = {}) =>
		(
			await api.post(RECORDS, {
				starttime: NOW - 3600,
				endtime: NOW + 3600,
				msgid: 1,
				number: 10_000,
				...fields,
			})
		).json;

	it('tells what both wrote, page by page without a row twice', async () => {
		await bind(ANNA, 'anna_wx');
		await signIn(ANNA);
		await say('before');
		await create();
		await say('how much?');
		await control().area('customerService', 'say', { kfAccount: ANNA, openid: customer, text: '39.80' });
		const chat = await control().chat({ openid: customer });
		expect(chat.at(-1)).toMatchObject({ kind: 'custom:text', content: { content: '39.80', agent: ANNA } });
		const row = { openid: customer, worker: ANNA, time: NOW };
		const rows = [
			{ ...row, opercode: 2003, text: 'how much?' },
			{ ...row, opercode: 2002, text: '39.80' },
		];
		expect(await records()).toEqual({ recordlist: rows, number: 2, msgid: 3 });
		const first = await records({ number: 1 });
		expect(first).toEqual({ recordlist: rows.slice(0, 1), number: 1, msgid: 2 });
		expect(await records({ number: 1, msgid: first.msgid })).toMatchObject({ recordlist: rows.slice(1) });
		expect(await records({ msgid: 3 })).toEqual({ recordlist: [], number: 0, msgid: 3 });
		expect(await records({ starttime: NOW + 1 })).toMatchObject({ number: 0 });
	});

	it.each<[string, Record<string, unknown>, number]>([
		['more than a day', { starttime: NOW - 86_401, endtime: NOW }, 65417],
		['the wrong way round', { starttime: NOW, endtime: NOW - 1 }, 65416],
		['no start', { starttime: undefined }, 65416],
		['msgid 0', { msgid: 0 }, 65416],
		['10 001 rows', { number: 10_001 }, 65416],
	])('refuses %s', async (_case, fields, errcode) => {
		expect((await records(fields)).errcode).toBe(errcode);
	});
});

it.each([INVITE, CREATE, CLOSE, RECORDS, '/customservice/kfaccount/uploadheadimg'])(
	'%s answers 48001 without certification',
	async (path) => {
		await control().account({ appid: platform.account.appid, kind: 'service-uncertified' });
		expect(await api.code(path, {})).toBe(48001);
	},
);
