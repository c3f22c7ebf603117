import { ONLY_EMOJI, WITH_EMOJI, WITHOUT_EMOJI } from '../core/template/emojiTexts';
import { call, stableToken, startPlatform, type Platform } from './support/platform';

const APPID = 'wx1234567890abcdef';
const CONTENT = '商品名称{{thing1.DATA}}\n支付时间{{time2.DATA}}';
const DATA = { thing1: { value: '咖啡' }, time2: { value: '2026-11-22 10:00' } };

let platform: Platform;
let token: string;
let openid: string;
let templateId: string;

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
	({ token } = await stableToken(platform));
	openid = (await platform.simulator.control.follower({ follow: true })).follower.openid;
	templateId = await addTemplate(CONTENT);
});
afterEach(() => platform.simulator.close());

async function addTemplate(
	content: string,
	more: { allowedValues?: Record<string, string[]>; banned?: boolean } = {},
) {
	const added = await platform.simulator.control.area('templates', 'add', {
		title: '通知',
		content,
		...more,
	});
	return added.templateId;
}

const post = (path: string, body: unknown) => call(platform, `${path}?access_token=${token}`, body);
const send = (change: Record<string, unknown> = {}) =>
	post('/cgi-bin/message/template/send', { touser: openid, template_id: templateId, data: DATA, ...change });

interface SentView {
	msgid: string;
	lines: { label: string; value: string }[];
	[key: string]: unknown;
}

async function sent(): Promise<{
	messages: SentView[];
	byClientMsgId: Record<string, unknown>[];
	delivered: number;
}> {
	const { accounts } = await platform.simulator.control.state();
	return accounts[0]?.areas.templates as Awaited<ReturnType<typeof sent>>;
}

describe('message/template/send', () => {
	it('accepts a message and prints msgid as a bare number above 2^53', async () => {
		const { text, status } = await send({ url: 'https://example.com/o/1' });
		expect(status).toBe(200);
		expect(text).toMatch(/^\{"errcode":0,"errmsg":"ok","msgid":\d{19}\}$/);
		const msgid = /\d{19}/.exec(text)?.[0] ?? '';
		expect(BigInt(msgid)).toBeGreaterThan(2n ** 53n);
		expect((await sent()).messages).toEqual([
			expect.objectContaining({
				msgid,
				openid,
				url: 'https://example.com/o/1',
				lines: [
					{ key: 'thing1', label: '商品名称', value: '咖啡' },
					{ key: 'time2', label: '支付时间', value: '2026-11-22 10:00' },
				],
			}),
		]);
	});

	it.each([
		['an unknown touser', { touser: 'oUnknown' }, 40003],
		['no touser', { touser: undefined }, 40003],
		['no template_id', { template_id: '' }, 40036],
		['a template_id of another length', { template_id: 'abc' }, 40036],
		['a template of nobody', { template_id: 'x'.repeat(43) }, 40037],
		['an over-long url', { url: `https://example.com/${'a'.repeat(1024)}` }, 40039],
		['an ill-formed mini program appid', { miniprogram: { appid: 'gh_1' } }, 40013],
		['a mini program that is not linked', { miniprogram: { appid: APPID, pagepath: 'a' } }, 40166],
		['no data', { data: undefined }, 47001],
		['a number as value', { data: { ...DATA, thing1: { value: 5 } } }, 47001],
	])('refuses %s', async (_name, change, errcode) => {
		expect((await send(change)).json.errcode).toBe(errcode);
		expect((await sent()).messages).toEqual([]);
	});

	it('refuses a page that the released mini program lacks, and accepts one it has with its query', async () => {
		const linkedMiniprograms = [{ appid: APPID, pages: ['pages/index'] }];
		await platform.simulator.control.account({ appid: platform.account.appid, linkedMiniprograms });
		expect((await send({ miniprogram: { appid: APPID, pagepath: 'pages/none' } })).json.errcode).toBe(40165);
		expect(
			(await send({ miniprogram: { appid: APPID, pagepath: 'pages/index?foo=bar' } })).json.errcode,
		).toBe(0);
	});

	it('refuses a person who does not follow (43004), is blacklisted (43019) or switched the template off (43101)', async () => {
		const { control } = platform.simulator;
		await control.follower({ openid, refusedTemplates: [templateId] });
		expect((await send()).json.errcode).toBe(43101);
		const another = await addTemplate(CONTENT);
		expect((await send({ template_id: another })).json.errcode).toBe(0);
		await control.follower({ openid, refusedTemplates: [], blacklisted: true });
		expect((await send()).json.errcode).toBe(43019);
		await control.follower({ openid, blacklisted: false, follow: false });
		expect((await send()).json.errcode).toBe(43004);
	});

	it('refuses a banned template with 43116 and a deleted one with 40037', async () => {
		const banned = await addTemplate(CONTENT, { banned: true });
		expect((await send({ template_id: banned })).json.errcode).toBe(43116);
		await post('/cgi-bin/template/del_private_template', { template_id: templateId });
		expect((await send()).json.errcode).toBe(40037);
	});

	it('answers 45009 after 100 000 a day, or the account’s own limit', async () => {
		const dailyLimits = { '/cgi-bin/message/template/send': 1 };
		await platform.simulator.control.account({ appid: platform.account.appid, dailyLimits });
		expect((await send()).json.errcode).toBe(0);
		expect((await send()).json.errcode).toBe(45009);
	});

	it('answers 44002 without body, 47001 for what is no JSON object, 43002 for GET', async () => {
		const url = `/cgi-bin/message/template/send?access_token=${token}`;
		const raw = async (data: string) => {
			const answer = await platform.http.post<string>(url, Buffer.from(data));
			return (JSON.parse(answer.data) as { errcode: number }).errcode;
		};
		expect(await raw('')).toBe(44002);
		expect(await raw('touser=o')).toBe(47001);
		expect(await raw('[]')).toBe(47001);
		expect(await raw('{"touser":')).toBe(47001);
		expect((await call(platform, url)).json.errcode).toBe(43002);
	});

	it('answers 48001 to a subscription account', async () => {
		await platform.simulator.control.account({
			appid: platform.account.appid,
			kind: 'subscription-certified',
		});
		expect((await send()).json.errcode).toBe(48001);
	});
});

describe('typed values of category templates', () => {
	const good: [string, string][] = [
		['thing1', '二十个字二十个字二十个字二十个字二十个字'],
		['short_thing1', '五个字五个'],
		['enum_string1', '二十个字二十个字二十个字二十个字二十个字'],
		['character_string1', 'AB-1029 #7 ©™→'],
		['phone_number1', '☎ 12345'],
		['number1', '-12.50'],
		['letter1', 'abcXYZ'],
		['symbol1', '#*!'],
		['phrase1', '已签收啦啊'],
		['amount1', '¥39.8'],
		['amount1', '1234567890.12元'],
		['time1', '23:59'],
		['time1', '2019年10月1日 15:01:07'],
		['time1', '2019-10-01 15:01~2019-10-01 16:01'],
		['date1', '2019年10月1日'],
		['date1', '2019.10.01'],
		['date1', '2019年10月'],
		['date1', '2019/10/01 08:00'],
		['date1', '2019-10-01~2019-10-03'],
		['phone_number1', '+86-0766-66888866'],
		['car_number1', '粤A8Z888挂'],
		['name1', '张三李四王五赵六钱七'],
		['name1', 'Bartholomew Smith-Jo'],
		['const1', '运输中'],
	];
	const bad: [string, string][] = [
		['thing1', '二十一个字一个字二十一个字一个字二十一个字'],
		['short_thing1', '六个字六个字'],
		['enum_string1', '二十一个字一个字二十一个字一个字二十一个字'],
		['character_string1', '订单1'],
		['character_string1', 'a'.repeat(33)],
		['number1', '12a'],
		['number1', '1'.repeat(33)],
		['letter1', 'abc1'],
		['symbol1', '!!!!!!'],
		['phrase1', '已签收abc'],
		['phrase1', '六个汉字六个'],
		['amount1', '12345678901'],
		['amount1', '¥¥1'],
		['time1', '24:00'],
		['time1', '2019-10-01'],
		['date1', '2019-13-01'],
		['date1', '2019-10/01'],
		['date1', '15:01'],
		['phone_number1', '1'.repeat(18)],
		['car_number1', '粤A8Z8888挂'],
		['name1', '张三李四王五赵六钱七孙'],
		['name1', 'R2D2'],
		['const1', '已丢失'],
	];
	const sendValue = async (key: string, value: string) => {
		const template_id = await addTemplate(`标签{{${key}.DATA}}`, {
			allowedValues: { const1: ['运输中', '已签收'] },
		});
		return (await send({ template_id, data: { [key]: { value } } })).json;
	};

	it.each(good)('accepts %s = %s', async (key, value) => {
		expect((await sendValue(key, value)).errcode).toBe(0);
	});

	it.each(bad)('refuses %s = %s naming the field', async (key, value) => {
		const { errcode, errmsg } = await sendValue(key, value);
		expect(errcode).toBe(47003);
		expect(errmsg).toMatch(new RegExp(`^argument invalid! data\\.${key}\\.value invalid rid: `));
		expect((await sent()).messages).toEqual([]);
	});

	it('refuses a missing and an empty value', async () => {
		const { time2 } = DATA;
		for (const data of [{ time2 }, { time2, thing1: { value: '' } }, { time2, thing1: {} }]) {
			expect((await send({ data })).json).toMatchObject({
				errcode: 47003,
				errmsg: expect.stringContaining('data.thing1.value is empty'),
			});
		}
	});
});

describe('what the follower reads', () => {
	it('cuts industry values after 20 characters with an ellipsis, and drops first and remark', async () => {
		const template_id = await addTemplate(
			'{{first.DATA}}\n任务：{{keyword1.DATA}}\n{{keyword2.DATA}}\n{{remark.DATA}}',
		);
		const data = {
			first: { value: '您好' },
			keyword1: { value: '一'.repeat(21), color: '#173177' },
			keyword2: { value: '没有标签' },
			remark: { value: '谢谢' },
		};
		expect((await send({ template_id, data })).json.errcode).toBe(0);
		expect((await sent()).messages.at(-1)?.lines).toEqual([
			{ key: 'keyword1', label: '任务', value: `${'一'.repeat(20)}…` },
		]);
	});

	it('counts letters and digits in a row as one character of an industry value', async () => {
		const template_id = await addTemplate('任务：{{keyword1.DATA}}');
		const value = 'Order SF1234567890123456 shipped';
		await send({ template_id, data: { keyword1: { value } } });
		await send({ template_id, data: { keyword1: { value: 'a-'.repeat(11) } } });
		expect((await sent()).messages.slice(-2).map(({ lines }) => lines[0]?.value)).toEqual([
			value,
			`${'a-'.repeat(10)}…`,
		]);
	});

	it('cuts on a test number what it refuses from an account in use', async () => {
		const thing1 = { value: '一'.repeat(21) };
		expect((await send({ data: { ...DATA, thing1 } })).json.errcode).toBe(47003);
		await platform.simulator.control.account({ appid: platform.account.appid, kind: 'test-number' });
		expect((await send({ data: { ...DATA, thing1 } })).json.errcode).toBe(0);
		expect((await sent()).messages.at(-1)?.lines[0]).toMatchObject({ value: `${'一'.repeat(20)}…` });
	});

	it('looks at a typed value after emoji are taken out of it', async () => {
		const thing1 = { value: `${'一'.repeat(20)}😀` };
		expect((await send({ data: { ...DATA, thing1 } })).json.errcode).toBe(0);
		expect((await sent()).messages.at(-1)?.lines[0]).toMatchObject({ value: '一'.repeat(20) });
	});

	it.each([...ONLY_EMOJI, '①'])('answers 47003 "is empty" to the typed value %s', async (value) => {
		expect((await send({ data: { ...DATA, thing1: { value } } })).json).toMatchObject({
			errcode: 47003,
			errmsg: expect.stringContaining('data.thing1.value is empty'),
		});
	});

	it.each(WITH_EMOJI)('shows %s as %s', async (value, rest) => {
		await send({ data: { ...DATA, thing1: { value } } });
		expect((await sent()).messages.at(-1)?.lines[0]).toMatchObject({ value: rest });
	});

	it.each(WITHOUT_EMOJI)('shows %s as it is', async (value) => {
		await send({ data: { ...DATA, thing1: { value } } });
		expect((await sent()).messages.at(-1)?.lines[0]).toMatchObject({ value });
	});

	it('strips line breaks and emoji', async () => {
		await send({ data: { ...DATA, thing1: { value: '咖\n啡☕️👨‍👩‍👧拿铁' } } });
		expect((await sent()).messages.at(-1)?.lines[0]).toMatchObject({ value: '咖啡拿铁' });
	});

	it('shows the card on the phone, unless the person blocks the account', async () => {
		const { control } = platform.simulator;
		await send();
		await control.follower({ openid, reception: 'failed:user block' });
		expect((await send()).json.errcode).toBe(0);
		const cards = (await control.chat({ openid })).filter(({ kind }) => kind === 'template');
		expect(cards).toHaveLength(1);
		expect((await sent()).delivered).toBe(1);
	});
});

describe('client_msg_id', () => {
	const msgid = async (change: Record<string, unknown>) =>
		/"msgid":(\d+)/.exec((await send(change)).text)?.[1];

	it('answers a repetition within ten minutes with the first msgid and delivers once', async () => {
		const first = await msgid({ client_msg_id: 'MSG_1' });
		await platform.simulator.control.clock({ advanceSeconds: 599 });
		expect(await msgid({ client_msg_id: 'MSG_1' })).toBe(first);
		const { messages, byClientMsgId } = await sent();
		expect(messages).toHaveLength(1);
		expect(byClientMsgId).toEqual([{ openid, clientMsgId: 'MSG_1', requests: 2, deliveries: 1 }]);
	});

	it('delivers again after ten minutes, for another person and for another id', async () => {
		const { follower } = await platform.simulator.control.follower({ follow: true });
		const ids = [
			await msgid({ client_msg_id: 'MSG_1' }),
			await msgid({ client_msg_id: 'MSG_2' }),
			await msgid({ client_msg_id: 'MSG_1', touser: follower.openid }),
		];
		await platform.simulator.control.clock({ advanceSeconds: 600 });
		ids.push(await msgid({ client_msg_id: 'MSG_1' }));
		expect(new Set(ids).size).toBe(4);
		expect((await sent()).messages).toHaveLength(4);
	});

	it('counts no delivery to a person who blocks the account', async () => {
		await platform.simulator.control.follower({ openid, reception: 'failed:user block' });
		await msgid({ client_msg_id: 'MSG_1' });
		expect((await sent()).byClientMsgId).toEqual([
			{ openid, clientMsgId: 'MSG_1', requests: 1, deliveries: 0 },
		]);
	});

	it('delivers every time without one', async () => {
		expect(await msgid({})).not.toBe(await msgid({}));
	});
});

describe('templates of an account', () => {
	it('lists them with deputy_industry', async () => {
		const { json } = await call(platform, `/cgi-bin/template/get_all_private_template?access_token=${token}`);
		expect(json).toEqual({
			template_list: [
				{
					template_id: templateId,
					title: '通知',
					primary_industry: '',
					deputy_industry: '',
					content: CONTENT,
					example: '',
				},
			],
		});
	});

	it('adds one from the library with the chosen keywords in order', async () => {
		const body = { template_id_short: '47123', keyword_name_list: ['消费时间', '消费品'] };
		const { json } = await post('/cgi-bin/template/api_add_template', body);
		expect(json).toEqual({ errcode: 0, errmsg: 'ok', template_id: expect.stringMatching(/^.{43}$/) });
		const list = await call(platform, `/cgi-bin/template/get_all_private_template?access_token=${token}`);
		expect(list.text).toContain('消费时间{{time2.DATA}}\\n消费品{{thing1.DATA}}');
	});

	it.each([
		['a number outside the library', { template_id_short: '1' }, 40037],
		['an industry template', { template_id_short: 'OPENTM201235' }, 40247],
		['no keywords', { template_id_short: '47123' }, 40246],
		['a foreign keyword', { template_id_short: '47123', keyword_name_list: ['备注'] }, 40246],
	])('refuses to add %s', async (_name, body, errcode) => {
		expect((await post('/cgi-bin/template/api_add_template', body)).json.errcode).toBe(errcode);
	});

	it('answers 45026 for the 26th template', async () => {
		const body = { template_id_short: '47123', keyword_name_list: ['消费品'] };
		for (let count = 1; count < 25; count++) {
			expect((await post('/cgi-bin/template/api_add_template', body)).json.errcode).toBe(0);
		}
		expect((await post('/cgi-bin/template/api_add_template', body)).json.errcode).toBe(45026);
	});

	it('deletes one, and answers 40037 the second time', async () => {
		const body = { template_id: templateId };
		expect((await post('/cgi-bin/template/del_private_template', body)).json).toEqual({
			errcode: 0,
			errmsg: 'ok',
		});
		expect((await post('/cgi-bin/template/del_private_template', body)).json.errcode).toBe(40037);
	});
});

describe('industries', () => {
	const set = (industry_id1: string, industry_id2: string) =>
		post('/cgi-bin/template/api_set_industry', { industry_id1, industry_id2 });

	it('sets two and tells their names', async () => {
		expect((await set('1', '10')).json.errcode).toBe(0);
		const { json } = await call(platform, `/cgi-bin/template/get_industry?access_token=${token}`);
		expect(json).toEqual({
			primary_industry: { first_class: 'IT科技', second_class: '互联网|电子商务' },
			secondary_industry: { first_class: '餐饮', second_class: '餐饮' },
		});
	});

	it('answers 43100 for a second change in a month, and changes in the next', async () => {
		await set('1', '4');
		expect((await set('1', '41')).json.errcode).toBe(43100);
		await platform.simulator.control.clock({ now: '2026-11-30T16:00:00Z' });
		({ token } = await stableToken(platform));
		expect((await set('1', '41')).json.errcode).toBe(0);
	});

	it('refuses codes other than 1 to 41', async () => {
		expect((await set('1', '42')).json.errcode).toBe(40097);
		expect((await set('0', '1')).json.errcode).toBe(40097);
	});

	it('deletes industry templates of industries that were left', async () => {
		const { control } = platform.simulator;
		await control.area('templates', 'add', {
			title: '旧',
			content: '任务{{keyword1.DATA}}',
			primaryIndustry: '餐饮',
		});
		await set('1', '2');
		const { json } = await call(platform, `/cgi-bin/template/get_all_private_template?access_token=${token}`);
		expect(json.template_list).toHaveLength(1);
	});
});
