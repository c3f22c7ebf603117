import { decode } from 'jpeg-js';
import readCode from 'jsqr';
import { createIdState, Ids } from '../../simulator/state/Ids';
import { Clock } from '../../simulator/state/Clock';
import { createCode } from '../../simulator/areas/qrcode/createCode';
import type { QrData } from '../../simulator/areas/qrcode/qrData';
import { apiOf, follow, type AccountApi } from './support/apiOf';
import { startCallbackServer } from './support/callbackServer';
import { startPlatform, type Platform } from './support/platform';

const CREATE = '/cgi-bin/qrcode/create';
const GEN = '/cgi-bin/shorten/gen';
const FETCH = '/cgi-bin/shorten/fetch';

const byId = (action_name: string, scene_id: unknown, more: Record<string, unknown> = {}) => ({
	action_name,
	action_info: { scene: { scene_id } },
	...more,
});
const byText = (action_name: string, scene_str: unknown) => ({
	action_name,
	action_info: { scene: { scene_str } },
});

let platform: Platform;
let api: AccountApi;

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
	api = await apiOf(platform);
});
afterEach(() => platform.simulator.close());

const later = (advanceSeconds: number) => platform.simulator.control.clock({ advanceSeconds });
const create = async (body: unknown) => (await api.post(CREATE, body)).json;
const ticketOf = async (body: unknown) => String((await create(body)).ticket);
const picture = (ticket: string) =>
	platform.http.get<ArrayBuffer>(`/cgi-bin/showqrcode?ticket=${encodeURIComponent(ticket)}`, {
		responseType: 'arraybuffer',
		transformResponse: (data: ArrayBuffer) => data,
	});

/** What the QR code in a JPEG file says. */
function readPicture(file: ArrayBuffer): string {
	const { width, height, data } = decode(file);
	const code = readCode(new Uint8ClampedArray(data), width, height);
	if (!code) throw new Error('There is no QR code in the picture');
	return code.data;
}

describe('qrcode/create', () => {
	it('answers with ticket, life and url; permanent codes have no life', async () => {
		expect(await create(byId('QR_SCENE', 123, { expire_seconds: 604_800 }))).toEqual({
			ticket: expect.stringMatching(/^gQ\w{94}$/),
			expire_seconds: 604_800,
			url: expect.stringMatching(/^http:\/\/weixin\.qq\.com\/q\/\w+$/),
		});
		expect(await create(byText('QR_STR_SCENE', '门店'))).toMatchObject({ expire_seconds: 60 });
		expect(Object.keys(await create(byText('QR_LIMIT_STR_SCENE', 'a')))).toEqual(['ticket', 'url']);
	});

	it.each([
		['no action', {}, 40052],
		['another action', byId('QR_CODE', 1), 40052],
		['no info', { action_name: 'QR_SCENE' }, 40053],
		['a text for a number', byText('QR_SCENE', 'a'), 40053],
		['scene 0', byId('QR_SCENE', 0), 40129],
		['a scene of 33 bits', byId('QR_SCENE', 2 ** 32), 40129],
		['the largest scene', byId('QR_SCENE', 2 ** 32 - 1), 0],
		['a fraction', byId('QR_SCENE', 1.5), 40129],
		['permanent scene 100001', byId('QR_LIMIT_SCENE', 100_001), 40129],
		['permanent scene 100000', byId('QR_LIMIT_SCENE', 100_000), 0],
		['an empty text', byText('QR_STR_SCENE', ''), 40129],
		['65 characters', byText('QR_LIMIT_STR_SCENE', '店'.repeat(65)), 40129],
		['64 characters', byText('QR_LIMIT_STR_SCENE', '店'.repeat(64)), 0],
		['more than 30 days', byId('QR_SCENE', 1, { expire_seconds: 2_592_001 }), 40053],
		['30 days', byId('QR_SCENE', 1, { expire_seconds: 2_592_000 }), 0],
	])('with %s answers %#', async (_case, body, errcode) => {
		expect(await api.code(CREATE, body)).toBe(errcode);
	});

	it('refuses the 100 001st permanent code (45029), but no temporary one', () => {
		const idState = createIdState('x');
		const clockState = { offsetMs: 0, frozenAtMs: 0 };
		const world = {
			ids: new Ids(() => idState),
			clock: new Clock(
				() => clockState,
				() => 0,
			),
		};
		const data: QrData = { codes: new Map(), permanent: 99_999, shortKeys: new Map() };
		createCode(world, data, byId('QR_LIMIT_SCENE', 1));
		expect(() => createCode(world, data, byId('QR_LIMIT_SCENE', 1))).toThrow('45029');
		expect(createCode(world, data, byId('QR_SCENE', 1))).toHaveProperty('ticket');
	});

	it('is for service accounts (48001)', async () => {
		await platform.simulator.control.account({
			appid: platform.account.appid,
			kind: 'subscription-certified',
		});
		expect(await api.code(CREATE, byId('QR_SCENE', 1))).toBe(48001);
	});
});

describe('showqrcode', () => {
	it('gives each code a picture of its own, which a reader of QR codes turns into its url', async () => {
		for (const body of [byId('QR_SCENE', 1), byId('QR_SCENE', 1), byText('QR_LIMIT_STR_SCENE', '店')]) {
			const { ticket, url } = await create(body);
			const { status, headers, data } = await picture(String(ticket));
			expect([status, headers['content-type']]).toEqual([200, 'image/jpg']);
			expect(readPicture(data)).toBe(url);
			expect(Buffer.from((await picture(String(ticket))).data).equals(Buffer.from(data))).toBe(true);
		}
	});

	it('is 404 for a bad and an expired ticket', async () => {
		const ticket = await ticketOf(byId('QR_SCENE', 1));
		expect((await picture('x')).status).toBe(404);
		await later(59);
		expect((await picture(ticket)).status).toBe(200);
		await later(1);
		expect((await picture(ticket)).status).toBe(404);
	});
});

describe('a scan', () => {
	const scan = async (openid: string, ticket: string) =>
		(await platform.simulator.control.area('qrcode', 'scan', { openid, ticket })).result;

	it('lets a newcomer follow with qrscene_, and a follower tell the scene', async () => {
		const server = await startCallbackServer();
		const { control } = platform.simulator;
		await control.account({ appid: platform.account.appid, mode: 'plain', callbackUrl: server.url });
		const { follower } = await control.follower({});
		const json = await create(byText('QR_LIMIT_STR_SCENE', 'shop-7'));
		const ticket = String(json.ticket);
		expect(await scan(follower.openid, ticket)).toBe('followed');
		expect(await scan(follower.openid, readPicture((await picture(ticket)).data))).toBe('scanned');
		await control.settled();
		await server.close();
		const [subscribed, scanned] = (await control.deliveries()).map(({ request }) => request.body);
		expect(subscribed).toContain('<Event><![CDATA[subscribe]]></Event><EventKey><![CDATA[qrscene_shop-7]]>');
		expect(scanned).toContain('<Event><![CDATA[SCAN]]></Event><EventKey><![CDATA[shop-7]]>');
		for (const body of [subscribed, scanned]) expect(body).toContain(`<Ticket><![CDATA[${ticket}]]>`);
		expect((await api.get(`/cgi-bin/user/info?openid=${follower.openid}`)).json).toMatchObject({
			subscribe: 1,
			subscribe_scene: 'ADD_SCENE_QR_CODE',
			qr_scene_str: 'shop-7',
		});
	});

	it('opens a customer service window', async () => {
		const [openid = ''] = await follow(platform, 1);
		await later(3600);
		const ticket = await ticketOf(byId('QR_SCENE', 1));
		const send = () =>
			api.code('/cgi-bin/message/custom/send', { touser: openid, msgtype: 'text', text: { content: 'a' } });
		expect(await send()).toBe(45015);
		await scan(openid, ticket);
		expect(await send()).toBe(0);
	});

	it('of an expired code does nothing', async () => {
		const { follower } = await platform.simulator.control.follower({});
		const ticket = await ticketOf(byId('QR_SCENE', 1));
		await later(60);
		expect(await scan(follower.openid, ticket)).toBe('expired');
		expect((await api.get(`/cgi-bin/user/info?openid=${follower.openid}`)).json.subscribe).toBe(0);
	});

	it('refuses a code that the account did not make', async () => {
		const [openid = ''] = await follow(platform, 1);
		await expect(scan(openid, 'gQx')).rejects.toThrow('ticket: account');
	});
});

describe('shorten', () => {
	it('keeps a text for its own account until it expires', async () => {
		const other = await apiOf(platform, (await platform.simulator.control.account()).account);
		const { json } = await api.post(GEN, { long_data: 'loooooong 数据', expire_seconds: 100 });
		expect(json).toEqual({ errcode: 0, errmsg: 'ok', short_key: expect.stringMatching(/^[A-Za-z0-9]{15}$/) });
		const { short_key } = json;
		expect(await other.code(FETCH, { short_key })).toBe(9410012);
		await later(99);
		expect((await api.post(FETCH, { short_key })).json).toEqual({
			errcode: 0,
			errmsg: 'ok',
			long_data: 'loooooong 数据',
			create_time: Date.parse('2026-11-22T02:00:00Z') / 1000,
			expire_seconds: 1,
		});
		await later(1);
		expect(await api.code(FETCH, { short_key })).toBe(9410012);
	});

	it('keeps it for 30 days when nothing is said', async () => {
		const { short_key } = (await api.post(GEN, { long_data: 'a' })).json;
		expect((await api.post(FETCH, { short_key })).json.expire_seconds).toBe(2_592_000);
	});

	it.each([
		['no text', {}, 47003],
		['4 KB', { long_data: 'a'.repeat(4096) }, 0],
		['more than 4 KB', { long_data: 'a'.repeat(4097) }, 9410010],
		['more than 30 days', { long_data: 'a', expire_seconds: 2_592_001 }, 9410011],
		['no whole number of seconds', { long_data: 'a', expire_seconds: '1' }, 47003],
	])('answers %s %#', async (_case, body, errcode) => {
		expect(await api.code(GEN, body)).toBe(errcode);
	});

	it('answers 44002 without body and 9410012 for an unknown key', async () => {
		const answer = await platform.http.post<string>(`${GEN}?access_token=${api.token}`);
		expect(JSON.parse(answer.data)).toMatchObject({ errcode: 44002 });
		expect(await api.code(FETCH, {})).toBe(9410012);
	});
});
