import { createHash } from 'node:crypto';
import { deriveLoginKeys } from '../../../core/oauth/deriveLoginKeys';
import { readPassThroughRules } from '../../../core/oauth/passThrough';
import { openLinkData, sealLinkData } from '../../../core/oauth/linkData';
import { dropOldRecords, findRecord, keepRecord } from '../../../core/oauth/loginCookies';
import type { LoginOutcome, LoginRecord } from '../../../core/oauth/LoginRecord';
import { type LoginState, printState, readState } from '../../../core/oauth/loginState';
import {
	codeDigest,
	isCallback,
	keepAsGuest,
	keepOutcome,
	resumeLogin,
} from '../../../core/oauth/resumeLogin';
import { signLink } from '../../../core/oauth/signedLink';
import { openRecord, sealRecord } from '../../../core/oauth/sealRecord';
import {
	cookieScope,
	type LoginPorts,
	type LoginSettings,
	sealedStartLink,
	startLink,
	startLogin,
} from '../../../core/oauth/startLogin';

const START = 1_760_000_000;

const SETTINGS: LoginSettings = {
	appid: 'wx0123456789abcdef',
	appSecret: 'a-secret-of-the-account',
	openHost: 'https://open.weixin.qq.com',
	redirectUri: 'https://n8n.example.com/webhook/1/oauth',
	scope: 'snsapi_userinfo',
	forcePopup: false,
	forceSnapShot: false,
	passThrough: readPassThroughRules([
		{ name: 'phone', pattern: '1\\d{10}' },
		{ name: 'from', pattern: '' },
	]),
	returnTo: { parameter: 'next', allowedHosts: ['shop.example.com'] },
	lifetimeSeconds: 600,
};

/** A clock, and bytes that never repeat. */
function portsAt(nowSeconds: number): LoginPorts {
	let calls = 0;
	return {
		nowSeconds,
		randomBytes: (count) =>
			createHash('sha512').update(`${nowSeconds}:${calls++}`).digest().subarray(0, count),
	};
}

/** A browser as far as cookies go: keeps what it is told to keep. */
function browser() {
	const jar = new Map<string, string>();
	return {
		jar,
		get header() {
			return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		},
		take(cookies: string[]) {
			for (const cookie of cookies) {
				const [, name = '', value = '', maxAge = ''] = /^([^=]+)=([^;]*); Max-Age=(\d+)/.exec(cookie) ?? [];
				if (maxAge === '0') jar.delete(name);
				else jar.set(name, value);
			}
		},
	};
}

function start(query: Record<string, unknown> = { phone: '13800138000' }, settings = SETTINGS, now = START) {
	const mine = browser();
	const started = startLogin({ query, rawQuery: '', cookieHeader: '' }, settings, portsAt(now));
	if (started.kind !== 'redirect') throw new Error(`not started: ${JSON.stringify(started)}`);
	mine.take(started.cookies);
	const state = new URL(started.location).searchParams.get('state') ?? '';
	return { mine, state, started };
}

function resume(query: Record<string, unknown>, cookieHeader: string, now = START + 60, settings = SETTINGS) {
	return resumeLogin({ query, cookieHeader }, settings, now);
}

describe('startLogin', () => {
	it('sends the browser to the authorize page with a state of 105 letters and digits, within WeChat’s 128', () => {
		const { started, state } = start();
		expect(started.location).toMatch(
			/^https:\/\/open\.weixin\.qq\.com\/connect\/oauth2\/authorize\?appid=wx0123456789abcdef&redirect_uri=/,
		);
		expect(state).toMatch(/^[0-9a-f]{105}$/);
	});

	it('sets one cookie: HttpOnly, SameSite=Lax, Secure, for this address only, unreadable', () => {
		const { started } = start();
		expect(started.cookies).toHaveLength(1);
		const [cookie = ''] = started.cookies;
		expect(cookie).toMatch(
			/^wechat_login_[0-9a-f]{12}=[A-Za-z0-9_-]+; Max-Age=4200; Path=\/webhook\/1\/oauth; HttpOnly; SameSite=Lax; Secure$/,
		);
		expect(Buffer.from(cookie.split(/[=;]/)[1] ?? '', 'base64url').toString('latin1')).not.toContain(
			'13800138000',
		);
	});

	it('leaves Secure out where the address is not https', () => {
		const { started } = start(undefined, {
			...SETTINGS,
			redirectUri: 'http://127.0.0.1:5678/webhook/1/oauth',
		});
		expect(started.cookies[0]).toMatch(/SameSite=Lax$/);
	});

	it('never gives the same state twice', () => {
		expect(start().state).not.toBe(start({ phone: '13800138000' }, SETTINGS, START + 1).state);
	});

	it.each([
		['a pattern that does not match', { phone: '12345' }, 'phone'],
		['more around the match', { phone: 'x13800138000' }, 'phone'],
		['a line after the match', { phone: '13800138000\n' }, 'phone'],
		['a missing parameter with a pattern', {}, 'phone'],
		['a list', { phone: ['13800138000', '13800138001'] }, 'phone'],
		['an object', { phone: { $gt: '' } }, 'phone'],
		['a control character', { phone: '13800138000', from: 'a\u0000b' }, 'from'],
		['a long value', { phone: '13800138000', from: 'x'.repeat(513) }, 'from'],
		['a foreign target', { phone: '13800138000', next: 'https://evil.example.net/' }, 'next'],
		['a scheme-relative target', { phone: '13800138000', next: '//evil.example.net/' }, 'next'],
		['two targets', { phone: '13800138000', next: ['https://shop.example.com/', '//evil'] }, 'next'],
	])('refuses %s before WeChat is involved', (_name, query, parameter) => {
		expect(startLogin({ query, rawQuery: '', cookieHeader: '' }, SETTINGS, portsAt(START))).toEqual({
			kind: 'refused',
			parameter,
		});
	});

	it('takes a value of 512 characters', () => {
		const query = { phone: '13800138000', from: 'x'.repeat(512) };
		const started = startLogin({ query, rawQuery: '', cookieHeader: '' }, SETTINGS, portsAt(START));
		expect(started.kind).toBe('redirect');
	});

	it('refuses more data than a cookie can hold', () => {
		const passThrough = readPassThroughRules(['a', 'b', 'c'].map((name) => ({ name, pattern: '' })));
		const query = { a: '字'.repeat(400), b: '字'.repeat(400) };
		expect(
			startLogin({ query, rawQuery: '', cookieHeader: '' }, { ...SETTINGS, passThrough }, portsAt(START)),
		).toEqual({
			kind: 'refused',
			parameter: '',
		});
	});

	it('keeps the newest logins of a browser that starts many', () => {
		const mine = browser();
		const states = [1, 2, 3, 4, 5].map((second) => {
			const started = startLogin(
				{ query: { phone: '13800138000' }, rawQuery: '', cookieHeader: mine.header },
				SETTINGS,
				portsAt(START + second),
			);
			if (started.kind !== 'redirect') throw new Error('refused');
			mine.take(started.cookies);
			return new URL(started.location).searchParams.get('state') ?? '';
		});
		expect(mine.jar.size).toBe(3);
		expect(states.map((state) => resume({ code: 'c', state }, mine.header).kind)).toEqual([
			'unbound',
			'unbound',
			'verified',
			'verified',
			'verified',
		]);
	});
});

describe('dropOldRecords', () => {
	it('drops cookies that do not open before the logins of the browser, wherever they stand', () => {
		const first = start().mine.header;
		const second = start({ phone: '13800138000' }, SETTINGS, START + 1).mine.header;
		const forged = 'wechat_login_000000000000=abc';
		for (const cookies of [
			[forged, first, second],
			[first, forged, second],
			[first, second, forged],
		])
			expect(dropOldRecords(cookies.join('; '), cookieScope(SETTINGS))).toEqual([
				'wechat_login_000000000000=; Max-Age=0; Path=/webhook/1/oauth; HttpOnly; SameSite=Lax; Secure',
			]);
	});
});

describe('resumeLogin', () => {
	it('accepts its own state and gives back what the link carried', () => {
		const { mine, state } = start({
			phone: '13800138000',
			from: '海报',
			next: 'https://shop.example.com/x',
			other: '1',
		});
		const callback = resume({ code: 'CODE1', state }, `a=b; ${mine.header}; c=d`);
		expect(callback).toMatchObject({
			kind: 'verified',
			code: 'CODE1',
			record: { params: { phone: '13800138000', from: '海报' }, returnTo: 'https://shop.example.com/x' },
		});
	});

	it('knows a refusal: the state without a code', () => {
		const { mine, state } = start();
		expect(resume({ state }, mine.header)).toMatchObject({ kind: 'verified', code: undefined });
	});

	const outcome = (more: Partial<LoginOutcome>): LoginOutcome => ({
		code: codeDigest('CODE1'),
		page: 'repeated',
		over: true,
		...more,
	});

	/** A browser whose callback with CODE1 came to something. */
	function closed(more: Partial<LoginOutcome>) {
		const { mine, state } = start();
		const first = resume({ code: 'CODE1', state }, mine.header);
		if (first.kind !== 'verified') throw new Error(first.kind);
		mine.take([keepOutcome(first.record, outcome(more), SETTINGS, portsAt(START + 60))]);
		expect(mine.jar.size).toBe(1);
		return { mine, state };
	}

	it.each([
		[1000, true],
		[1400, false],
	])('keeps an address of %d characters in the cookie: %j', (length, isKept) => {
		const location = 'https://shop.example.com/'.padEnd(length, 'x');
		const { mine, state } = closed({ location });
		const answered = resume({ code: 'CODE1', state }, mine.header);
		expect(answered).toMatchObject({ kind: 'answered', outcome: { page: expect.any(String) as string } });
		expect(answered.kind === 'answered' && answered.outcome.location).toBe(isKept ? location : undefined);
	});

	it('leads every later callback of a login that is over to the same place, whatever its code, also after its time', () => {
		const { mine, state } = closed({ location: 'https://shop.example.com/x?openid=o1' });
		for (const query of [{ code: 'CODE1', state }, { code: 'CODE2', state }, { state }]) {
			for (const now of [START + 61, START + 4000]) {
				expect(resume(query, mine.header, now)).toMatchObject({
					kind: 'answered',
					outcome: { location: 'https://shop.example.com/x?openid=o1', over: true },
				});
			}
		}
	});

	it('takes another code as a new attempt while the login is not over, and remembers what the first came to', () => {
		const { mine, state } = closed({ page: 'snapshot', over: false });
		expect(resume({ code: 'CODE1', state }, mine.header)).toMatchObject({
			kind: 'answered',
			outcome: { page: 'snapshot' },
		});
		expect(resume({ code: 'CODE2', state }, mine.header)).toMatchObject({
			kind: 'verified',
			code: 'CODE2',
			record: { params: { phone: '13800138000' } },
		});
	});

	it('keeps what a guest was shown, and lets nobody log in by it', () => {
		const { state } = start();
		const guest = browser();
		const { keys } = cookieScope(SETTINGS);
		const genuine = readState(state, keys.sign) as LoginState;
		// Whatever the caller says, a guest's login is never over.
		guest.take([keepAsGuest(genuine, outcome({ page: 'snapshot' }), SETTINGS, portsAt(START + 60))]);
		expect(resume({ code: 'CODE1', state }, guest.header)).toMatchObject({
			kind: 'answered',
			outcome: { page: 'snapshot', over: false },
		});
		expect(resume({ code: 'CODE2', state }, guest.header).kind).toBe('unbound');
		expect(resume({ state }, guest.header).kind).toBe('unbound');
	});

	it('is over after its lifetime, and still knows what the link carried', () => {
		const { mine, state } = start();
		expect(resume({ code: 'c', state }, mine.header, START + 600).kind).toBe('verified');
		expect(resume({ code: 'c', state }, mine.header, START + 601)).toMatchObject({
			kind: 'expired',
			record: { params: { phone: '13800138000' } },
		});
	});

	it('refuses a state that another browser started: a stranger’s callback link logs nobody in', () => {
		const stranger = start();
		const victim = start({ phone: '13900139000' }, SETTINGS, START + 1);
		expect(resume({ code: 'c', state: stranger.state }, victim.mine.header).kind).toBe('unbound');
		expect(resume({ code: 'c', state: stranger.state }, '').kind).toBe('unbound');
	});

	it('refuses another browser’s cookie under the name that the state wants', () => {
		const stranger = start();
		const victim = start({ phone: '13900139000' }, SETTINGS, START + 1);
		const [name] = [...stranger.mine.jar.keys()];
		const [value] = [...victim.mine.jar.values()];
		expect(resume({ code: 'c', state: stranger.state }, `${name}=${value}`).kind).toBe('unbound');
	});

	it.each([
		['behind it', (state: string) => `${state}0`],
		['before it', (state: string) => `0${state}`],
		['behind it, a line break', (state: string) => `${state}\n`],
	])('refuses a state with more %s', (_where, change) => {
		const { mine, state } = start();
		expect(resume({ code: 'c', state: change(state) }, mine.header).kind).toBe('foreign');
	});

	it('refuses a state with any character changed', () => {
		const { mine, state } = start();
		for (const index of [0, 31, 32, 39, 40, 60, 104]) {
			const changed = state.charAt(index) === '0' ? '1' : '0';
			const forged = state.slice(0, index) + changed + state.slice(index + 1);
			expect(resume({ code: 'c', state: forged }, mine.header).kind).toBe('foreign');
		}
	});

	it('refuses a cookie with any byte changed, wherever it is', () => {
		const { mine, state } = start();
		const [[name = '', value = ''] = []] = [...mine.jar];
		for (let index = 0; index < value.length; index += 7) {
			const changed = value.charAt(index) === 'A' ? 'B' : 'A';
			const forged = value.slice(0, index) + changed + value.slice(index + 1);
			// The last character of base64url may carry bits that do not count.
			if (Buffer.from(forged, 'base64url').equals(Buffer.from(value, 'base64url'))) continue;
			expect(resume({ code: 'c', state }, `${name}=${forged}`).kind).toBe('unbound');
		}
	});

	it.each([
		['another AppSecret', { appSecret: 'another-secret' }],
		['another account', { appid: 'wxffffffffffffffff' }],
		['another trigger', { redirectUri: 'https://n8n.example.com/webhook/2/oauth' }],
	])('refuses a login made for %s', (_name, other) => {
		const { mine, state } = start();
		expect(resume({ code: 'c', state }, mine.header, START + 60, { ...SETTINGS, ...other }).kind).toBe(
			'foreign',
		);
	});

	it.each([
		['no state', { code: 'c' }],
		['an empty state', { code: 'c', state: '' }],
		['a short state', { code: 'c', state: 'abc' }],
		['a list of states', { code: 'c', state: ['a', 'b'] }],
		['an object', { code: 'c', state: { a: 'b' } }],
	])('refuses %s', (_name, query) => {
		const { mine } = start();
		expect(resume(query, mine.header).kind).toBe('foreign');
	});

	it.each([
		['a list', ['a', 'b']],
		['an object', { a: 'b' }],
		['a line break', 'a\nb'],
		['500 and more characters', 'x'.repeat(513)],
	])('refuses a code that is %s', (_name, code) => {
		const { mine, state } = start();
		expect(resume({ code, state }, mine.header).kind).toBe('foreign');
	});
});

describe('isCallback', () => {
	it('tells the callback from the start by what WeChat adds', () => {
		expect(isCallback({ phone: '1' })).toBe(false);
		expect(isCallback({ state: 'x' })).toBe(true);
		expect(isCallback({ code: 'x' })).toBe(true);
	});
});

describe('startLink', () => {
	it('carries again what the first link carried', () => {
		const { mine, state } = start({
			phone: '13800138000',
			from: 'a b&c',
			next: 'https://shop.example.com/x',
		});
		const callback = resume({ code: 'c', state }, mine.header);
		if (callback.kind !== 'verified') throw new Error(callback.kind);
		expect(startLink(SETTINGS, callback.record)).toBe(
			'https://n8n.example.com/webhook/1/oauth?phone=13800138000&from=a+b%26c&next=https%3A%2F%2Fshop.example.com%2Fx',
		);
	});
});

describe('sealedStartLink', () => {
	it('starts again with the same data, which nobody can read in it', () => {
		const { state, started } = start({ phone: '13800138000', next: 'https://shop.example.com/x' });
		const callback = new URL(new URL(started.location).searchParams.get('redirect_uri') ?? '');
		const query = { ...Object.fromEntries(callback.searchParams), code: 'c', state };
		const link = sealedStartLink(SETTINGS, query) ?? '';
		expect(link).toMatch(/^https:\/\/n8n\.example\.com\/webhook\/1\/oauth\?wxlogin=[\w-]+$/);
		expect(Buffer.from(link.split('=')[1] ?? '', 'base64url').toString('latin1')).not.toContain('1380013');
		const again = start(Object.fromEntries(new URL(link).searchParams));
		expect(resume({ code: 'c', state: again.state }, again.mine.header)).toMatchObject({
			kind: 'verified',
			record: { params: { phone: '13800138000' }, returnTo: 'https://shop.example.com/x' },
		});
	});

	it('is not offered when nothing is known of the link but something had to be in it', () => {
		expect(sealedStartLink(SETTINGS, { wxlogin: 'forged' })).toBeUndefined();
		const free = { ...SETTINGS, passThrough: [{ name: 'from' }] };
		expect(sealedStartLink(free, {})).toBe(SETTINGS.redirectUri);
		// A link without a signature would only be refused.
		expect(sealedStartLink({ ...free, linkKey: 'k'.repeat(32) }, {})).toBeUndefined();
	});
});

describe('what the link carried', () => {
	const { keys } = cookieScope(SETTINGS);
	const { randomBytes } = portsAt(START);

	it('is nothing on the way when there is nothing', () => {
		expect(sealLinkData({ params: {} }, keys, randomBytes)).toBe('');
		expect(start({}, { ...SETTINGS, passThrough: [] }).started.location).toContain(
			'oauth&response_type=code',
		);
	});

	it('stays in the cookie alone when it is long; then the state says that a restart would lose it', () => {
		const phone = '13800138000';
		const long = start({ phone, from: '字'.repeat(300) });
		expect(long.started.location).not.toContain('wxlogin');
		expect(readState(long.state, keys.sign)).toMatchObject({ mayRestart: false });
		expect(readState(start({ phone }).state, keys.sign)).toMatchObject({ mayRestart: true });
	});

	it('opens for its own trigger only', () => {
		const sealed = sealLinkData({ params: { a: '1' } }, keys, randomBytes);
		expect(openLinkData({ wxlogin: sealed }, keys)).toEqual({ params: { a: '1' } });
		const other = cookieScope({ ...SETTINGS, redirectUri: 'https://n8n.example.com/webhook/2/oauth' });
		expect(openLinkData({ wxlogin: sealed }, other.keys)).toBeUndefined();
		expect(openLinkData({ wxlogin: [sealed, sealed] }, keys)).toBeUndefined();
	});

	it('is checked again when a login starts again with it', () => {
		const sealed = sealLinkData({ params: { phone: '12345' } }, keys, randomBytes);
		const query = { wxlogin: sealed, phone: '13800138000' };
		expect(startLogin({ query, rawQuery: '', cookieHeader: '' }, SETTINGS, portsAt(START), true)).toEqual({
			kind: 'refused',
			parameter: 'phone',
		});
	});

	it('leads a callback without cookie to one restart and no further', () => {
		const again = startLogin(
			{ query: { phone: '13800138000' }, rawQuery: '', cookieHeader: '' },
			SETTINGS,
			portsAt(START),
			true,
		);
		if (again.kind !== 'redirect') throw new Error(again.kind);
		const state = new URL(again.location).searchParams.get('state') ?? '';
		expect(readState(state, keys.sign)).toMatchObject({ mayRestart: false });
	});
});

describe('the record of a login', () => {
	const { keys } = cookieScope(SETTINGS);
	const { randomBytes } = portsAt(START);
	const nonce = '0123456789abcdef0123456789abcdef';
	const record: LoginRecord = { nonce, expiresAt: START, params: {} };

	it('is found by its whole nonce, not by the part in the name of its cookie', () => {
		const cookie = keepRecord(record, cookieScope(SETTINGS), START, randomBytes);
		expect(findRecord(cookie, nonce, keys)).toEqual(record);
		expect(findRecord(cookie, `${nonce.slice(0, 12)}${'f'.repeat(20)}`, keys)).toBeUndefined();
	});

	it('opens under the name for which it was sealed only', () => {
		const sealed = sealRecord(record, keys.seal, 'one', randomBytes(12));
		expect(openRecord(sealed, keys.seal, 'one')).toEqual(record);
		expect(openRecord(sealed, keys.seal, 'two')).toBeUndefined();
	});
});

describe('deriveLoginKeys', () => {
	it('gives two different keys, neither of them the secret', () => {
		const { sign, seal } = deriveLoginKeys(SETTINGS.appSecret, SETTINGS);
		expect(sign).toHaveLength(32);
		expect(seal).toHaveLength(32);
		expect(sign.equals(seal)).toBe(false);
	});
});

describe('readState', () => {
	const { sign: key } = deriveLoginKeys(SETTINGS.appSecret, SETTINGS);
	const facts: LoginState = {
		nonce: '0123456789abcdef0123456789abcdef',
		expiresAt: START,
		mayRestart: true,
	};

	it('gives back what printState printed', () => {
		expect(readState(printState(facts, key), key)).toEqual(facts);
		expect(readState(printState({ ...facts, mayRestart: false }, key), key)?.mayRestart).toBe(false);
	});

	it.each<[string, Partial<LoginState>]>([
		['the nonce', { nonce: 'f'.repeat(32) }],
		['the expiry', { expiresAt: START + 1 }],
		['whether it may restart', { mayRestart: false }],
	])('refuses the digest of a state in which %s is another', (_name, change) => {
		const other = printState({ ...facts, ...change }, key);
		expect(readState(printState(facts, key).slice(0, 41) + other.slice(41), key)).toBeUndefined();
	});
});

describe('a trigger that takes signed links only', () => {
	const KEY = '0123456789abcdef0123456789abcdef';
	const SIGNED = { ...SETTINGS, linkKey: KEY };
	const open = (link: string, now = START, settings: LoginSettings = SIGNED) => {
		const { search, searchParams } = new URL(link);
		const query = Object.fromEntries(searchParams);
		return startLogin({ query, rawQuery: search.slice(1), cookieHeader: '' }, settings, portsAt(now));
	};
	const link = signLink(SETTINGS.redirectUri, [['phone', '13800138000']], START + 900, KEY);
	const callbackOf = (started: ReturnType<typeof open>) => {
		if (started.kind !== 'redirect') throw new Error(started.kind);
		return new URL(new URL(started.location).searchParams.get('redirect_uri') ?? '');
	};

	it('starts a login with a signed link, until its time is over', () => {
		expect(open(link)).toMatchObject({ kind: 'redirect' });
		expect(open(link, START + 901)).toEqual({ kind: 'expired' });
		expect(open(link.replace('138', '139'))).toEqual({ kind: 'refused', parameter: 'sign' });
		expect(open(SETTINGS.redirectUri)).toEqual({ kind: 'refused', parameter: 'sign' });
	});

	it('looks at what was signed like at any other link', () => {
		const wrong = signLink(SETTINGS.redirectUri, [['phone', '1']], START + 900, KEY);
		expect(open(wrong)).toEqual({ kind: 'refused', parameter: 'phone' });
	});

	it('carries a link on for a browser without cookie, no longer than the link is good', () => {
		const carried = callbackOf(open(link)).href;
		expect(carried).toContain('wxlogin=');
		expect(open(carried)).toMatchObject({ kind: 'redirect' });
		expect(open(carried, START + 901)).toEqual({ kind: 'expired' });
	});

	it('does not carry on what began before signatures were required', () => {
		const before = startLogin(
			{ query: { phone: '13800138000' }, rawQuery: '', cookieHeader: '' },
			SETTINGS,
			portsAt(START),
		);
		expect(open(callbackOf(before).href)).toEqual({ kind: 'refused', parameter: 'sign' });
	});

	it('leads back to the signed link, and nowhere when it is not known', () => {
		expect(startLink(SIGNED, { params: { phone: '13800138000' }, linkExpires: START + 900 })).toBe(link);
		expect(sealedStartLink(SIGNED, {})).toBeUndefined();
	});
});
