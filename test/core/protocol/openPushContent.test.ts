import { openPush } from '../../../core/protocol/openPush';
import { open, plain, safe } from './receiver';
import { faultOf, refusalOf } from './refusal';
import {
	APPID,
	NOW,
	OTHER_AES_KEY,
	plainPush,
	safePush,
	seal,
	TEXT_FIELDS,
	TEXT_MESSAGE,
	wrapEncrypted,
	type Push,
} from './witness';

describe('openPush refuses an authentic envelope', () => {
	test('for another AppID', () => {
		expect(faultOf(() => open(wrapEncrypted(seal(TEXT_MESSAGE, 'wx0000000000000000'))))).toBe('appid');
	});

	test('under another key, also when a previous key is known', () => {
		const push = wrapEncrypted(seal(TEXT_MESSAGE, APPID, 'z'.repeat(43)));
		expect(faultOf(() => open(push))).toBe('decrypt');
		expect(faultOf(() => open(push, { ...safe, previousEncodingAesKey: OTHER_AES_KEY }))).toBe('decrypt');
		expect(faultOf(() => open(push, { ...safe, previousEncodingAesKey: '' }))).toBe('decrypt');
	});

	test('for another AppID under the current key, whatever the previous one is', () => {
		const push = wrapEncrypted(seal(TEXT_MESSAGE, 'wx0000000000000000'));
		for (const previousEncodingAesKey of ['not a key', OTHER_AES_KEY]) {
			expect(faultOf(() => open(push, { ...safe, previousEncodingAesKey }))).toBe('appid');
		}
	});

	test('for another AppID under the previous key', () => {
		const push = wrapEncrypted(seal(TEXT_MESSAGE, 'wx0000000000000000', OTHER_AES_KEY));
		expect(faultOf(() => open(push, { ...safe, previousEncodingAesKey: OTHER_AES_KEY }))).toBe('appid');
	});

	test.each([undefined, '', 'too short'])('when the credential has the key %j', (encodingAesKey) => {
		expect(faultOf(() => open(safePush(), { ...safe, encodingAesKey }))).toBe('key');
	});

	test.each([
		['bad UTF-8', Buffer.from([0x3c, 0x78, 0x6d, 0x6c, 0x3e, 0xff, 0xfe])],
		[
			'an overlong UTF-8 form',
			Buffer.concat([Buffer.from('<xml><A>'), Buffer.from([0xc0, 0xaf]), Buffer.from('</A></xml>')]),
		],
		['JSON', '{"MsgType":"text"}'],
		['nothing', ''],
		['a DOCTYPE', '<!DOCTYPE xml><xml/>'],
	])('with %s inside', (_what, content) => {
		expect(faultOf(() => open(safePush(content)))).toBe('malformed');
	});
});

describe('openPush refuses a body', () => {
	test.each([
		['that is empty', ''],
		[
			'of bad UTF-8',
			Buffer.concat([Buffer.from('<xml><A>'), Buffer.from([0xe4, 0xbd]), Buffer.from('</A></xml>')]),
		],
		['in UTF-16', Buffer.from(`\ufeff${TEXT_MESSAGE}`, 'utf16le')],
		[
			'in GBK',
			Buffer.concat([
				Buffer.from('<xml><A><![CDATA['),
				Buffer.from([0xc4, 0xe3]),
				Buffer.from(']]></A></xml>'),
			]),
		],
		['that is cut off', TEXT_MESSAGE.slice(0, -8)],
		['with a DOCTYPE', `<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/passwd">]>${TEXT_MESSAGE}`],
	])('%s', (_what, body) => {
		expect(faultOf(() => open(plainPush(body), plain))).toBe('malformed');
		expect(faultOf(() => open({ query: safePush().query, body: Buffer.from(body) }))).toBe('plaintext');
	});

	test('of bad UTF-8, and opens the next one', () => {
		expect(faultOf(() => open(plainPush(Buffer.from([0xe4])), plain))).toBe('malformed');
		expect(open(plainPush(), plain).message).toEqual(TEXT_FIELDS);
	});
});

describe('openPush refuses by time', () => {
	const at = (
		offset: number,
		windowSeconds = 300,
		push: (timestamp: string) => Push = (time) => safePush(undefined, time),
	) => openPush(push(String(NOW + offset)), safe, { nowSeconds: NOW, windowSeconds });

	test.each([-301, 301, -86_400, 86_400])('a timestamp %d seconds off', (offset) => {
		expect(refusalOf(() => at(offset))).toMatchObject({
			fault: 'stale',
			message: expect.stringMatching(/300 seconds/),
		});
	});

	test.each([-300, -1, 0, 1, 300])('none that is %d seconds off', (offset) => {
		expect(at(offset).message).toEqual(TEXT_FIELDS);
	});

	test('a plain push as well', () => {
		const push = plainPush(TEXT_MESSAGE, String(NOW - 301));
		expect(faultOf(() => open(push, plain))).toBe('stale');
	});

	test('nothing with a window of 0', () => {
		expect(at(-400_000_000, 0).message).toEqual(TEXT_FIELDS);
	});

	test.each([
		'yesterday',
		'NaN',
		'Infinity',
		'140973566',
		'14097356690',
		' 1409735669',
		'1409735669 ',
		'1409735669.0',
		'1.40973566e9',
		'+1409735669',
		'１４０９７３５６６９',
		'1409735669\n',
	])('the timestamp %j as malformed, since it is not ten digits, whatever the window', (timestamp) => {
		for (const windowSeconds of [0, 300]) {
			const clock = { nowSeconds: NOW, windowSeconds };
			expect(faultOf(() => openPush(safePush(undefined, timestamp), safe, clock))).toBe('malformed');
			expect(faultOf(() => openPush(plainPush(TEXT_MESSAGE, timestamp), plain, clock))).toBe('malformed');
		}
	});

	test('everything when the window is not a number', () => {
		expect(faultOf(() => at(0, Number.NaN))).toBe('stale');
	});
});
