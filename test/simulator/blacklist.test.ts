import { apiOf, follow, type AccountApi } from './support/apiOf';
import { startPlatform, type Platform } from './support/platform';

let platform: Platform;
let api: AccountApi;

beforeEach(async () => {
	platform = await startPlatform();
	api = await apiOf(platform);
});
afterEach(() => platform.simulator.close());

const ADD = '/cgi-bin/tags/members/batchblacklist';
const REMOVE = '/cgi-bin/tags/members/batchunblacklist';
const LIST = '/cgi-bin/tags/members/getblacklist';

it('lists who was added and not removed', async () => {
	const [first, second] = await follow(platform, 3);
	expect(await api.code(ADD, { openid_list: [first, second] })).toBe(0);
	expect((await api.post(LIST, { begin_openid: '' })).json).toEqual({
		total: 2,
		count: 2,
		data: { openid: [first, second] },
		next_openid: second,
	});
	expect(await api.code(REMOVE, { openid_list: [first] })).toBe(0);
	expect((await api.post(LIST, {})).json).toMatchObject({ total: 1, data: { openid: [second] } });
});

it('lists 1000 at a time', async () => {
	for (let person = 0; person <= 1000; person++)
		await platform.simulator.control.follower({ blacklisted: true });
	const { json } = await api.post(LIST, { begin_openid: '' });
	expect(json).toMatchObject({ total: 1001, count: 1000 });
	expect((await api.post(LIST, { begin_openid: json.next_openid })).json).toMatchObject({ count: 1 });
	expect(await api.code(LIST, { begin_openid: 'oUnknown' })).toBe(40003);
});

it.each([ADD, REMOVE])('%s takes up to 20 openids of this account', async (path) => {
	const { account } = await platform.simulator.control.account();
	const people = await follow(platform, 21, platform.account.appid);
	const [foreign] = await follow(platform, 1, account.appid);
	expect(await api.code(path, { openid_list: people })).toBe(40032);
	expect(await api.code(path, { openid_list: [] })).toBe(40032);
	expect(await api.code(path, {})).toBe(40031);
	expect(await api.code(path, { openid_list: [foreign] })).toBe(49003);
	expect(await api.code(path, { openid_list: ['oUnknown'] })).toBe(40003);
	expect(await api.code(path, { openid_list: people.slice(1) })).toBe(0);
});
