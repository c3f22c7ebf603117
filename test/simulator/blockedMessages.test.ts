import { apiOf, follow, type AccountApi } from './support/apiOf';
import { startPlatform, type Platform } from './support/platform';

const LIST = '/wxa/sec/queryblocktmplmsg';
const [FIRST, SECOND] = ['a'.repeat(43), 'b'.repeat(43)];

let platform: Platform;
let api: AccountApi;
let openid: string;

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
	api = await apiOf(platform);
	[openid = ''] = await follow(platform, 1);
});
afterEach(() => platform.simulator.close());

const block = (templateId: string, content: string) =>
	platform.simulator.control.area('blockedMessages', 'block', { openid, templateId, content });
const list = async (tmpl_msg_id: string, largest_id = 0, limit = 100) =>
	(await api.post(LIST, { tmpl_msg_id, largest_id, limit })).json;

it('lists the messages of one template page by page', async () => {
	expect(await list(FIRST)).toEqual({ msginfo: [], errcode: 0, errmsg: 'ok' });
	await block(FIRST, 'one');
	await block(SECOND, 'two');
	await block(FIRST, 'three');
	const page = await list(FIRST, 0, 1);
	expect(page.msginfo).toEqual([
		{
			id: 1,
			tmpl_msg_id: FIRST,
			title: '',
			content: 'one',
			send_timestamp: Date.parse('2026-11-22T02:00:00Z') / 1000,
			openid,
		},
	]);
	expect((await list(FIRST, 1)).msginfo).toMatchObject([{ id: 3, content: 'three' }]);
	expect((await list(FIRST, 3)).msginfo).toEqual([]);
});

it.each([
	['no template', { largest_id: 0, limit: 1 }, 40036],
	['no largest_id', { tmpl_msg_id: FIRST, limit: 1 }, 40097],
	['limit 0', { tmpl_msg_id: FIRST, largest_id: 0, limit: 0 }, 40097],
	['limit 101', { tmpl_msg_id: FIRST, largest_id: 0, limit: 101 }, 40097],
])('refuses %s', async (_case, body, errcode) => {
	expect(await api.code(LIST, body)).toBe(errcode);
});
