import { readStandardXml } from '../../../core/protocol/readStandardXml';
import { openSealedMessage, sealMessage } from '../../../core/protocol/sealMessage';
import { writeXml } from '../../../core/protocol/writeXml';
import { faultOf } from './refusal';
import {
	AES_KEY,
	APPID,
	decryptBlocks,
	layout,
	OTHER_AES_KEY,
	pad32,
	RANDOM16,
	seal,
	signatureOf,
	TOKEN,
} from './witness';

const keys = { appid: APPID, token: TOKEN, encodingAesKey: AES_KEY };
const fresh = { timestamp: 1713424427, nonce: '415670741', random16: RANDOM16 };
const reply = '<xml><Content><![CDATA[你好]]></Content></xml>';

test('sealMessage writes the four elements, signed and encrypted as the witness does', () => {
	const document = sealMessage(reply, keys, fresh);
	const { Encrypt, MsgSignature, TimeStamp, Nonce } = readStandardXml(document);
	expect({ TimeStamp, Nonce }).toEqual({ TimeStamp: '1713424427', Nonce: '415670741' });
	expect(MsgSignature).toBe(signatureOf([TOKEN, '1713424427', '415670741', String(Encrypt)]));
	expect(decryptBlocks(String(Encrypt))).toEqual(pad32(layout(reply)));
	expect(document).toMatch(
		/<Encrypt><!\[CDATA\[.*<TimeStamp>1713424427<\/TimeStamp><Nonce><!\[CDATA\[415670741\]\]><\/Nonce>/,
	);
});

test.each([reply, '', 'success', ']]>', '\r\n'])('openSealedMessage gives back %j', (xml) => {
	expect(openSealedMessage(sealMessage(xml, keys, fresh), keys)).toBe(xml);
});

test('sealMessage refuses a malformed key', () => {
	expect(faultOf(() => sealMessage(reply, { ...keys, encodingAesKey: 'short' }, fresh))).toBe('key');
});

describe('openSealedMessage refuses', () => {
	const sealed = sealMessage(reply, keys, fresh);
	const parts = readStandardXml(sealed) as Record<string, string>;

	test('other keys', () => {
		expect(faultOf(() => openSealedMessage(sealed, { ...keys, token: 'Spamtest' }))).toBe('signature');
		expect(faultOf(() => openSealedMessage(sealed, { ...keys, encodingAesKey: OTHER_AES_KEY }))).toBe(
			'decrypt',
		);
		expect(faultOf(() => openSealedMessage(sealed, { ...keys, encodingAesKey: 'short' }))).toBe('key');
		expect(faultOf(() => openSealedMessage(sealed, { ...keys, appid: 'wx0000000000000000' }))).toBe('appid');
	});

	test.each(['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'])('another %s', (name) => {
		const value = String(parts[name]);
		const other = (value.startsWith('1') ? '2' : '1') + value.slice(1);
		expect(faultOf(() => openSealedMessage(writeXml({ ...parts, [name]: other }), keys))).toBe('signature');
	});

	test.each([
		['Encrypt', 'malformed'],
		['TimeStamp', 'malformed'],
		['Nonce', 'malformed'],
		['MsgSignature', 'signature'],
	])('a missing or repeated %s as %s', (name, fault) => {
		const { [name]: value = '', ...rest } = parts;
		expect(faultOf(() => openSealedMessage(writeXml(rest), keys))).toBe(fault);
		expect(faultOf(() => openSealedMessage(writeXml({ ...rest, [name]: [value, value] }), keys))).toBe(fault);
	});

	test.each([reply, 'success', '', '{}'])('the unsealed answer %j', (answer) => {
		expect(faultOf(() => openSealedMessage(answer, keys))).toBe('malformed');
	});

	test('bytes that are not UTF-8', () => {
		const encrypted = seal(Buffer.from([0xff]));
		const document = writeXml({
			Encrypt: encrypted,
			MsgSignature: signatureOf([TOKEN, '1', '2', encrypted]),
			TimeStamp: 1,
			Nonce: '2',
		});
		expect(faultOf(() => openSealedMessage(document, keys))).toBe('malformed');
	});
});
