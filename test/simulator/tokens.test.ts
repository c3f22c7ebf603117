import {
	call,
	classicToken,
	stableToken,
	startPlatform,
	tokenErrcode,
	type Platform,
} from './support/platform';

let platform: Platform;
const advance = (advanceSeconds: number) => platform.simulator.control.clock({ advanceSeconds });

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
});
afterEach(() => platform.simulator.close());

describe('stable_token, normal mode', () => {
	it('returns the same token with the remaining seconds', async () => {
		const first = await stableToken(platform);
		await advance(6000);
		const second = await stableToken(platform);
		expect(first.expiresIn).toBe(7200);
		expect(second).toEqual({ ...first, expiresIn: 1200 });
	});

	it('still returns the old token with exactly five minutes left', async () => {
		const first = await stableToken(platform);
		await advance(6900);
		expect(await stableToken(platform)).toEqual({ ...first, expiresIn: 300 });
	});

	it('rotates in the last five minutes and accepts both until the old one ends', async () => {
		const first = await stableToken(platform);
		await advance(6901);
		const second = await stableToken(platform);
		expect(second.token).not.toBe(first.token);
		expect(second.expiresIn).toBe(7200);
		await advance(298);
		expect(await tokenErrcode(platform, first.token)).toBe(0);
		expect(await tokenErrcode(platform, second.token)).toBe(0);
		await advance(1);
		expect(await tokenErrcode(platform, first.token)).toBe(42001);
		expect(await tokenErrcode(platform, second.token)).toBe(0);
	});

	it('answers 42001 for a token whose time is over', async () => {
		const { token } = await stableToken(platform);
		await advance(7200);
		const { json } = await call(platform, `/cgi-bin/user/get?access_token=${token}`);
		expect(json.errcode).toBe(42001);
		expect(json.errmsg).toMatch(/^access_token expired rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
	});
});

describe('stable_token, force_refresh', () => {
	it('revokes the previous token at once', async () => {
		const first = await stableToken(platform);
		const forced = await stableToken(platform, true);
		expect(forced.token).not.toBe(first.token);
		expect(forced.expiresIn).toBe(7200);
		expect(await tokenErrcode(platform, first.token)).toBe(40001);
		expect(await tokenErrcode(platform, forced.token)).toBe(0);
	});

	it('revokes a token that was rotated out as well', async () => {
		const first = await stableToken(platform);
		await advance(6950);
		const second = await stableToken(platform);
		await stableToken(platform, true);
		expect(await tokenErrcode(platform, first.token)).toBe(40001);
		expect(await tokenErrcode(platform, second.token)).toBe(40001);
	});

	it('does not refresh again within 30 seconds', async () => {
		const first = await stableToken(platform, true);
		await advance(29);
		const tooSoon = await stableToken(platform, true);
		expect(tooSoon).toEqual({ ...first, expiresIn: 7171 });
		await advance(1);
		expect((await stableToken(platform, true)).token).not.toBe(first.token);
	});

	it('answers 45009 for the 21st forced refresh of a Beijing day, and works again on the next', async () => {
		for (let turn = 0; turn < 20; turn++) {
			expect((await stableToken(platform, true)).errcode).toBeUndefined();
			await advance(30);
		}
		expect((await stableToken(platform, true)).errcode).toBe(45009);
		expect((await stableToken(platform)).errcode).toBeUndefined();
		await platform.simulator.control.clock({ now: '2026-11-22T15:59:59Z' });
		expect((await stableToken(platform, true)).errcode).toBe(45009);
		await advance(1);
		expect((await stableToken(platform, true)).errcode).toBeUndefined();
	});
});

describe('cgi-bin/token', () => {
	it('issues another token each time and accepts the previous one for five minutes', async () => {
		const first = await classicToken(platform);
		await advance(10);
		const second = await classicToken(platform);
		expect(second.token).not.toBe(first.token);
		expect(second.expiresIn).toBe(7200);
		await advance(299);
		expect(await tokenErrcode(platform, first.token)).toBe(0);
		await advance(1);
		expect(await tokenErrcode(platform, first.token)).toBe(40001);
		expect(await tokenErrcode(platform, second.token)).toBe(0);
	});

	it('answers 45009 after 2000 calls a day', async () => {
		for (let batch = 0; batch < 20; batch++) {
			await Promise.all(Array.from({ length: 100 }, () => classicToken(platform)));
		}
		expect((await classicToken(platform)).errcode).toBe(45009);
	}, 30_000);

	it('counts against the account’s own limit when it has one', async () => {
		const { appid } = platform.account;
		await platform.simulator.control.account({ appid, dailyLimits: { '/cgi-bin/token': 1 } });
		expect((await classicToken(platform)).errcode).toBeUndefined();
		expect((await classicToken(platform)).errcode).toBe(45009);
	});

	it('never touches stable tokens, nor the reverse', async () => {
		const classic = await classicToken(platform);
		const stable = await stableToken(platform);
		await classicToken(platform);
		await stableToken(platform, true);
		await advance(1);
		expect(await tokenErrcode(platform, classic.token)).toBe(0);
		expect(await tokenErrcode(platform, stable.token)).toBe(40001);
	});
});

describe('refusals of the token endpoints', () => {
	const ask = (change: Record<string, unknown>) => {
		const { appid, secret } = platform.account;
		return call(platform, '/cgi-bin/stable_token', {
			grant_type: 'client_credential',
			appid,
			secret,
			...change,
		});
	};

	it.each([
		['no appid', { appid: '' }, 41002, 'appid missing'],
		['no secret', { secret: undefined }, 41004, 'appsecret missing'],
		['another grant_type', { grant_type: 'authorization_code' }, 40002, 'invalid grant_type'],
		['an ill-formed appid', { appid: 'wx1' }, 40013, 'invalid appid'],
		['an unknown appid', { appid: 'wx0000000000000000' }, 40013, 'invalid appid'],
		['a wrong secret', { secret: '0'.repeat(32) }, 40125, 'invalid appsecret'],
	])('answers %s with %s → %i', async (_name, change, errcode, errmsg) => {
		const { status, json } = await ask(change);
		expect(status).toBe(200);
		expect(json.errcode).toBe(errcode);
		expect(json.errmsg).toMatch(new RegExp(`^${errmsg} rid: `));
		expect(json).not.toHaveProperty('access_token');
	});

	it('answers 40001 for the secret of another account', async () => {
		const other = await platform.simulator.control.account();
		expect((await ask({ secret: other.account.secret })).json.errcode).toBe(40001);
	});

	it('answers 43002 for GET on stable_token, 43001 for POST on token', async () => {
		expect((await call(platform, '/cgi-bin/stable_token')).json.errcode).toBe(43002);
		expect((await call(platform, '/cgi-bin/token', {})).json.errcode).toBe(43001);
	});

	it('answers 40243 while the secret is frozen, and tokens in use keep working', async () => {
		const { token } = await stableToken(platform);
		const { appid } = platform.account;
		await platform.simulator.control.account({ appid, secretFrozen: true });
		expect((await ask({})).json.errcode).toBe(40243);
		expect((await classicToken(platform)).errcode).toBe(40243);
		expect(await tokenErrcode(platform, token)).toBe(0);
		await platform.simulator.control.account({ appid, secretFrozen: false });
		expect((await ask({})).json.errcode).toBeUndefined();
	});

	it.each([50007, 89503])('answers %i when the account is set so', async (tokenRefusal) => {
		await platform.simulator.control.account({ appid: platform.account.appid, tokenRefusal });
		expect((await ask({})).json.errcode).toBe(tokenRefusal);
		expect((await classicToken(platform)).errcode).toBe(tokenRefusal);
	});
});

describe('IP allow-list', () => {
	const allow = (ipAllowlist: string[] | null, egressIp: string | null) =>
		platform.simulator.control.account({ appid: platform.account.appid, ipAllowlist, egressIp });

	it('answers 40164 naming the address in both forms', async () => {
		await allow(['198.51.100.1'], '203.0.113.7');
		const { appid, secret } = platform.account;
		const path = `/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`;
		const { json } = await call(platform, path);
		expect(json.errcode).toBe(40164);
		expect(json.errmsg).toMatch(
			/^invalid ip 203\.0\.113\.7 ipv6 ::ffff:203\.0\.113\.7, not in whitelist rid: [0-9a-f-]{26}$/,
		);
		expect((await stableToken(platform)).errcode).toBe(40164);
	});

	it('accepts a listed address and a listed range', async () => {
		await allow(['203.0.113.7'], '203.0.113.7');
		expect((await stableToken(platform)).errcode).toBeUndefined();
		await allow(['203.0.113.0/24'], '203.0.113.99');
		expect((await stableToken(platform)).errcode).toBeUndefined();
		await allow(['203.0.113.0/24'], '203.0.114.1');
		expect((await stableToken(platform)).errcode).toBe(40164);
	});

	it('takes the connection’s own address when none is set', async () => {
		await allow(['127.0.0.1'], null);
		expect((await stableToken(platform)).errcode).toBeUndefined();
	});

	it('is asked for tokens only', async () => {
		const { token } = await stableToken(platform);
		await allow([], '203.0.113.7');
		expect(await tokenErrcode(platform, token)).toBe(0);
	});
});

describe('access_token of the other APIs', () => {
	it.each([
		['none', '', 41001, /^access_token missing rid: /],
		['something that is no token', 'abc', 40014, /^invalid access_token rid: /],
		[
			'a token that was never issued',
			`64_${'x'.repeat(133)}`,
			40001,
			/^invalid credential, access_token is invalid or not latest, .*getStableAccessToken/,
		],
	])('answers %s', async (_name, token, errcode, errmsg) => {
		const { json, status } = await call(platform, `/cgi-bin/user/get?access_token=${token}`);
		expect(status).toBe(200);
		expect(json.errcode).toBe(errcode);
		expect(json.errmsg).toMatch(errmsg);
	});

	it('ends every token of an account on the control’s word', async () => {
		const { token } = await stableToken(platform);
		const { account } = await platform.simulator.control.account();
		const { token: another } = await stableToken({ ...platform, account });
		const { appid } = platform.account;
		await platform.simulator.control.area('tokens', 'expire', { appid });
		expect(await tokenErrcode(platform, token)).toBe(42001);
		expect(await tokenErrcode(platform, another)).toBe(0);
		expect((await stableToken(platform)).token).not.toBe(token);
	});
});
