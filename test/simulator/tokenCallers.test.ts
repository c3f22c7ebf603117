import { classicToken, stableToken, startPlatform, type Platform } from './support/platform';

let platform: Platform;

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
});
afterEach(() => platform.simulator.close());

const control = () => platform.simulator.control;

/** Makes the account's last call of an API its last but so many. */
async function count(name: 'usedToday' | 'usedThisMinute', value: number): Promise<void> {
	const saved = await control().snapshot();
	const changed = saved.replace(`"${name}":1`, `"${name}":${value}`);
	expect(changed).not.toBe(saved);
	await control().restore(changed);
}

describe('an allowlist with IPv6 addresses', () => {
	const allow = (ipAllowlist: string[], egressIp: string) =>
		control().account({ appid: platform.account.appid, ipAllowlist, egressIp });

	it.each([
		['2001:db8::1', '2001:db8::1', undefined],
		['2001:db8::1', '2001:db8::2', 40164],
		['2001:db8::/32', '2001:db8:1::2', undefined],
		['2001:db8::/32', '2001:db9::2', 40164],
	])('of %s answers %s with %s', async (entry, address, errcode) => {
		await allow(['203.0.113.7', entry], address);
		expect((await stableToken(platform)).errcode).toBe(errcode);
	});

	it('names the refused address in one form', async () => {
		await allow(['203.0.113.7'], '2001:db8::2');
		const { appid, secret } = platform.account;
		const query = new URLSearchParams({ grant_type: 'client_credential', appid, secret });
		const { data } = await platform.http.get<string>(`/cgi-bin/token?${query}`);
		expect(data).toContain('invalid ip 2001:db8::2 ipv6 2001:db8::2, not in whitelist rid: ');
	});
});

describe('the calls for tokens', () => {
	it('are 10 000 stable ones a minute: 45011', async () => {
		await stableToken(platform);
		await count('usedThisMinute', 9_999);
		expect((await stableToken(platform)).errcode).toBeUndefined();
		expect((await stableToken(platform)).errcode).toBe(45011);
		await control().clock({ advanceSeconds: 60 });
		expect((await stableToken(platform)).errcode).toBeUndefined();
	});

	it('are 500 000 stable ones a day: 45009', async () => {
		await stableToken(platform);
		await count('usedToday', 499_999);
		expect((await stableToken(platform)).errcode).toBeUndefined();
		expect((await stableToken(platform)).errcode).toBe(45009);
	});

	it('are 200 classic ones a day for a test number: 45009', async () => {
		await control().account({ appid: platform.account.appid, kind: 'test-number' });
		await classicToken(platform);
		await count('usedToday', 199);
		expect((await classicToken(platform)).errcode).toBeUndefined();
		expect((await classicToken(platform)).errcode).toBe(45009);
	});
});

it('a token whose time is over has 0 seconds left in the state', async () => {
	await stableToken(platform);
	const left = async () => (await control().state()).accounts[0]?.areas.tokens;
	expect(await left()).toEqual({ classic: null, stable: 7200 });
	await control().clock({ advanceSeconds: 7201 });
	expect(await left()).toEqual({ classic: null, stable: 0 });
});
