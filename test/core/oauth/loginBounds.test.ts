import { randomBytes } from 'node:crypto';
import { APPROVAL_PARAMETER } from '../../../core/approval/identity';
import { LINK_DATA, openLinkData, sealLinkData } from '../../../core/oauth/linkData';
import { dropOldRecords, findRecord, keepRecord } from '../../../core/oauth/loginCookies';
import type { LinkData, LoginRecord } from '../../../core/oauth/LoginRecord';
import { printState } from '../../../core/oauth/loginState';
import { codeDigest, keepOutcome, resumeLogin } from '../../../core/oauth/resumeLogin';
import { signLink } from '../../../core/oauth/signedLink';
import {
	cookieScope,
	isTooMuch,
	type LoginSettings,
	startLink,
	startLogin,
} from '../../../core/oauth/startLogin';

const NOW = 1_760_000_000;
const NONCE = '0123456789abcdef0123456789abcdef';
const KEY = 'k'.repeat(32);
const TARGET = 'https://shop.example.com/x';
const PORTS = { nowSeconds: NOW, randomBytes };

const SETTINGS: LoginSettings = {
	appid: 'wx0123456789abcdef',
	appSecret: 'a-secret-of-the-account',
	openHost: 'https://open.weixin.qq.com',
	redirectUri: 'https://n8n.example.com/webhook/1/oauth',
	scope: 'snsapi_userinfo',
	forcePopup: false,
	forceSnapShot: false,
	passThrough: [{ name: 'from' }],
	returnTo: { parameter: 'next', allowedHosts: ['shop.example.com'] },
	lifetimeSeconds: 600,
};
const SCOPE = cookieScope(SETTINGS);
const { keys } = SCOPE;

/** Opens a link of the trigger; the result has the address that WeChat will come back to. */
function open(link: string, settings: LoginSettings = SETTINGS, nowSeconds = NOW) {
	const { search, searchParams } = new URL(link);
	const request = {
		query: Object.fromEntries(searchParams),
		rawQuery: search.slice(1),
		cookieHeader: undefined,
	};
	const started = startLogin(request, settings, { nowSeconds, randomBytes });
	if (started.kind !== 'redirect') return { ...started, scope: '', callback: '' };
	const asked = new URL(started.location).searchParams;
	return { kind: started.kind, scope: asked.get('scope'), callback: asked.get('redirect_uri') ?? '' };
}

describe('startLogin', () => {
	it('asks for the scope of the trigger', () => {
		expect(open(SETTINGS.redirectUri).scope).toBe('snsapi_userinfo');
	});

	it('takes a link without a target where the parameter of the target has a name that every object has', () => {
		const returnTo = { parameter: 'constructor', allowedHosts: ['shop.example.com'] };
		expect(open(SETTINGS.redirectUri, { ...SETTINGS, returnTo }).kind).toBe('redirect');
	});

	it('refuses a target without https where it must have it', () => {
		const returnTo = { parameter: 'next', allowedHosts: ['shop.example.com'], secure: true };
		const settings = { ...SETTINGS, returnTo };
		expect(open(`${SETTINGS.redirectUri}?next=${TARGET}`, settings).kind).toBe('redirect');
		expect(open(`${SETTINGS.redirectUri}?next=http://shop.example.com/x`, settings)).toMatchObject({
			kind: 'refused',
			parameter: 'next',
		});
	});

	it('starts a login again with its own data, whatever inquiry was added to the link', () => {
		const { callback } = open(`${SETTINGS.redirectUri}?from=poster`);
		expect(open(`${callback}&${APPROVAL_PARAMETER}=forged`).kind).toBe('redirect');
	});
});

describe('isTooMuch', () => {
	const dataOf = (bytes: number): LinkData => {
		const empty = JSON.stringify({ params: { from: '' } }).length;
		return { params: { from: '字'.repeat(100) + 'x'.repeat(bytes - empty - 300) } };
	};

	it.each([
		[1500, false],
		[1501, true],
	])('of %i bytes is %s', (bytes, expected) => {
		expect(isTooMuch(dataOf(bytes))).toBe(expected);
	});
});

describe('a trigger that takes signed links only', () => {
	const signed: LoginSettings = { ...SETTINGS, linkKey: KEY };
	const link = signLink(
		SETTINGS.redirectUri,
		[
			['from', 'poster'],
			['next', TARGET],
		],
		NOW + 900,
		KEY,
	);

	it('takes a link with a target', () => {
		expect(open(link, signed).kind).toBe('redirect');
	});

	it('carries a link on as often as it has to, up to its last second', () => {
		const { callback } = open(open(link, signed).callback, signed);
		expect(open(callback, signed, NOW + 900).kind).toBe('redirect');
		expect(open(callback, signed, NOW + 901).kind).toBe('expired');
	});
});

describe('startLink', () => {
	it('is the address alone where the link had no data', () => {
		expect(startLink(SETTINGS, { params: {} })).toBe(SETTINGS.redirectUri);
	});

	it('signs no link that had no signature', () => {
		expect(startLink({ ...SETTINGS, linkKey: KEY }, { params: { from: 'poster' } })).toBe(
			`${SETTINGS.redirectUri}?from=poster`,
		);
	});
});

describe('sealLinkData', () => {
	it.each<[string, LinkData]>([
		['a target', { params: {}, returnTo: TARGET }],
		['an approval page', { params: {}, approval: TARGET }],
		['an expiry', { params: {}, linkExpires: NOW }],
	])('carries %s without parameters', (_what, data) => {
		const sealed = sealLinkData(data, keys, randomBytes);
		expect(openLinkData({ [LINK_DATA]: sealed }, keys)).toEqual(data);
	});

	it('gives up to 800 characters', () => {
		const lengthOf = (characters: number) =>
			sealLinkData({ params: { from: 'x'.repeat(characters) } }, keys, randomBytes)?.length;
		expect([lengthOf(550), lengthOf(551)]).toEqual([800, undefined]);
	});
});

it('openLinkData opens nothing that has more characters than the data', () => {
	const sealed = sealLinkData({ params: { from: 'poster' } }, keys, randomBytes) ?? '';
	expect(openLinkData({ [LINK_DATA]: sealed }, keys)).toEqual({ params: { from: 'poster' } });
	for (const more of ['"', '<b>', ' '])
		expect(openLinkData({ [LINK_DATA]: sealed + more }, keys)).toBeUndefined();
});

describe('the cookie of a login', () => {
	const record: LoginRecord = { nonce: NONCE, expiresAt: NOW, params: {} };

	it('is kept for an hour after the login is over, however late it is written', () => {
		for (const now of [NOW, NOW + 100])
			expect(keepRecord(record, SCOPE, now, randomBytes)).toContain('; Max-Age=3600; ');
	});

	it('is not taken from a cookie whose name only ends like it', () => {
		const [cookie = ''] = keepRecord(record, SCOPE, NOW, randomBytes).split(';');
		expect(findRecord(`a=1;${cookie}`, NONCE, keys)).toEqual(record);
		expect(findRecord(`x${cookie}`, NONCE, keys)).toBeUndefined();
		expect(dropOldRecords(Array.from({ length: 9 }, () => `x${cookie}`).join('; '), SCOPE)).toEqual([]);
	});
});

describe('the callback of a login', () => {
	const record: LoginRecord = { nonce: NONCE, expiresAt: NOW + 600, params: { from: 'poster' } };
	const state = printState({ ...record, mayRestart: true }, keys.sign);
	const resume = (code: string | undefined, cookieHeader: string) =>
		resumeLogin({ query: { state, code }, cookieHeader }, SETTINGS, NOW);

	it.each([undefined, '', 'authdeny'])('is a refusal with the code %j', (code) => {
		const [cookie = ''] = keepRecord(record, SCOPE, NOW, randomBytes).split(';');
		expect(resume(code, cookie)).toEqual({ kind: 'verified', record, code: undefined });
	});

	it.each([
		['a login that is over, whose data is dropped', true, {}],
		['a login that is not over, with its data', false, { params: record.params }],
	])('remembers an address beside %s, in 1400 bytes together', (_what, over, kept) => {
		const room = 1400 - JSON.stringify([{ params: {}, ...kept }, '']).length;
		const locationOf = (characters: number) => {
			const outcome = { code: codeDigest('C'), page: 'repeated' as const, location: 'x'.repeat(characters) };
			const [cookie = ''] = keepOutcome(record, { ...outcome, over }, SETTINGS, PORTS).split(';');
			const answered = resume('C', cookie);
			return answered.kind === 'answered' ? answered.outcome.location?.length : answered.kind;
		};
		expect([locationOf(room), locationOf(room + 1)]).toEqual([room, undefined]);
	});
});
