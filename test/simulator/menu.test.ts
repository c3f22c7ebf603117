import { apiOf, follow, type AccountApi } from './support/apiOf';
import { startPlatform, type Platform } from './support/platform';
import { fileOf, uploadFile } from './support/uploadFile';

const CREATE = '/cgi-bin/menu/create';
const ADD = '/cgi-bin/menu/addconditional';
const DELETE_ONE = '/cgi-bin/menu/delconditional';
const TRY = '/cgi-bin/menu/trymatch';
const CURRENT = '/cgi-bin/get_current_selfmenu_info';

const click = (name: string, key = 'KEY') => ({ type: 'click', name, key });
const view = (name: string, url: string) => ({ type: 'view', name, url });
const below = (...sub_button: unknown[]) => ({ name: '更多', sub_button });
const PLAIN = { button: [click('菜单')] };

let platform: Platform;
let api: AccountApi;
let appid: string;

beforeEach(async () => {
	platform = await startPlatform();
	appid = platform.account.appid;
	api = await apiOf(platform);
});
afterEach(() => platform.simulator.close());

const create = (...button: unknown[]) => api.code(CREATE, { button });
const get = async () => (await api.get('/cgi-bin/menu/get')).json;
const addConditional = async (body: unknown) => (await api.post(ADD, body)).json;

describe('menu/create, get and delete', () => {
	it('replace, show and remove the menu of one account', async () => {
		const other = await apiOf(platform, (await platform.simulator.control.account()).account);
		expect((await get()).errcode).toBe(46003);
		expect(await create(click('旧'))).toBe(0);
		expect(await create(click('今日歌曲'), below(view('搜索', 'https://example.com/'), click('赞')))).toBe(0);
		expect(await get()).toEqual({
			menu: {
				button: [
					{ type: 'click', name: '今日歌曲', key: 'KEY', sub_button: [] },
					{
						name: '更多',
						sub_button: [
							{ type: 'view', name: '搜索', url: 'https://example.com/', sub_button: [] },
							{ type: 'click', name: '赞', key: 'KEY', sub_button: [] },
						],
					},
				],
			},
		});
		expect((await other.get('/cgi-bin/menu/get')).json.errcode).toBe(46003);
		expect((await api.get('/cgi-bin/menu/delete')).json).toEqual({ errcode: 0, errmsg: 'ok' });
		expect((await get()).errcode).toBe(46003);
	});

	it('take back what get printed', async () => {
		await create(click('a'), below(click('b')));
		const { menu } = await get();
		expect(await api.code(CREATE, menu)).toBe(0);
		expect((await get()).menu).toEqual(menu);
	});

	it('refuse a menu without changing the one that is there', async () => {
		await create(click('keep'));
		expect(await create(click(''))).toBe(40018);
		expect(await get()).toMatchObject({ menu: { button: [{ name: 'keep' }] } });
	});

	it.each([
		['no list', 'x', 40016],
		['no button', [], 40016],
		['four buttons', [click('1'), click('2'), click('3'), click('4')], 40016],
		['a text as button', ['x'], 40016],
		['no name', [{ type: 'click', key: 'k' }], 40018],
		['a name of 17 bytes', [click('a'.repeat(17))], 40018],
		['a name of 16 bytes', [click('a'.repeat(16))], 0],
		['five Chinese characters and two letters', [click('一二三四五ab')], 40018],
		['no type', [{ name: 'a' }], 40017],
		['an unknown type', [{ name: 'a', type: 'CLICK', key: 'k' }], 40017],
		['no key', [{ name: 'a', type: 'click' }], 40019],
		['a key of 129 bytes', [click('a', 'k'.repeat(129))], 40019],
		['no url', [{ name: 'a', type: 'view' }], 40020],
		['a url of 1025 bytes', [view('a', `https://example.com/${'a'.repeat(1005)}`)], 40020],
		['a url without scheme', [view('a', 'example.com')], 40055],
		['no media id', [{ name: 'a', type: 'media_id' }], 40117],
		['an unknown media id', [{ name: 'a', type: 'media_id', media_id: 'x' }], 40007],
		['an unknown article', [{ name: 'a', type: 'article_id', article_id: 'x' }], 53600],
		['a withdrawn type', [{ name: 'a', type: 'view_limited', media_id: 'x' }], 40119],
		[
			'a foreign mini program',
			[{ ...view('a', 'https://a.cn/'), type: 'miniprogram', appid: 'wx0', pagepath: 'p' }],
			45064,
		],
		['six buttons below', [below(...Array<unknown>(6).fill(click('a')))], 40023],
		['a third level', [below(below(click('a')))], 40022],
		['below: no name', [below({ type: 'click', key: 'k' })], 40025],
		['below: a name of 61 bytes', [below(click('a'.repeat(61)))], 40025],
		['below: a name of 60 bytes', [below(click('a'.repeat(60)))], 0],
		['below: an unknown type', [below({ name: 'a', type: 'x' })], 40024],
		['below: no key', [below({ name: 'a', type: 'click' })], 40026],
		['below: no url', [below({ name: 'a', type: 'view' })], 40027],
		['below: a url without scheme', [below(view('a', 'example.com'))], 40054],
		['below: no media id', [below({ name: 'a', type: 'media_id' })], 40118],
		['below: a withdrawn type', [below({ name: 'a', type: 'view_limited' })], 40120],
	])('with %s answer %#', async (_case, button, errcode) => {
		expect(await api.code(CREATE, { button })).toBe(errcode);
	});

	it.each([
		'scancode_push',
		'scancode_waitmsg',
		'pic_sysphoto',
		'pic_photo_or_album',
		'pic_weixin',
		'location_select',
	])('take %s with a key', async (type) => {
		expect(await create({ type, name: 'a', key: 'k' })).toBe(0);
		expect(await create({ type, name: 'a' })).toBe(40019);
	});

	it('take material, articles and linked mini programs of the account', async () => {
		const miniprogram = { appid: 'wx1234567890abcdef', pages: null };
		await platform.simulator.control.account({ appid, linkedMiniprograms: [miniprogram] });
		const { articleId } = await platform.simulator.control.area('material', 'publish', { title: 'a' });
		const { media_id } = await uploadFile(platform, api, '/cgi-bin/material/add_material?type=image', {
			fileName: 'a.jpg',
			bytes: fileOf(3),
		});
		expect(
			await create(
				{ type: 'media_id', name: 'a', media_id },
				{ type: 'article_view_limited', name: 'b', article_id: articleId },
				{ ...view('c', 'https://a.cn/'), type: 'miniprogram', appid: miniprogram.appid, pagepath: 'pages/a' },
			),
		).toBe(0);
		expect(await api.code('/cgi-bin/material/del_material', { media_id })).toBe(48005);
		await create(click('a'));
		expect(await api.code('/cgi-bin/material/del_material', { media_id })).toBe(0);
	});

	it('refuse a body with \\uXXXX escapes (40033)', async () => {
		const body = '{"button":[{"type":"click","name":"\\u83dc\\u5355","key":"k"}]}';
		const answer = await platform.http.post<string>(`${CREATE}?access_token=${api.token}`, body);
		expect(JSON.parse(answer.data)).toMatchObject({ errcode: 40033 });
	});

	it('answer 48001 to uncertified subscription accounts, which may still read the current menu', async () => {
		await platform.simulator.control.account({ appid, kind: 'subscription-uncertified' });
		expect(await api.code(CREATE, PLAIN)).toBe(48001);
		expect((await api.get(CURRENT)).json).toEqual({ is_menu_open: 0, selfmenu_info: { button: [] } });
	});

	it('answer 45009 to the 101st creation of a test number in a day', async () => {
		await platform.simulator.control.account({ appid, kind: 'test-number' });
		for (let turn = 0; turn < 100; turn++) await api.post(CREATE, {});
		expect(await api.code(CREATE, PLAIN)).toBe(45009);
	});
});

it('get_current_selfmenu_info shows the menu in its own shape', async () => {
	await create(click('a'), below(view('b', 'https://example.com/')));
	expect((await api.get(CURRENT)).json).toEqual({
		is_menu_open: 1,
		selfmenu_info: {
			button: [
				{ type: 'click', name: 'a', key: 'KEY' },
				{ name: '更多', sub_button: { list: [{ type: 'view', name: 'b', url: 'https://example.com/' }] } },
			],
		},
	});
});

describe('conditional menus', () => {
	const forTag = (id: number, name = 'tag') => ({ button: [click(name)], matchrule: { tag_id: String(id) } });

	it('need a default menu (65303)', async () => {
		expect((await addConditional(forTag(100))).errcode).toBe(65303);
	});

	it('are shown to whom they match, newest first, the last tag counting', async () => {
		await create(click('default'));
		const [plain = '', tagged = ''] = await follow(platform, 2);
		await platform.simulator.control.follower({ openid: tagged, tagIds: [100, 101] });
		const { menuid } = await addConditional(forTag(101, 'old'));
		expect(menuid).toMatch(/^\d+$/);
		await addConditional(forTag(100, 'first tag'));
		const nameFor = async (user_id: string) =>
			((await api.post(TRY, { user_id })).json.button as { name: string }[])[0]?.name;
		expect([await nameFor(plain), await nameFor(tagged)]).toEqual(['default', 'old']);
		const { menuid: newest } = await addConditional(forTag(101, 'new'));
		expect(await nameFor(tagged)).toBe('new');
		expect(await api.code(DELETE_ONE, { menuid: newest })).toBe(0);
		expect(await nameFor(tagged)).toBe('old');
		expect(await api.code(DELETE_ONE, { menuid: newest })).toBe(65301);
	});

	it('tell phones apart', async () => {
		await create(click('default'));
		const [openid = ''] = await follow(platform, 1);
		await addConditional({ button: [click('android')], matchrule: { client_platform_type: '2' } });
		const shown = async (phone?: '1' | '2') =>
			(await platform.simulator.control.area('menu', 'shown', { openid, platform: phone })).button?.[0]?.name;
		expect([await shown(), await shown('2'), await shown(), await shown('1')]).toEqual([
			'default',
			'android',
			'android',
			'default',
		]);
	});

	it('appear in menu/get with their rule, and go with the default menu', async () => {
		await create(click('default'));
		const { menuid } = await addConditional(forTag(100));
		expect(await get()).toMatchObject({
			menu: { menuid: expect.any(Number) },
			conditionalmenu: [{ matchrule: { tag_id: '100' }, menuid: Number(menuid), button: [{ name: 'tag' }] }],
		});
		await api.get('/cgi-bin/menu/delete');
		await create(click('default'));
		expect(Object.keys(await get())).toEqual(['menu']);
	});

	it.each([
		['no buttons', { matchrule: { tag_id: '1' } }, 65307],
		['no rule', PLAIN, 65304],
		['an empty rule', { ...PLAIN, matchrule: { tag_id: '' } }, 65304],
		['an unknown phone', { ...PLAIN, matchrule: { client_platform_type: '4' } }, 65304],
		['a withdrawn key', { ...PLAIN, matchrule: { tag_id: '1', sex: '1' } }, 65320],
		['a button that does nothing', { button: [{ name: 'a' }], matchrule: { tag_id: '1' } }, 65308],
		['four buttons', { button: Array<unknown>(4).fill(click('a')), matchrule: { tag_id: '1' } }, 40016],
	])('with %s are refused', async (_case, body, errcode) => {
		await create(click('default'));
		expect((await addConditional(body)).errcode).toBe(errcode);
	});

	it('point to three domains at most, all together (65316)', async () => {
		await create(view('default', 'https://zero.example.com/'));
		const to = (...hosts: string[]) =>
			addConditional({
				button: hosts.map((host) => view('a', `https://${host}/`)),
				matchrule: { tag_id: '100' },
			});
		expect((await to('one.cn', 'two.cn')).errcode).toBeUndefined();
		expect((await to('two.cn', 'three.cn')).errcode).toBeUndefined();
		expect((await to('four.cn')).errcode).toBe(65316);
	});

	it('trymatch answers 65302 for a stranger and 46003 without menu', async () => {
		const [user_id] = await follow(platform, 1);
		expect(await api.code(TRY, { user_id: 'oUnknown' })).toBe(65302);
		expect(await api.code(TRY, { user_id })).toBe(46003);
	});
});

it('the state shows the default menu and the conditional ones', async () => {
	const shown = async () => (await platform.simulator.control.state()).accounts[0]?.areas.menu;
	expect(await shown()).toEqual({ menuid: null, button: [], conditional: [] });
	await create(click('default'));
	await addConditional({ button: [click('tag')], matchrule: { tag_id: '100' } });
	expect(await shown()).toMatchObject({
		menuid: expect.any(Number),
		button: [{ name: 'default' }],
		conditional: [{ matchrule: { tag_id: '100' }, button: [{ name: 'tag' }] }],
	});
});
