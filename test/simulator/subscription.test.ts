import { apiOf, follow, type AccountApi } from './support/apiOf';
import { startCallbackServer, type CallbackServer } from './support/callbackServer';
import { startPlatform, type Platform } from './support/platform';

const SEND = '/cgi-bin/message/subscribe/bizsend';
const ADD = '/wxaapi/newtmpl/addtemplate';
const ONCE = { tid: '401', kidList: [1, 2, 4], sceneDesc: '下单后' };
const ALWAYS = { tid: 402, kidList: [1, 3] };
const DATA = {
	character_string1: { value: 'A12' },
	thing2: { value: '拿铁' },
	amount4: { value: '¥39.8' },
};

let platform: Platform;
let server: CallbackServer;
let api: AccountApi;
let openid: string;
let other: string;

beforeEach(async () => {
	platform = await startPlatform();
	server = await startCallbackServer();
	await platform.simulator.control.account({
		appid: platform.account.appid,
		mode: 'plain',
		callbackUrl: server.url,
	});
	api = await apiOf(platform);
	[openid = '', other = ''] = await follow(platform, 2);
});
afterEach(async () => {
	await platform.simulator.close();
	await server.close();
});

const add = async (body: unknown) => String((await api.post(ADD, body)).json.priTmplId);
const answer = (templateId: string, status: 'accept' | 'reject') =>
	platform.simulator.control.area('subscription', 'answer', { openid, answers: [{ templateId, status }] });
const send = (template_id: string, change: Record<string, unknown> = {}) =>
	api.code(SEND, { touser: openid, template_id, data: DATA, ...change });
const lastPush = async () => {
	await platform.simulator.control.settled();
	return (await platform.simulator.control.deliveries()).at(-1)?.request.body ?? '';
};

describe('the library', () => {
	it('lists categories, titles and keywords', async () => {
		const categories = (await api.get('/wxaapi/newtmpl/getcategory')).json;
		expect(categories).toMatchObject({ errcode: 0, data: [{ id: 307 }, { id: 616 }] });
		const titles = (await api.get('/wxaapi/newtmpl/getpubtemplatetitles?ids=616,307&start=1&limit=1')).json;
		expect(titles).toMatchObject({ count: 3, data: [{ tid: 402, title: '新品通知', type: 3 }] });
		const keywords = (await api.get('/wxaapi/newtmpl/getpubtemplatekeywords?tid=402')).json;
		expect(keywords).toMatchObject({
			count: 2,
			data: [
				{ kid: 1, rule: 'thing' },
				{ kid: 3, rule: 'time' },
			],
		});
	});

	it.each([
		['ids=&start=0&limit=1', 200018],
		['start=0&limit=1', 200018],
		['ids=1&start=0&limit=1', 200019],
		['ids=616&start=-1&limit=1', 200016],
		['ids=616&limit=1', 200016],
		['ids=616&start=0&limit=0', 200017],
		['ids=616&start=0&limit=31', 200017],
	])('refuses titles for %s with %d', async (query, errcode) => {
		expect((await api.get(`/wxaapi/newtmpl/getpubtemplatetitles?${query}`)).json.errcode).toBe(errcode);
	});

	it('refuses keywords of an unknown title (200014)', async () => {
		const { json } = await api.get('/wxaapi/newtmpl/getpubtemplatekeywords?tid=9');
		expect(json.errcode).toBe(200014);
	});
});

describe('templates', () => {
	it('are composed, listed and deleted', async () => {
		const id = await add(ONCE);
		const list = async () => (await api.get('/wxaapi/newtmpl/gettemplate')).json.data;
		expect(await list()).toEqual([
			{
				priTmplId: id,
				title: '取餐提醒',
				type: 2,
				content: '取餐号:{{character_string1.DATA}}\n餐品:{{thing2.DATA}}\n金额:{{amount4.DATA}}',
				example: '取餐号:A12\n餐品:拿铁\n金额:¥39.8',
				keywordEnumValueList: [],
			},
		]);
		expect(await api.code('/wxaapi/newtmpl/deltemplate', { priTmplId: id })).toBe(0);
		expect(await list()).toEqual([]);
		expect(await api.code('/wxaapi/newtmpl/deltemplate', { priTmplId: id })).toBe(20001);
	});

	it.each([
		['an unknown title', { tid: '9', kidList: [1, 2] }, 200014],
		['one keyword', { tid: '401', kidList: [1] }, 200020],
		['six keywords', { tid: '401', kidList: [1, 2, 3, 4, 5, 6] }, 200020],
		['a keyword twice', { tid: '401', kidList: [1, 1] }, 200020],
		['a foreign keyword', { tid: '402', kidList: [1, 2] }, 200020],
		['a scene of 16 characters', { ...ONCE, sceneDesc: '景'.repeat(16) }, 200021],
		['the same once more', ONCE, 200022],
		['the same keywords in another order', { tid: '401', kidList: [2, 1, 4] }, 0],
	])('with %s answer %#', async (_case, body, errcode) => {
		await add(ONCE);
		expect(await api.code(ADD, body)).toBe(errcode);
	});

	it('are 25 at most (200012)', async () => {
		const pairs = [1, 2, 3, 4, 5, 6].flatMap((one) => [1, 2, 3, 4, 5, 6].map((two) => [one, two]));
		const codes: number[] = [];
		for (const kidList of pairs.filter(([one, two]) => one !== two).slice(0, 26))
			codes.push(await api.code(ADD, { tid: '401', kidList }));
		expect(codes).toEqual([...Array<number>(25).fill(0), 200012]);
	});
});

describe('message/subscribe/bizsend', () => {
	it('sends one notice per consent of a one-time template, to the person who gave it', async () => {
		const id = await add(ONCE);
		expect(await send(id)).toBe(43101);
		await answer(id, 'accept');
		await answer(id, 'accept');
		expect(await send(id, { touser: other })).toBe(43101);
		expect([await send(id), await send(id), await send(id)]).toEqual([0, 0, 43101]);
	});

	it('sends to a long-term template until it is rejected', async () => {
		const id = await add(ALWAYS);
		const data = { thing1: { value: '燕麦拿铁' }, time3: { value: '10:00' } };
		await answer(id, 'accept');
		expect([await send(id, { data }), await send(id, { data })]).toEqual([0, 0]);
		await platform.simulator.control.area('subscription', 'reject', { openid, templateId: id });
		expect(await lastPush()).toContain('<Event><![CDATA[subscribe_msg_change_event]]></Event>');
		expect(await send(id, { data })).toBe(43101);
	});

	it('reaches people who do not follow', async () => {
		const id = await add(ONCE);
		await answer(id, 'accept');
		await platform.simulator.control.follower({ openid, follow: false });
		expect(await send(id)).toBe(0);
	});

	it('answers without an id, shows the notice on the phone and pushes subscribe_msg_sent_event', async () => {
		const id = await add(ONCE);
		await answer(id, 'accept');
		expect(await lastPush()).toContain(
			`<TemplateId><![CDATA[${id}]]></TemplateId><SubscribeStatusString><![CDATA[accept]]>`,
		);
		const body = { touser: openid, template_id: id, data: DATA, page: 'https://example.com/o/1' };
		expect((await api.post(SEND, body)).json).toEqual({ errcode: 0, errmsg: 'ok' });
		expect((await platform.simulator.control.chat({ openid })).at(-1)).toMatchObject({
			kind: 'subscription',
			content: { title: '取餐提醒', url: 'https://example.com/o/1', lines: [{ value: 'A12' }, {}, {}] },
		});
		expect(await lastPush()).toMatch(
			/<SubscribeMsgSentEvent><List><TemplateId>.*<MsgID>\d{19}<\/MsgID><ErrorCode>0</,
		);
	});

	it.each([
		['a stranger', { touser: 'oUnknown' }, 40003],
		['an unknown template', { template_id: 'x' }, 40037],
		['no data', { data: undefined }, 47001],
		['a page that is no address', { page: 'pages/index' }, 41030],
		['a foreign mini program', { miniprogram: { appid: 'wx1234567890abcdef' } }, 40166],
		['a missing value', { data: { ...DATA, thing2: {} } }, 47003],
		['an over-long value', { data: { ...DATA, thing2: { value: '咖'.repeat(21) } } }, 47003],
	])('refuses %s without using the consent up', async (_case, change, errcode) => {
		const id = await add(ONCE);
		await answer(id, 'accept');
		expect(await send(id, change)).toBe(errcode);
		expect(await send(id)).toBe(0);
	});

	it('judges consent (43101) before values (47003)', async () => {
		const id = await add(ONCE);
		expect(await send(id, { data: { ...DATA, thing2: {} } })).toBe(43101);
	});

	it('names the field in 47003', async () => {
		const id = await add(ONCE);
		await answer(id, 'accept');
		const { json } = await api.post(SEND, {
			touser: openid,
			template_id: id,
			data: { ...DATA, amount4: { value: 'x' } },
		});
		expect(json.errmsg).toContain('data.amount4.value');
	});

	it('is refused to test numbers (48001)', async () => {
		await platform.simulator.control.account({ appid: platform.account.appid, kind: 'test-number' });
		expect(await send('x')).toBe(48001);
	});
});

it('answer refuses a template that the account does not have', async () => {
	await expect(answer('x', 'accept')).rejects.toThrow('templateId: account');
});
