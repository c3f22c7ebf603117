import { apiOf, type AccountApi } from '../support/apiOf';
import { startPlatform, type Platform } from '../support/platform';

const GET = '/cgi-bin/wxopen/qrcodejumpget';
const ADD = '/cgi-bin/wxopen/qrcodejumpadd';
const PUBLISH = '/cgi-bin/wxopen/qrcodejumppublish';
const DELETE = '/cgi-bin/wxopen/qrcodejumpdelete';
const APPID = 'wx1234567890abcdef';
const PREFIX = 'https://example.com/menu';

let platform: Platform;
let api: AccountApi;

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
	await platform.simulator.control.account({
		appid: platform.account.appid,
		linkedMiniprograms: [{ appid: APPID, pages: null }],
	});
	api = await apiOf(platform);
});
afterEach(() => platform.simulator.close());

const rule = (fields: Record<string, unknown> = {}) => ({
	prefix: PREFIX,
	appid: APPID,
	path: 'pages/menu',
	is_edit: 0,
	open_version: 3,
	permit_sub_rule: 1,
	debug_url: [`${PREFIX}?table=1`],
	...fields,
});
const add = (fields: Record<string, unknown> = {}) => api.code(ADD, rule(fields));
const get = async (fields: Record<string, unknown> = {}) =>
	(await api.post(GET, { appid: APPID, ...fields })).json;

it('a rule is added, changed, published and deleted', async () => {
	expect(await add()).toBe(0);
	expect(await add({ is_edit: 1, path: 'pages/other' })).toBe(0);
	expect(await get()).toEqual({
		errcode: 0,
		errmsg: 'ok',
		rule_list: [
			{
				prefix: PREFIX,
				appid: APPID,
				path: 'pages/other',
				state: 1,
				open_version: 3,
				permit_sub_rule: 1,
				debug_url: [`${PREFIX}?table=1`],
			},
		],
		qrcodejump_open: 1,
		qrcodejump_pub_quota: 100,
		list_size: 1,
		total_count: 1,
	});
	expect(await api.code(PUBLISH, { prefix: PREFIX })).toBe(0);
	expect(await get()).toMatchObject({ rule_list: [{ state: 2 }], qrcodejump_pub_quota: 99 });
	expect(await add({ is_edit: 1 })).toBe(40097);
	expect(await api.code(DELETE, { prefix: PREFIX, appid: APPID })).toBe(0);
	expect(await get()).toMatchObject({ total_count: 0 });
});

it('rules of parametric codes have no version', async () => {
	const prefix = 'http://weixin.qq.com/q/abc';
	expect(
		await add({ prefix, open_version: undefined, permit_sub_rule: undefined, debug_url: undefined }),
	).toBe(0);
	expect(await get()).toMatchObject({ rule_list: [{ prefix, state: 1 }] });
});

it.each<[string, Record<string, unknown>, number]>([
	['an ill-formed appid', { appid: 'x' }, 40166],
	['a foreign mini program', { appid: 'wxffffffffffffffff' }, 61007],
	['a prefix that is no address', { prefix: 'example' }, 85066],
	['no path', { path: '' }, 40097],
	['neither new nor change', { is_edit: 2 }, 40097],
	['a change of nothing', { is_edit: 1 }, 40097],
	['an unknown version', { open_version: 4 }, 40097],
	['six debug addresses', { debug_url: Array(6).fill(`${PREFIX}/a`) }, 40097],
	['a debug address elsewhere', { debug_url: ['https://example.org/'] }, 85068],
])('qrcodejumpadd refuses %s', async (_case, fields, errcode) => {
	expect(await add(fields)).toBe(errcode);
});

it('qrcodejumpadd refuses a prefix that has a rule (85071)', async () => {
	expect([await add(), await add()]).toEqual([0, 85071]);
});

it('qrcodejumpget gives pages and chosen prefixes, newest first', async () => {
	for (let number = 1; number <= 3; number++) await add({ prefix: `${PREFIX}${number}`, debug_url: [] });
	const prefixes = async (fields: Record<string, unknown>) =>
		((await get(fields)).rule_list as { prefix: string }[]).map(({ prefix }) => prefix.slice(-1));
	expect(await prefixes({ get_type: 2, page_num: 2, page_size: 2 })).toEqual(['1']);
	expect(await prefixes({ get_type: 1, prefix_list: [`${PREFIX}2`] })).toEqual(['2']);
	expect(await prefixes({})).toEqual(['3', '2', '1']);
	expect((await get({ get_type: 2, page_num: 1, page_size: 201 })).errcode).toBe(40097);
	expect((await get({ get_type: 1, prefix_list: Array(201).fill('x') })).errcode).toBe(40097);
});

it('a hundred publications a month (886000), and none of what is not there (40097)', async () => {
	await add();
	for (let count = 0; count < 100; count++) expect(await api.code(PUBLISH, { prefix: PREFIX })).toBe(0);
	expect(await api.code(PUBLISH, { prefix: PREFIX })).toBe(886000);
	expect(await api.code(PUBLISH, { prefix: 'https://example.org' })).toBe(40097);
	expect(await api.code(DELETE, { prefix: 'https://example.org', appid: APPID })).toBe(40097);
	await platform.simulator.control.clock({ now: '2026-12-01T02:00:00Z' });
	api = await apiOf(platform);
	expect(await api.code(PUBLISH, { prefix: PREFIX })).toBe(0);
});

it.each([GET, ADD, PUBLISH, DELETE])('%s answers 48001 for subscription accounts', async (path) => {
	const { appid } = platform.account;
	await platform.simulator.control.account({ appid, kind: 'subscription-certified' });
	expect(await api.code(path, rule())).toBe(48001);
});
