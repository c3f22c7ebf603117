import { apiOf, type AccountApi } from './support/apiOf';
import { startPlatform, type Platform } from './support/platform';

let platform: Platform;
let api: AccountApi;

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
	api = await apiOf(platform);
});
afterEach(() => platform.simulator.close());

const ticket = async (type?: string, client = api) =>
	(await client.get(`/cgi-bin/ticket/getticket${type === undefined ? '' : `?type=${type}`}`)).json;

it('getticket gives the same ticket until it ends, with the seconds left', async () => {
	const first = await ticket('jsapi');
	expect(first).toEqual({
		errcode: 0,
		errmsg: 'ok',
		ticket: expect.stringMatching(/^\w{86}$/),
		expires_in: 7200,
	});
	await platform.simulator.control.clock({ advanceSeconds: 7000 });
	expect(await ticket('jsapi')).toEqual({ ...first, expires_in: 200 });
	await platform.simulator.control.clock({ advanceSeconds: 200 });
	api = await apiOf(platform);
	const next = await ticket('jsapi');
	expect(next.expires_in).toBe(7200);
	expect(next.ticket).not.toBe(first.ticket);
});

it('getticket tells types and accounts apart', async () => {
	const other = await apiOf(platform, (await platform.simulator.control.account()).account);
	const values = [await ticket('jsapi'), await ticket('wx_card'), await ticket('jsapi', other)];
	expect(new Set(values.map((answer) => answer.ticket)).size).toBe(3);
});

it.each([undefined, '', 'card'])('getticket refuses the type %s (40097)', async (type) => {
	expect((await ticket(type)).errcode).toBe(40097);
});

it('getticket gives uncertified accounts jsapi tickets only', async () => {
	await platform.simulator.control.account({
		appid: platform.account.appid,
		kind: 'subscription-uncertified',
	});
	expect((await ticket('jsapi')).errcode).toBe(0);
	expect((await ticket('wx_card')).errcode).toBe(48001);
});

it('the call log masks tickets of pages, not those of QR codes', async () => {
	const { ticket: secret } = await ticket('jsapi');
	const { json } = await api.post('/cgi-bin/qrcode/create', {
		action_name: 'QR_SCENE',
		action_info: { scene: { scene_id: 1 } },
	});
	const calls = JSON.stringify(await platform.simulator.control.calls());
	expect(calls).not.toContain(secret);
	expect(calls).toContain(json.ticket);
});
