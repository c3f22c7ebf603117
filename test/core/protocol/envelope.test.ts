import { decodeAesKey, decrypt, encrypt } from '../../../core/protocol/envelope';
import { faultOf, refusalOf } from './refusal';
import {
	AES_KEY,
	APPID,
	decryptBlocks,
	encryptBlocks,
	keyBytes,
	layout,
	OTHER_AES_KEY,
	pad32,
	RANDOM16,
	seal,
} from './witness';

const key = keyBytes(AES_KEY);
const open = (encrypted: string) => decrypt({ encrypted, appid: APPID, key }).toString();

describe('decodeAesKey', () => {
	test('gives the 32 bytes of the 43 characters', () => {
		expect(decodeAesKey(AES_KEY)).toEqual(keyBytes(AES_KEY));
		expect(decodeAesKey(AES_KEY)).toHaveLength(32);
	});

	test.each([
		['42 characters', 'a'.repeat(42)],
		['44 characters', 'a'.repeat(44)],
		['its = still there', `${'a'.repeat(43)}=`],
		['a sign of base64', `${'a'.repeat(42)}+`],
		['a line end', `${'a'.repeat(43)}\n`],
		['white space', ` ${'a'.repeat(42)}`],
		['nothing', ''],
	])('refuses a key with %s, naming the rule and not the key', (_what, text) => {
		const refusal = refusalOf(() => decodeAesKey(text));
		expect(refusal.fault).toBe('key');
		expect(refusal.message).toMatch(/43 letters and digits/);
		expect(refusal.message).not.toMatch(/aaaa/);
	});
});

describe('encrypt', () => {
	test.each(['', 'a', '你好', '<xml/>', 'x'.repeat(100_000)])(
		'lays out, pads and encrypts %.20s as the witness does',
		(message) => {
			const encrypted = encrypt({ message, appid: APPID, key, random16: RANDOM16 });
			expect(encrypted).toBe(seal(message));
			expect(decryptBlocks(encrypted)).toEqual(pad32(layout(message)));
		},
	);
});

describe('decrypt', () => {
	test('opens every message length around two blocks', () => {
		for (let length = 0; length <= 64; length++) {
			expect(open(seal('x'.repeat(length)))).toBe('x'.repeat(length));
		}
	});

	test('ignores white space around the text', () => {
		expect(open(`\n  ${seal('hello')}\r\n`)).toBe('hello');
	});

	test.each([
		['nothing', ''],
		['white space', ' \n'],
		['white space inside', seal('hello').replace(/(.{10})/, '$1\n')],
		['the web alphabet', seal('hello').replace(/[+/]/g, '_').replace(/^./, '-')],
		['characters outside base64', seal('hello').replace(/^.{4}/, '订单订单')],
		['a missing pad sign', seal('hello').replace(/=+$/, '')],
		['a further pad sign', `${seal('hello')}=`],
		['pad signs inside', seal('hello').replace(/^.{4}/, 'AA==')],
		['bits that base64 does not use', `${Buffer.alloc(32).toString('base64').slice(0, -2)}B=`],
		['half a block', Buffer.alloc(16).toString('base64')],
		['a block and a half', Buffer.alloc(48).toString('base64')],
		['a byte more than a block', Buffer.alloc(33).toString('base64')],
	])('refuses %s as malformed', (_what, encrypted) => {
		expect(faultOf(() => open(encrypted))).toBe('malformed');
	});

	test('refuses the wrong key', () => {
		expect(faultOf(() => open(seal('hello', APPID, OTHER_AES_KEY)))).toBe('decrypt');
	});

	/** An envelope of whole blocks whose message is just long enough for the given last bytes. */
	const endingWith = (end: Buffer) => {
		const length = layout('').length + end.length;
		return encryptBlocks(Buffer.concat([layout('x'.repeat(128 - length)), end]));
	};

	test.each([1, 2, 16, 17, 31, 32])('accepts a padding of %d bytes', (pad) => {
		expect(open(endingWith(Buffer.alloc(pad, pad)))).toMatch(/^x+$/);
	});

	test.each([
		['of value 0', Buffer.alloc(2)],
		['of 33 bytes', Buffer.alloc(33, 33)],
		['of 64 bytes', Buffer.alloc(64, 64)],
		['of value 255', Buffer.alloc(2, 255)],
		['with one other byte at its start', Buffer.from([0, 3, 3])],
		['with one other byte in its middle', Buffer.from([4, 4, 0, 4])],
	])('refuses a padding %s', (_what, end) => {
		expect(faultOf(() => open(endingWith(end)))).toBe('decrypt');
	});

	test('refuses a padding that fills all there is', () => {
		expect(faultOf(() => open(encryptBlocks(Buffer.alloc(32, 32))))).toBe('decrypt');
	});

	test.each([1, 0x7fffffff, 0xffffffff])('refuses a length field that is %d bytes too long', (excess) => {
		const plain = layout('hello');
		plain.writeUInt32BE(Math.min(0xffffffff, 5 + APPID.length + excess), 16);
		expect(faultOf(() => open(encryptBlocks(pad32(plain))))).toBe('decrypt');
	});

	test.each([
		['one byte longer', 6],
		['one byte shorter', 4],
		['as long as everything', 5 + APPID.length],
		['zero', 0],
	])('refuses a length field that is %s, since the AppID then differs', (_what, length) => {
		const plain = layout('hello');
		plain.writeUInt32BE(length, 16);
		expect(faultOf(() => open(encryptBlocks(pad32(plain))))).toBe('appid');
	});

	test.each([
		['another', 'wx0000000000000000'],
		['a longer', `${APPID}0`],
		['a shorter', APPID.slice(0, -1)],
		['no', ''],
		['a capitalized', APPID.toUpperCase()],
	])('refuses %s AppID', (_what, appid) => {
		expect(faultOf(() => open(seal('hello', appid)))).toBe('appid');
	});

	test('refuses an envelope that ends before its length field', () => {
		expect(faultOf(() => open(encryptBlocks(Buffer.alloc(32, 13))))).toBe('decrypt');
		expect(faultOf(() => open(encryptBlocks(pad32(Buffer.alloc(19)))))).toBe('decrypt');
	});

	test('names neither key, AppID nor content in a refusal', () => {
		const message = refusalOf(() => open(seal('secret', 'wx0000000000000000'))).message;
		expect(message).not.toMatch(/secret|wx0|wx2|abcdef/);
	});
});
