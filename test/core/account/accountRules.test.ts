import fc from 'fast-check';
import {
	checkAppId,
	checkAppSecret,
	checkEncodingAesKey,
	checkToken,
} from '../../../core/account/accountRules';
import { decodeAesKey } from '../../../core/protocol/envelope';

const APP_ID = 'wx0123456789abcdef';
const SECRET = '0123456789abcdef0123456789abcdef';
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFA';

/** What comes along when a value is copied. */
const dressings: Array<[string, (value: string) => string]> = [
	['outer spaces and a line break', (value) => `  ${value}\n`],
	['a no-break and an ideographic space', (value) => `\u00a0${value}\u3000`],
	['a zero-width space inside', (value) => `${value.slice(0, 3)}\u200b${value.slice(3)}`],
	['a byte order mark', (value) => `\ufeff${value}`],
	['a word joiner, a soft hyphen and direction marks', (value) => `\u2060\u202a${value}\u00ad\u202c\u200e`],
	['a Hangul filler', (value) => `${value}\u3164`],
	[
		'full-width characters',
		(value) => value.replace(/[0-9A-Za-z]/g, (c) => String.fromCodePoint(c.charCodeAt(0) + 0xfee0)),
	],
];

describe.each(dressings)('with %s', (_case, dress) => {
	test.each<[string, (typed: string) => string, string]>([
		['AppID', checkAppId, APP_ID],
		['AppSecret', checkAppSecret, SECRET],
		['Token', checkToken, 'abcDEF123'],
		['EncodingAESKey', checkEncodingAesKey, KEY],
	])('%s is read as it is meant', (_field, check, value) => {
		expect(check(dress(value))).toBe(value);
	});
});

test('an AppID in upper case is read in lower case, as WeChat writes it', () => {
	expect(checkAppId('WX0123456789ABCDEF')).toBe(APP_ID);
});

test('the case of AppSecret and Token stays', () => {
	expect(checkAppSecret('ABCdef')).toBe('ABCdef');
	expect(checkToken('ABCdef')).toBe('ABCdef');
});

test.each<[string, (typed: string) => string, string, string]>([
	['AppID', checkAppId, '', 'AppID: is empty'],
	['AppID', checkAppId, '\u200b', 'AppID: is empty'],
	[
		'AppID',
		checkAppId,
		'wx0123456789 abcdef',
		'AppID: must be "wx" followed by 16 letters or digits, without spaces',
	],
	['AppID', checkAppId, 'gh_0123456789abcde', 'AppID: must be "wx"'],
	['AppID', checkAppId, 'wx0123456789abcde', 'AppID: must be "wx"'],
	['AppID', checkAppId, 'wx0123456789abcdef0', 'AppID: must be "wx"'],
	['AppSecret', checkAppSecret, '', 'AppSecret: is empty'],
	[
		'AppSecret',
		checkAppSecret,
		'0123 4567',
		'AppSecret: has spaces or characters other than letters and digits',
	],
	['AppSecret', checkAppSecret, '********', 'AppSecret: has spaces or characters other'],
	['Token', checkToken, 'ab', 'Token: must be 3 to 32 letters or digits'],
	['Token', checkToken, 'a'.repeat(33), 'Token: must be 3 to 32 letters or digits'],
	['Token', checkToken, 'abc-1', 'Token: must be 3 to 32 letters or digits'],
	['EncodingAESKey', checkEncodingAesKey, '', 'EncodingAESKey: is empty'],
	[
		'EncodingAESKey',
		checkEncodingAesKey,
		KEY.slice(1),
		'EncodingAESKey: must be exactly 43 letters or digits, but this one has 42 characters',
	],
	[
		'EncodingAESKey',
		checkEncodingAesKey,
		`${KEY}==`,
		'EncodingAESKey: must be exactly 43 letters or digits, but this one has 44 characters',
	],
	['EncodingAESKey', checkEncodingAesKey, `+${KEY.slice(1)}`, 'EncodingAESKey: must be exactly 43'],
])('%s refuses %#', (_field, check, typed, message) => {
	expect(() => check(typed)).toThrow(message);
});

describe('an EncodingAESKey', () => {
	test('with the = of Base64 is read without', () => {
		expect(checkEncodingAesKey(`${KEY}=`)).toBe(KEY);
	});

	test.each(['B', 'C', 'D'])(
		'that ends with %s instead of A decodes alike and is read as the same',
		(last) => {
			expect(checkEncodingAesKey(KEY.slice(0, 42) + last)).toBe(KEY);
		},
	);

	test('has 43 letters or digits again and decodes to the same bytes', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[0-9A-Za-z]{43}$/), (key) => {
				const read = checkEncodingAesKey(key);
				expect(read).toMatch(/^[0-9A-Za-z]{43}$/);
				expect(decodeAesKey(read)).toEqual(decodeAesKey(key));
				expect(checkEncodingAesKey(read)).toBe(read);
			}),
		);
	});
});

test('no message repeats a secret', () => {
	for (const check of [checkAppSecret, checkToken, checkEncodingAesKey]) {
		expect(() => check('secret-secret-secret')).toThrow(
			expect.not.objectContaining({ message: expect.stringContaining('secret-') as string }),
		);
	}
});
