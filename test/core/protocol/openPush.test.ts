import { openPush, openQuery } from '../../../core/protocol/openPush';
import { clock, compatible, open, plain, safe, withQuery, withoutQuery } from './receiver';
import { faultOf, refusalOf } from './refusal';
import {
	AES_KEY,
	APPID,
	NONCE,
	NOW,
	OTHER_AES_KEY,
	plainPush,
	safePush,
	seal,
	signatureOf,
	TEXT_FIELDS,
	TEXT_MESSAGE,
	wrapEncrypted,
} from './witness';

const compatiblePush = (besides: string) => wrapEncrypted(seal(TEXT_MESSAGE), String(NOW), besides);

describe('openPush opens', () => {
	test('a plain push', () => {
		expect(open(plainPush(), plain)).toEqual({ message: TEXT_FIELDS, encrypted: false, nonce: NONCE });
	});

	test('a safe push', () => {
		expect(open(safePush())).toEqual({ message: TEXT_FIELDS, encrypted: true, nonce: NONCE });
	});

	test('a compatible push by its envelope alone, whatever stands beside it', () => {
		const forged = compatiblePush(
			'<FromUserName><![CDATA[forged]]></FromUserName><Content><![CDATA[forged]]></Content>',
		);
		expect(open(forged, compatible)).toEqual({ message: TEXT_FIELDS, encrypted: true, nonce: NONCE });
	});

	test('a compatible push in plain mode by its plain elements, without Encrypt', () => {
		const push = compatiblePush('<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hi]]></Content>');
		expect(open(push, plain)).toEqual({
			message: { ToUserName: 'gh_10f6c3c3ac5a', MsgType: 'text', Content: 'hi' },
			encrypted: false,
			nonce: NONCE,
		});
	});

	test('an envelope inside an envelope without its Encrypt', () => {
		expect(open(safePush('<xml><A>1</A><Encrypt>x</Encrypt></xml>')).message).toEqual({ A: '1' });
	});

	test('an envelope with white space around the ciphertext, as the signature has it', () => {
		const encrypted = seal(TEXT_MESSAGE);
		const push = wrapEncrypted(encrypted);
		push.body = Buffer.from(`<xml><Encrypt>\n${encrypted}\n</Encrypt></xml>`);
		expect(open(push).message).toEqual(TEXT_FIELDS);
	});

	test('the ciphertext that was signed, whatever others stand beside it', () => {
		const push = safePush();
		for (const decoy of [
			'<Encrypt>AAAA</Encrypt>',
			'<Encrypt><![CDATA[AAAA]]></Encrypt>',
			'<Encrypt>',
			'<Encrypt><A>',
		]) {
			const body = push.body.toString();
			for (const hostile of [
				body.replace('<Encrypt>', `${decoy}<Encrypt>`),
				body.replace('</xml>', `${decoy}</xml>`),
			]) {
				expect(open({ ...push, body: Buffer.from(hostile) }).message).toEqual(TEXT_FIELDS);
			}
		}
	});

	test('a safe push without the plain signature, since msg_signature covers more', () => {
		expect(open(withoutQuery(safePush(), 'signature')).message).toEqual(TEXT_FIELDS);
	});

	test('a push under the previous key while the key is rotated', () => {
		const rotated = { ...safe, encodingAesKey: OTHER_AES_KEY, previousEncodingAesKey: AES_KEY };
		expect(open(safePush(), rotated).message).toEqual(TEXT_FIELDS);
		expect(open(wrapEncrypted(seal(TEXT_MESSAGE, APPID, OTHER_AES_KEY)), rotated).message).toEqual(
			TEXT_FIELDS,
		);
	});

	test('an empty message', () => {
		expect(open(safePush('<xml></xml>')).message).toEqual({});
		expect(open(plainPush('<xml/>'), plain).message).toEqual({});
	});

	test('a message with a byte order mark', () => {
		expect(open(safePush(`\ufeff${TEXT_MESSAGE}`)).message).toEqual(TEXT_FIELDS);
	});
});

test.each(['<Encrypt></Encrypt>', '<Encrypt>AAAA</Encrypt>', '<Encrypt>', '</Encrypt>'])(
	'openPush opens a compatible push whose follower wrote %s a hundred times',
	(piece) => {
		const content = piece.repeat(100);
		const xml = TEXT_MESSAGE.replace('你好 hello', content);
		const envelope = wrapEncrypted(seal(xml));
		const encrypt = envelope.body.toString().slice(envelope.body.indexOf('<Encrypt>'));
		const push = { ...envelope, body: Buffer.from(xml.replace('</xml>', encrypt)) };
		expect(open(push, compatible).message).toEqual({ ...TEXT_FIELDS, Content: content });
		expect(open(push, plain).message).toEqual({ ...TEXT_FIELDS, Content: content });
	},
);

describe('openPush checks in order', () => {
	const old = String(NOW - 1000);
	const notXml = Buffer.from('not xml');

	test('the signature before the body is read', () => {
		expect(
			faultOf(() => open({ query: { ...plainPush().query, signature: 'x' }, body: notXml }, plain)),
		).toBe('signature');
		expect(faultOf(() => open({ query: { ...safePush().query, signature: 'x' }, body: notXml }))).toBe(
			'signature',
		);
	});

	test('the signature before the age, and the age before the body', () => {
		const push = plainPush(notXml, old);
		expect(faultOf(() => open(withQuery(push, { signature: 'x' }), plain))).toBe('signature');
		expect(faultOf(() => open(push, plain))).toBe('stale');
		expect(faultOf(() => open(plainPush(TEXT_MESSAGE, old)))).toBe('stale');
	});

	test.each([
		['plain', plain, plainPush(Buffer.from(' {"MsgType":"text"}'))],
		['safe', safe, { ...safePush(), body: Buffer.from('{"ToUserName":"gh_1","Encrypt":"AAAA"}') }],
	])(
		'the format before what is in it, so that JSON in %s mode is called by its name',
		(_mode, account, push) => {
			expect(refusalOf(() => open(push, account)).message).toContain('A push in JSON arrived');
			const forged = withQuery(push, { signature: 'x' });
			expect(refusalOf(() => open(forged, account)).message).not.toContain('JSON');
		},
	);

	test('msg_signature before anything is decrypted', () => {
		const push = withQuery(wrapEncrypted('AAAA'), { msg_signature: signatureOf(['other']) });
		expect(faultOf(() => open(push))).toBe('signature');
		expect(
			faultOf(() => open(withQuery(safePush(), { msg_signature: 'x' }), { ...safe, encodingAesKey: '' })),
		).toBe('signature');
	});

	test('the key before the AppID, the AppID before the content, the content before its age', () => {
		expect(faultOf(() => open(wrapEncrypted(seal('{}', 'wx0', OTHER_AES_KEY))))).toBe('decrypt');
		expect(faultOf(() => open(wrapEncrypted(seal('{}', 'wx0'))))).toBe('appid');
		expect(faultOf(() => open(wrapEncrypted(seal('{}'))))).toBe('malformed');
		const lastWeek = NOW - 7 * 86_400;
		const message = seal(`<xml><CreateTime>${lastWeek}</CreateTime></xml>`);
		expect(faultOf(() => open(wrapEncrypted(message)))).toBe('stale');
	});

	test('the query before the body: openQuery says whether anything but the body can be relied on', () => {
		const { query } = withoutQuery(safePush(), 'signature');
		expect(openQuery(safePush().query, safe, clock).signed).toBe(true);
		expect(openQuery(query, safe, clock).signed).toBe(false);
		expect(faultOf(() => openQuery({ ...query, msg_signature: undefined }, safe, clock))).toBe('signature');
	});

	test('the query once when openQuery has opened it, and again when that was another query or with other keys', () => {
		const push = safePush();
		const opened = openQuery(push.query, safe, clock);
		const later = { ...clock, nowSeconds: NOW + 3600 };
		expect(openPush(push, safe, later, opened).message).toEqual(TEXT_FIELDS);
		expect(faultOf(() => openPush({ ...push, query: { ...push.query } }, safe, later, opened))).toBe('stale');
		expect(faultOf(() => openPush(push, { ...safe }, later, opened))).toBe('stale');
		const forged = withQuery(push, { signature: 'x' });
		expect(faultOf(() => openPush(forged, safe, clock, opened))).toBe('signature');
	});
});

test('a plain push is accepted whatever its CreateTime is, which nothing has signed', () => {
	for (const time of ['1', 'yesterday']) {
		const push = plainPush(`<xml><CreateTime>${time}</CreateTime></xml>`);
		expect(open(push, plain).message).toEqual({ CreateTime: time });
	}
});

test('a refusal never repeats token, key or content', () => {
	const refusals = [
		refusalOf(() => open(withQuery(safePush(), { msg_signature: 'x' }))),
		refusalOf(() => open(safePush('<xml>secret content</xml>'))),
		refusalOf(() => open(wrapEncrypted(seal(TEXT_MESSAGE, 'wx0000000000000000')))),
		refusalOf(() => open(safePush(), { ...safe, encodingAesKey: 'secret key' })),
		refusalOf(() => open(plainPush('<xml><A>secret</B></xml>'), plain)),
	];
	for (const { message } of refusals) expect(message).not.toMatch(/secret|spamtest|abcdef|wx[0-9a-f]/);
});
