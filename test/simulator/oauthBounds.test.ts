import { call, startPlatform, type Platform } from './support/platform';

const REDIRECT = 'https://n8n.example.com/webhook/1/oauth';

let platform: Platform;

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
	await platform.simulator.control.follower({ nickname: '小明' });
});
afterEach(() => platform.simulator.close());

const advance = (advanceSeconds: number) => platform.simulator.control.clock({ advanceSeconds });
const console_ = (settings: object) => platform.simulator.control.area('oauth', 'console', settings);

/** Opens the authorization page, or that of website logins. */
async function open(scope: string, more: Record<string, string> = { state: 'abc' }, redirect_uri = REDIRECT) {
	const path = scope === 'snsapi_login' ? '/connect/qrconnect' : '/connect/oauth2/authorize';
	const { appid } = platform.account;
	const query = new URLSearchParams({
		appid,
		redirect_uri,
		response_type: 'code',
		scope,
		...more,
	});
	const { data, headers } = await platform.http.get<string>(`${path}?${query}`, { maxRedirects: 0 });
	return { page: data, location: headers.location as unknown };
}

/** Presses the button of a page and returns the callback. */
async function press({ page }: { page: string }, action: 'consent' | 'scan', more: Record<string, string>) {
	const ticket = /name="ticket" value="(\w+)"/.exec(page)?.[1] ?? '';
	const body = new URLSearchParams({ ticket, ...more });
	const { headers } = await platform.http.post(`/connect/sim/${action}`, body.toString(), {
		maxRedirects: 0,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
	});
	return { location: headers.location as unknown };
}

const codeIn = ({ location }: { location: unknown }) =>
	new URL(String(location)).searchParams.get('code') ?? '';

async function ask(path: string, query: Record<string, unknown>) {
	const { appid, secret } = platform.account;
	const all = { appid, secret, ...query } as Record<string, string>;
	return (await call(platform, `/sns/${path}?${new URLSearchParams(all)}`)).json;
}

const exchange = async (code: string, more: Record<string, string> = {}) =>
	await ask('oauth2/access_token', { code, grant_type: 'authorization_code', ...more });
const refresh = async (refresh_token: unknown, grant_type = 'refresh_token') =>
	await ask('oauth2/refresh_token', { refresh_token, grant_type });

it('a code of the authorization page is accepted for less than five minutes', async () => {
	const codes = [codeIn(await open('snsapi_base')), codeIn(await open('snsapi_base'))] as const;
	await advance(299);
	expect((await exchange(codes[0])).errcode).toBeUndefined();
	await advance(1);
	expect((await exchange(codes[1])).errcode).toBe(42003);
});

it('a code of the website login is accepted for less than ten minutes', async () => {
	await console_({ website: true });
	const { follower } = await platform.simulator.control.follower();
	const scan = async () =>
		codeIn(await press(await open('snsapi_login'), 'scan', { openid: follower.openid }));
	const codes = [await scan(), await scan()] as const;
	await advance(599);
	expect((await exchange(codes[0])).errcode).toBeUndefined();
	await advance(1);
	expect((await exchange(codes[1])).errcode).toBe(42003);
});

it('a code with the secret of another account is refused: 40001', async () => {
	const { account } = await platform.simulator.control.account();
	const code = codeIn(await open('snsapi_base'));
	expect((await exchange(code, { secret: account.secret })).errcode).toBe(40001);
});

it('the QR code of a website login is scanned once', async () => {
	await console_({ website: true });
	const page = await open('snsapi_login');
	expect((await press(page, 'scan', { decision: 'reject' })).location).toContain('?state=abc');
	expect((await press(page, 'scan', { decision: 'reject' })).location).toBeUndefined();
});

it('an account that is no website application has no QR code', async () => {
	expect((await open('snsapi_login')).page).toContain('QR login needs the AppID of a website application');
});

it('a domain without a port is good for every port', async () => {
	await console_({ domains: ['n8n.example.com'] });
	for (const redirect_uri of [REDIRECT, 'https://n8n.example.com:8443/x'])
		expect((await open('snsapi_base', { state: 'abc' }, redirect_uri)).location).toContain('code=');
});

it.each([
	['a state of 128 characters', { state: 'x'.repeat(128) }],
	['what the client adds at its end', { state: 'abc', connect_redirect: '1' }],
])('a link may have %s', async (_what, more) => {
	expect((await open('snsapi_base', more)).location).toContain(`state=${more.state}`);
});

it('a link without a state comes back without one', async () => {
	const { location } = await open('snsapi_base', {});
	expect([...new URL(String(location)).searchParams.keys()]).toEqual(['code']);
});

it('a person who consented recently is asked again where the link forces it, not shown a snapshot', async () => {
	await press(await open('snsapi_userinfo'), 'consent', { decision: 'allow' });
	await console_({ snapshots: true });
	expect((await open('snsapi_userinfo', { state: 'other', forcePopup: 'true' })).page).toContain('允许');
});

it('a snapshot page gives one person the same virtual identity each time, whose unionid is not the real one', async () => {
	await platform.simulator.control.account({ appid: platform.account.appid, openPlatform: true });
	const consented = await press(await open('snsapi_userinfo'), 'consent', { decision: 'allow' });
	const { openid, unionid } = await exchange(codeIn(consented));
	await console_({ snapshots: true });
	await advance(86_400);
	const [first, second] = [
		await exchange(codeIn(await open('snsapi_userinfo'))),
		await exchange(codeIn(await open('snsapi_userinfo'))),
	];
	expect([first.is_snapshotuser, first.openid, first.unionid]).toEqual([1, second.openid, second.unionid]);
	expect([openid, unionid]).not.toContain(first.openid);
	expect([openid, unionid]).not.toContain(first.unionid);
});

describe('the tokens of a user', () => {
	it('end after two hours to the second; renewed, there is another one', async () => {
		const { openid, access_token, refresh_token } = await exchange(codeIn(await open('snsapi_base')));
		const check = async () => (await ask('auth', { access_token, openid })).errcode;
		await advance(7199);
		expect(await check()).toBe(0);
		await advance(1);
		expect(await check()).toBe(42001);
		expect((await refresh(refresh_token)).access_token).not.toBe(access_token);
	});

	it('are renewed for less than 30 days', async () => {
		const { refresh_token } = await exchange(codeIn(await open('snsapi_base')));
		await advance(30 * 86_400 - 1);
		expect((await refresh(refresh_token)).errcode).toBeUndefined();
		await advance(1);
		expect((await refresh(refresh_token)).errcode).toBe(42002);
	});

	it('are not renewed with another grant_type: 40002', async () => {
		const { refresh_token } = await exchange(codeIn(await open('snsapi_base')));
		expect((await refresh(refresh_token, 'authorization_code')).errcode).toBe(40002);
	});
});
