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

test('a proof tells who the visitor is, to its own page alone', () => {
	const header = `a=1; ${pairOf(cookie())}; b=2`;
	expect(visitorOf(header, PAGE, ACCOUNT, NOW)).toBe('oANNA');
	expect(visitorOf(header, PAGE.replace('item=0', 'item=1'), ACCOUNT, NOW)).toBeUndefined();
	expect(visitorOf(header, PAGE, OTHER, NOW)).toBeUndefined();
	expect(visitorOf(header, PAGE, ACCOUNT, NOW + 61)).toBeUndefined();
	expect(visitorOf(undefined, PAGE, ACCOUNT, NOW)).toBeUndefined();
});

test('an inquiry is no proof, although the same key seals both', () => {
	expect(visitorOf(`wechat_approval=${inquiry()}`, PAGE, ACCOUNT, NOW)).toBeUndefined();
});

test('the cookie of a proof stays on its page, out of reach of scripts, for as long as the proof holds', () => {
	expect(cookie()).toMatch(/; Path=\/webhook-waiting\/7\/node; Max-Age=60; HttpOnly; SameSite=Lax; Secure$/);
	expect(cookie(PAGE.replace('https', 'http'))).not.toContain('Secure');
});
