import { randomBytes } from 'node:crypto';
import {
	openInquiry,
	proofCookie,
	sealFor,
	visitorOf,
	APPROVAL_PARAMETER,
} from '../../../core/approval/identity';

const ACCOUNT = { appid: 'wx0123456789abcdef', secret: '0123456789abcdef0123456789abcdef' };
const OTHER = { ...ACCOUNT, secret: 'f'.repeat(32) };
const PAGE = 'https://n8n.example.com/webhook-waiting/7/node?item=0&signature=s';
const NOW = 1_800_000_000;
const PORTS = { nowSeconds: NOW, randomBytes };

const inquiry = (expiresAt = NOW + 60) =>
	sealFor({ page: PAGE, expiresAt }, APPROVAL_PARAMETER, ACCOUNT, randomBytes);
const cookie = (page = PAGE, expiresAt = NOW + 60) =>
	proofCookie({ page, openid: 'oANNA', expiresAt }, ACCOUNT, PORTS);
const pairOf = (setCookie: string) => setCookie.split(';', 1)[0] ?? '';

test('an inquiry opens for the same account until it expires', () => {
	expect(openInquiry(inquiry(), ACCOUNT, NOW)).toEqual({ page: PAGE, expiresAt: NOW + 60 });
	expect(openInquiry(inquiry(NOW - 1), ACCOUNT, NOW)).toBeUndefined();
	expect(openInquiry(inquiry(), OTHER, NOW)).toBeUndefined();
});

test.each([undefined, '', 'a', ['a'], 'x'.repeat(5000), `${inquiry().slice(0, -1)}!`])(
	'an inquiry of %j opens nothing',
	(sealed) => {
		expect(openInquiry(sealed, ACCOUNT, NOW)).toBeUndefined();
	},
);

test('neither opens for another account with the same secret', () => {
	const other = { ...ACCOUNT, appid: 'wxfedcba9876543210' };
	expect(openInquiry(inquiry(), other, NOW)).toBeUndefined();
	expect(visitorOf(pairOf(cookie()), PAGE, other, NOW)).toBeUndefined();
});

test('both hold to the last second', () => {
	expect(openInquiry(inquiry(NOW), ACCOUNT, NOW)?.page).toBe(PAGE);
	expect(visitorOf(pairOf(cookie(PAGE, NOW)), PAGE, ACCOUNT, NOW)).toBe('oANNA');
	expect(cookie(PAGE, NOW - 5)).toContain('; Max-Age=0;');
});

test('a proof is found behind one of another page, and under its own name alone', () => {
	const other = pairOf(cookie(PAGE.replace('item=0', 'item=1')));
	expect(visitorOf(`${other};${pairOf(cookie())}`, PAGE, ACCOUNT, NOW)).toBe('oANNA');
	expect(visitorOf(`x${pairOf(cookie())}`, PAGE, ACCOUNT, NOW)).toBeUndefined();
});

test('a proof tells who the visitor is, to its own page alone', () => {
	const header = `a=1; ${pairOf(cookie())}; b=2`;
	expect(visitorOf(header, PAGE, ACCOUNT, NOW)).toBe('oANNA');
	expect(visitorOf(header, PAGE.replace('item=0', 'item=1'), ACCOUNT, NOW)).toBeUndefined();
	expect(visitorOf(header, PAGE, OTHER, NOW)).toBeUndefined();
	expect(visitorOf(header, PAGE, ACCOUNT, NOW + 61)).toBeUndefined();
	expect(visitorOf(undefined, PAGE, ACCOUNT, NOW)).toBeUndefined();
});

test('an inquiry is no proof, although the same key seals both', () => {
	const claim = { page: PAGE, openid: 'oEVE', expiresAt: NOW + 60 };
	const claimed = sealFor(claim, APPROVAL_PARAMETER, ACCOUNT, randomBytes);
	for (const sealed of [inquiry(), claimed])
		expect(visitorOf(`wechat_approval=${sealed}`, PAGE, ACCOUNT, NOW)).toBeUndefined();
	expect(openInquiry(claimed, ACCOUNT, NOW)).toEqual(claim);
	expect(openInquiry(pairOf(cookie()).split('=')[1], ACCOUNT, NOW)).toBeUndefined();
});

test('the cookie of a proof stays on its page, out of reach of scripts, for as long as the proof holds', () => {
	expect(cookie()).toMatch(/; Path=\/webhook-waiting\/7\/node; Max-Age=60; HttpOnly; SameSite=Lax; Secure$/);
	expect(cookie(PAGE.replace('https', 'http'))).not.toContain('Secure');
});
