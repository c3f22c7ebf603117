import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import jsQR from 'jsqr';
import { drawLink } from '../../../core/oauth/drawLink';
import { readLinkKey, readSignedLink, signLink } from '../../../core/oauth/signedLink';

const NOW = 1_760_000_000;
const KEY = '0123456789abcdef0123456789abcdef';
const ADDRESS = 'https://n8n.example.com/webhook/1/oauth';
const TRUSTED = { address: ADDRESS, names: ['phone', 'name'], key: KEY };

const signed = (expires = NOW + 60, key = KEY, address = ADDRESS) =>
	new URL(
		signLink(
			address,
			[
				['phone', '13800138000'],
				['name', '张 三&=+%'],
			],
			expires,
			key,
		),
	).search.slice(1);
const read = (query: string, trusted = TRUSTED) => readSignedLink(query, trusted, NOW);

test('a signed link gives what was signed, whatever characters it holds, and until when it is good', () => {
	expect(read(signed())).toEqual({
		kind: 'genuine',
		query: { phone: '13800138000', name: '张 三&=+%' },
		expires: NOW + 60,
	});
});

test('a link without parameters is signed as well', () => {
	const [, query = ''] = signLink(ADDRESS, [], NOW, KEY).split('?');
	expect(read(query)).toEqual({ kind: 'genuine', query: {}, expires: NOW });
});

test('a link is over one second after its time', () => {
	expect(read(signed(NOW - 1))).toEqual({ kind: 'expired' });
	expect(read(signed(NOW)).kind).toBe('genuine');
});

const pairs = (query = signed()) => query.split('&');
const [phone = '', name = '', expires = '', sign = ''] = pairs();

test.each<[string, string]>([
	['nothing at all', ''],
	['no signature', [phone, name, expires].join('&')],
	['no expiry', [phone, name, sign].join('&')],
	['another value', [`${phone}1`, name, expires, sign].join('&')],
	['a parameter left out', [phone, expires, sign].join('&')],
	['another order', [name, phone, expires, sign].join('&')],
	['the expiry before a parameter', [phone, expires, name, sign].join('&')],
	['the signature first', [sign, phone, name, expires].join('&')],
	['a parameter twice', [phone, phone, name, expires, sign].join('&')],
	['a second value for a parameter', [phone, 'phone=1', name, expires, sign].join('&')],
	['one more parameter in front', ['from=timeline', phone, name, expires, sign].join('&')],
	['one more parameter behind', [phone, name, expires, sign, 'from=timeline'].join('&')],
	['two signatures', [phone, name, expires, sign, sign].join('&')],
	['a later expiry', [phone, name, `expires=${NOW + 61}`, sign].join('&')],
	['an expiry that is no time', [phone, name, 'expires=never', sign].join('&')],
	['a signature in upper case', [phone, name, expires, `sign=${sign.slice(5).toUpperCase()}`].join('&')],
	['half a signature', [phone, name, expires, sign.slice(0, -32)].join('&')],
	['a signature for another address', signed(NOW + 60, KEY, `${ADDRESS}2`)],
	['a signature with another key', signed(NOW + 60, KEY.replace('0', '1'))],
	['an expired one with another key', signed(NOW - 60, KEY.replace('0', '1'))],
])('a link with %s is forged', (_name, query) => {
	expect(read(query)).toEqual({ kind: 'forged' });
});

/** A query as a signer with the key, but careless with what others gave it, would sign it. */
const signedAsIs = (query: string) =>
	`${query}&sign=${createHmac('sha256', KEY).update(`${ADDRESS}?${query}`).digest('hex')}`;

test('what a signer signs as it is counts', () => {
	expect(read(signedAsIs(`phone=1&expires=${NOW}`))).toMatchObject({
		kind: 'genuine',
		query: { phone: '1' },
	});
});

test.each([
	['a parameter twice', `phone=1&phone=2&expires=${NOW}`],
	['another parameter', `phone=1&next=x&expires=${NOW}`],
	['no expiry', 'phone=1'],
	['the time under another name', `phone=1&name=${NOW}`],
	['the expiry before a parameter', `expires=${NOW}&phone=1`],
	['two expiries', `phone=1&expires=${NOW + 60}&expires=${NOW}`],
	['a signature within', `phone=1&sign=${'0'.repeat(64)}&expires=${NOW}`],
	['an expiry in milliseconds', `phone=1&expires=${NOW}000`],
	['an expiry with zeros in front', `phone=1&expires=0${NOW}`],
	['an expiry with a sign', `phone=1&expires=%2B${NOW}`],
	['an expiry with a fraction', `phone=1&expires=${NOW}.5`],
	['an expiry that is no time', 'phone=1&expires=never'],
	['an empty expiry', 'phone=1&expires='],
])('a link that was signed with %s is not taken', (_name, query) => {
	expect(read(signedAsIs(query))).toEqual({ kind: 'forged' });
});

test('a name is signed with all its characters', () => {
	const [, query = ''] = signLink(ADDRESS, [['a&b=c d', '1']], NOW, KEY).split('?');
	expect(read(query, { ...TRUSTED, names: ['a&b=c d'] })).toMatchObject({ query: { 'a&b=c d': '1' } });
});

test('a name that the trigger does not list is not taken, although it was signed', () => {
	expect(read(signed(), { ...TRUSTED, names: ['phone'] })).toEqual({ kind: 'forged' });
});

test('a value cannot pose as another parameter', () => {
	const [, query = ''] = signLink(ADDRESS, [['phone', '1&name=x\nname=y']], NOW + 60, KEY).split('?');
	expect(read(query)).toMatchObject({ kind: 'genuine', query: { phone: '1&name=x\nname=y' } });
	for (const posing of ['phone=1&name=x%0Aname=y', 'phone=1&name=x', 'phone=1\nname=y'])
		expect(read([posing, ...query.split('&').slice(1)].join('&'))).toEqual({ kind: 'forged' });
});

test('a signer may encode as it likes, but nobody may encode anew', () => {
	const link = `phone=1%33&name=%e5%bc%a0+%E4%B8%89&expires=${NOW}`;
	const sign = createHmac('sha256', KEY).update(`${ADDRESS}?${link}`).digest('hex');
	expect(read(`${link}&sign=${sign}`)).toMatchObject({
		kind: 'genuine',
		query: { phone: '13', name: '张 三' },
	});
	expect(read(`${link.replace('+', '%20')}&sign=${sign}`)).toEqual({ kind: 'forged' });
});

const account = { appid: 'wx0123456789abcdef', secret: 'secret-of-the-account' };

test('a key that is too short is refused without being repeated, and white space around one does not count', () => {
	expect(() => readLinkKey('short-key', account)).toThrow(
		/^(?!.*short-key).*Link Signing Key.*at least 32 characters/,
	);
	expect(readLinkKey(` ${KEY}\n`, account)).toBe(KEY);
});

test('without a key in the credential each account has one of its own, which does not tell its secret', () => {
	const own = readLinkKey('', account);
	expect(own).toMatch(/^[0-9a-f]{64}$/);
	expect(readLinkKey('', { ...account, secret: 'another' })).not.toBe(own);
	expect(readLinkKey('', { ...account, appid: 'wxfedcba9876543210' })).not.toBe(own);
	expect(readLinkKey('', account)).toBe(own);
});

test('the JavaScript of the guide makes the link that the guide shows, and the trigger takes it', () => {
	const guide = readFileSync('docs/web-authorization.md', 'utf8');
	const [, code = ''] = /```javascript\n([\s\S]*?)```/.exec(guide) ?? [];
	const [, shown = ''] = /```text\n(https:\/\/n8n\.example\.com\/\S+)\n```/.exec(guide) ?? [];
	const signedLink = vm.runInNewContext(`${code}; signedLink`, {
		require: createRequire(__filename),
		URLSearchParams,
	}) as (url: string, parameters: object, expires: number, key: string) => string;
	const url = 'https://n8n.example.com/webhook/3f0c2b1a/oauth';
	const theirs = signedLink(url, { phone: '13800138000', name: '张 三' }, 1_790_000_000, KEY);
	expect(theirs).toBe(shown);
	const [, query = ''] = shown.split('?');
	const trusted = { address: url, names: ['phone', 'name'], key: KEY };
	expect(readSignedLink(query, trusted, NOW)).toMatchObject({ kind: 'genuine', query: { name: '张 三' } });
});

test('the QR code of a link can be read', () => {
	const { path = '', size = 0 } = drawLink(`${ADDRESS}?${signed()}`) ?? {};
	const scale = 4;
	const width = size * scale;
	const modules = [...path.matchAll(/M(\d+) (\d+)h/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
	expect([Math.min(...modules), Math.max(...modules)]).toEqual([4, size - 5]);
	const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
	for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
		for (let row = 0; row < scale; row++)
			for (let column = 0; column < scale; column++) {
				const at = ((Number(y) * scale + row) * width + Number(x) * scale + column) * 4;
				pixels.fill(0, at, at + 3);
			}
	expect(jsQR(pixels, width, width)?.data).toBe(`${ADDRESS}?${signed()}`);
});

test('a link of more than 600 characters, which no phone could scan, gets no code', () => {
	expect(drawLink(ADDRESS.padEnd(600, 'x'))).toBeDefined();
	expect(drawLink(ADDRESS.padEnd(601, 'x'))).toBeUndefined();
});
