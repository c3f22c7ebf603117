import { mapTemplateFields, searchTemplates } from '../../../nodes/Wechat/lists/templates';
import { createTemplateAccount, type TemplateAccount } from './templateAccount';

let account: TemplateAccount;
let templateId: string;
let openids: string[];

beforeAll(async () => {
	account = await createTemplateAccount();
	({ templateId } = await account.simulator.control.area('templates', 'add', {
		title: '订单支付成功通知',
		content: '商品名称{{thing1.DATA}}\n支付金额{{amount2.DATA}}\n支付时间{{time3.DATA}}',
		example: '商品名称咖啡\n支付金额39.8元\n支付时间2026-11-22 10:00',
	}));
	openids = [await account.newFollower(), await account.newFollower()];
});

afterAll(async () => await account.simulator.close());

const byId = () => ({ __rl: true, mode: 'id', value: ` ${templateId} ` });

const withFields = (value: object, more: object = {}) => ({
	resource: 'template',
	operation: 'send',
	touser: '={{ $json.openid }}',
	templateId: byId(),
	dataInput: 'fields',
	templateData: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
	options: {},
	...more,
});

const ORDERS = () => [
	{ openid: openids[0], product: '咖啡', price: 39.8, paidAt: '2026-11-22T02:05:00.000Z' },
	{ openid: openids[1], product: '茶', price: 120, paidAt: '2026-11-22T18:00:00.000Z' },
];

const FIELDS = {
	thing1: '={{ $json.product }}',
	amount2: '={{ $json.price }}',
	time3: '={{ DateTime.fromISO($json.paidAt) }}',
};

const lines = (message: Record<string, unknown> | undefined) =>
	(message?.lines as { value: string }[]).map(({ value }) => value);

describe('template send', () => {
	test('delivers two items with mapped fields, each with values, numbers and times of its own', async () => {
		const { items, error } = await account.run(
			withFields(FIELDS, { link: 'url', url: '=https://example.com/{{ $json.price }}' }),
			ORDERS(),
		);
		expect(error).toBeUndefined();
		const sent = (await account.messages()).slice(-2);
		expect(items('WeChat').map(({ json, pairedItem }) => [json.msgid, pairedItem])).toEqual(
			sent.map(({ msgid }, item) => [msgid, { item }]),
		);
		expect(items('WeChat').map(({ json }) => json)).toEqual(
			sent.map(({ openid, msgid }) => ({ touser: openid, template_id: templateId, success: true, msgid })),
		);
		expect(sent.map(lines)).toEqual([
			['咖啡', '39.80', '2026-11-22 10:05'],
			['茶', '120', '2026-11-23 02:00'],
		]);
		expect(sent.map(({ openid, url }) => [openid, url])).toEqual([
			[openids[0], 'https://example.com/39.8'],
			[openids[1], 'https://example.com/120'],
		]);
		expect(new Set(sent.map(({ clientMsgId }) => clientMsgId)).size).toBe(2);
	});

	test('delivers two items from JSON, with the client message IDs of the user', async () => {
		const parameters = {
			...withFields({}),
			dataInput: 'json',
			dataJson: '={{ { thing1: $json.product, amount2: { value: $json.price }, time3: $json.paidAt } }}',
			options: { clientMessageId: '=order-{{ $itemIndex }}-paid' },
		};
		const { error } = await account.run(parameters, ORDERS());
		expect(error).toBeUndefined();
		const sent = (await account.messages()).slice(-2);
		expect(sent.map(lines)).toEqual([
			['咖啡', '39.80', '2026-11-22 10:05'],
			['茶', '120', '2026-11-23 02:00'],
		]);
		expect(sent.map(({ clientMsgId }) => clientMsgId)).toEqual(['order-0-paid', 'order-1-paid']);
	});

	test('delivers a number of any length from JSON as it stands', async () => {
		const { templateId: orderTemplate } = await account.simulator.control.area('templates', 'add', {
			title: '订单提醒',
			content: '订单编号{{character_string1.DATA}}',
		});
		const { error } = await account.run(
			withFields(
				{},
				{
					templateId: { __rl: true, mode: 'id', value: orderTemplate },
					dataInput: 'json',
					dataJson: '{"character_string1": 12345678901234567890}',
				},
			),
			ORDERS().slice(0, 1),
		);
		expect(error).toBeUndefined();
		expect(lines((await account.messages()).at(-1))).toEqual(['12345678901234567890']);
	});

	test('needs no address for what a tap does not open, whatever an expression says', async () => {
		const { error } = await account.run(
			withFields(FIELDS, { link: '={{ $itemIndex === 0 ? "url" : "none" }}', url: '={{ $json.page }}' }),
			ORDERS().map((order, index) => (index === 0 ? { ...order, page: 'https://example.com/1' } : order)),
		);
		expect(error).toBeUndefined();
		expect((await account.messages()).slice(-2).map(({ url }) => url ?? '')).toEqual([
			'https://example.com/1',
			'',
		]);
	});

	test('maps automatically by key or by label once the fields were read', async () => {
		const { fields } = await mapTemplateFields.call(account.editor({ ...withFields({}) }));
		const templateData = {
			mappingMode: 'autoMapInputData',
			value: null,
			matchingColumns: [],
			schema: fields,
		};
		const input = [
			{ openid: openids[0], '商品名称\u200b ': '咖啡', amount2: 1, 支付时间: '10:00', other: 'x' },
			{ openid: openids[1], thing1: '茶', 支付金额: 2, time3: '11:00' },
		];
		const { error } = await account.run({ ...withFields({}), templateData }, input);
		expect(error).toBeUndefined();
		expect((await account.messages()).slice(-2).map(lines)).toEqual([
			['咖啡', '1', '10:00'],
			['茶', '2', '11:00'],
		]);
	});

	test('refuses an over-long value before any call, naming field, rule and item; shortens it when told to', async () => {
		const long = '一二三四五六七八九十一二三四五六七八九十一';
		const input = ORDERS().map((order, index) => (index === 1 ? { ...order, product: long } : order));
		const { fields } = await mapTemplateFields.call(account.editor(withFields({})));
		const templateData = { mappingMode: 'defineBelow', value: FIELDS, matchingColumns: [], schema: fields };
		const strict = await account.run({ ...withFields(FIELDS), templateData }, input);
		expect(strict.error).toMatchObject({
			message:
				'商品名称 (thing1): has 21 characters, at most 20 are allowed; WeChat may cut the value or refuse the message',
			context: { itemIndex: 1 },
		});
		const short = await account.run(withFields(FIELDS, { options: { overLongValues: 'shorten' } }), input);
		expect(short.error).toBeUndefined();
		expect((await account.messages()).slice(-2).map((message) => lines(message)[0])).toEqual([
			'咖啡',
			long.slice(0, 20),
		]);
	});

	test('names everything that is wrong with an item at once, by the labels of the editor', async () => {
		const { fields } = await mapTemplateFields.call(account.editor(withFields({})));
		const value = { ...FIELDS, thing1: '😀', amount2: 'much' };
		const { error } = await account.run(
			withFields(FIELDS, {
				touser: 'a,b',
				templateData: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: fields },
				link: 'miniProgram',
				miniProgramAppId: 'gh_1',
				fallbackUrl: 'example.com',
				options: { clientMessageId: 'x'.repeat(65) },
			}),
			ORDERS().slice(0, 1),
		);
		expect(error?.message).toBe(
			'6 fields break their rules: To OpenID, Fallback URL, Mini Program AppID, Client Message ID, 商品名称 (thing1), 支付金额 (amount2)',
		);
		const { description } = error as unknown as { description: string };
		expect(description).toContain('(4) Client Message ID has 65 bytes, the limit is 64. Shorten it');
		expect(description).toContain('(5) 商品名称 (thing1) contains nothing but emoji (😀)');
		expect(description).toContain('(6) 支付金额 (amount2) “much” does not fit the field type amount');
	});

	test('left to WeChat, a wrong value comes back as 47003 that names the field', async () => {
		const { error } = await account.run(
			withFields({ ...FIELDS, time3: 'soon' }, { options: { overLongValues: 'none' } }),
			ORDERS(),
		);
		expect(error?.message).toContain('47003');
		expect(`${error?.message} ${(error as unknown as { description: string }).description}`).toContain(
			'time3',
		);
	});

	test.each([
		[
			'nothing where an expression should give it',
			'={{ $json.misspelled }}',
			'is empty, although an expression',
		],
		['a line break', 'order-1\norder-2', 'holds line breaks or control characters'],
		['65 bytes', 'x'.repeat(65), 'has 65 bytes, the limit is 64'],
		['rounded digits', '={{ 12345678901234567890 }}', 'is too large for a JavaScript number'],
	])('refuses a Client Message ID of %s before any call', async (_name, id, message) => {
		const before = (await account.messages()).length;
		const { error } = await account.run(withFields(FIELDS, { options: { clientMessageId: id } }), ORDERS());
		expect(error?.message).toContain(`Client Message ID: ${message}`);
		expect(await account.messages()).toHaveLength(before);
	});

	test('an added but empty Client Message ID has one derived', async () => {
		const { error, items } = await account.run(
			withFields(FIELDS, { options: { clientMessageId: '' } }),
			ORDERS(),
		);
		expect(error).toBeUndefined();
		expect(new Set(items('WeChat').map(({ json }) => json.msgid)).size).toBe(2);
	});

	test('opens a mini program with a page and a fall-back address', async () => {
		const appid = 'wx00000000000000aa';
		await account.simulator.control.account({
			appid: account.appid,
			linkedMiniprograms: [{ appid, pages: ['pages/order/index'] }],
		});
		const link = {
			link: 'miniProgram',
			miniProgramAppId: appid,
			miniProgramPage: '=pages/order/index?n={{ $itemIndex }}',
			fallbackUrl: 'https://example.com/orders',
		};
		const { error } = await account.run(withFields(FIELDS, link), ORDERS());
		expect(error).toBeUndefined();
		expect(
			(await account.messages()).slice(-2).map(({ miniprogram, url }) => ({ miniprogram, url })),
		).toEqual(
			[0, 1].map((n) => ({
				miniprogram: { appid, pagepath: `pages/order/index?n=${n}` },
				url: 'https://example.com/orders',
			})),
		);
	});

	test.each([
		['touser', { touser: '={{ undefined }}' }, 'To OpenID: is empty'],
		['touser of two people', { touser: '=a,b' }, 'To OpenID: holds'],
		['templateId', { templateId: { __rl: true, mode: 'id', value: '={{ "" }}' } }, 'Template: is not chosen'],
		['url', { link: 'url', url: 'example.com' }, 'URL: is not a web address'],
		['miniProgramAppId', { link: 'miniProgram', miniProgramAppId: 'gh_1' }, 'Mini Program AppID: must be'],
		['link', { link: '={{ "web" }}' }, 'Open on Tap: must be one of'],
		['dataJson', { dataInput: 'json', dataJson: '[1]' }, 'Data (JSON): is not a JSON object'],
		[
			'no values',
			{ templateData: { mappingMode: 'defineBelow', value: null } },
			'Fields: contains no values',
		],
		[
			'unread fields',
			{ templateData: { mappingMode: 'autoMapInputData', value: null } },
			'Fields: contains no values',
		],
	])('refuses a wrong %s before any call', async (_name, more, message) => {
		const before = (await account.messages()).length;
		const { error } = await account.run(withFields(FIELDS, more), ORDERS());
		expect(error?.message).toContain(message);
		expect(await account.messages()).toHaveLength(before);
	});
});

describe('the editor’s lists', () => {
	test('offer templates by title with their example, and find them by words of the content', async () => {
		const all = await searchTemplates.call(account.editor(withFields({})));
		expect(all.results[0]).toEqual({
			name: '订单支付成功通知 – 商品名称咖啡 · 支付金额39.8元 · 支付时间2026-11-22 10:00',
			value: templateId,
		});
		expect((await searchTemplates.call(account.editor(withFields({})), '支付金额')).results).toHaveLength(1);
		expect((await searchTemplates.call(account.editor(withFields({})), '退款')).results).toEqual([]);
	});

	test('give one input per field, labeled with its rule', async () => {
		const { fields } = await mapTemplateFields.call(account.editor(withFields({})));
		expect(
			fields.map(({ id, displayName, required, type }) => ({ id, displayName, required, type })),
		).toEqual([
			{ id: 'thing1', displayName: '商品名称 · ≤ 20 · thing1', required: true, type: 'string' },
			{ id: 'amount2', displayName: '支付金额 ¥39.80 amount2', required: true, type: 'string' },
			{ id: 'time3', displayName: '支付时间 · 10:30 · time3', required: true, type: 'string' },
		]);
	});

	const choosing = (value: string | null, schema: object[] = []) =>
		account.editor({
			...withFields({}),
			templateId: { __rl: true, mode: 'id', value },
			templateData: { mappingMode: 'defineBelow', value: {}, schema },
		});

	test('leave it to the editor to say that no template is chosen', async () => {
		expect(await mapTemplateFields.call(choosing(''))).toEqual({ fields: [] });
	});

	test.each([
		['an ID that the account does not have', 'x'.repeat(43), 'no template with this ID'],
		['an expression without a value', null, 'The template is an expression'],
	])(
		'say what to do about %s, and leave the inputs of a filled-in node alone',
		async (_name, value, notice) => {
			expect(await mapTemplateFields.call(choosing(value))).toEqual({
				fields: [],
				emptyFieldsNotice: expect.stringContaining(notice) as string,
			});
			await expect(mapTemplateFields.call(choosing(value, [{ id: 'thing1' }]))).rejects.toThrow(
				'Template: is not known now',
			);
		},
	);
});
