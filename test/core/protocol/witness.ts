import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/** The platform's scheme written a second time on bare node:crypto, so that core/protocol is not its own judge. */

export const APPID = 'wx2c2769f8efd9abc2';
export const TOKEN = 'spamtest';
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
export const OTHER_AES_KEY = 'GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba';
export const RANDOM16 = Buffer.from('0123456789abcdef');
export const NOW = 1_409_735_669;
export const NONCE = '1320562132';

export function sha1(text: string | Buffer): string {
	return createHash('sha1').update(text).digest('hex');
}

export function signatureOf(parts: readonly string[]): string {
	return sha1(Buffer.concat(parts.map((part) => Buffer.from(part)).sort(Buffer.compare)));
}

export function keyBytes(encodingAesKey: string): Buffer {
	return Buffer.from(`${encodingAesKey}=`, 'base64');
}

export function pad32(bytes: Buffer): Buffer {
	const pad = 32 - (bytes.length % 32);
	return Buffer.concat([bytes, Buffer.alloc(pad, pad)]);
}

/** Random bytes, length, message, AppID: what is padded and encrypted. */
export function layout(message: string | Buffer, appid = APPID, random16 = RANDOM16): Buffer {
	const bytes = Buffer.from(message);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(bytes.length);
	return Buffer.concat([random16, length, bytes, Buffer.from(appid)]);
}

export function encryptBlocks(padded: Buffer, encodingAesKey = AES_KEY): string {
	const key = keyBytes(encodingAesKey);
	const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

export function decryptBlocks(encrypted: string, encodingAesKey = AES_KEY): Buffer {
	const key = keyBytes(encodingAesKey);
	const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	return Buffer.concat([decipher.update(Buffer.from(encrypted, 'base64')), decipher.final()]);
}

export function seal(message: string | Buffer, appid = APPID, encodingAesKey = AES_KEY): string {
	return encryptBlocks(pad32(layout(message, appid)), encodingAesKey);
}

export const TEXT_MESSAGE = [
	'<xml><ToUserName><![CDATA[gh_10f6c3c3ac5a]]></ToUserName>',
	'<FromUserName><![CDATA[oyORnuP8q7ou2gfYjqLzSIWZf0rs]]></FromUserName>',
	'<CreateTime>1409735668</CreateTime>',
	'<MsgType><![CDATA[text]]></MsgType>',
	'<Content><![CDATA[你好 hello]]></Content>',
	'<MsgId>6054768590064713728</MsgId></xml>',
].join('\n');

export const TEXT_FIELDS = {
	ToUserName: 'gh_10f6c3c3ac5a',
	FromUserName: 'oyORnuP8q7ou2gfYjqLzSIWZf0rs',
	CreateTime: '1409735668',
	MsgType: 'text',
	Content: '你好 hello',
	MsgId: '6054768590064713728',
};

export interface Push {
	query: Record<string, unknown>;
	body: Buffer;
}

/** A push as plain mode sends it: only token, timestamp and nonce are signed. */
export function plainPush(xml: string | Buffer = TEXT_MESSAGE, timestamp = String(NOW), nonce = NONCE): Push {
	const signature = signatureOf([TOKEN, timestamp, nonce]);
	return { query: { signature, timestamp, nonce, openid: TEXT_FIELDS.FromUserName }, body: Buffer.from(xml) };
}

/** Signs an Encrypt text and wraps it as safe mode does. */
export function wrapEncrypted(encrypted: string, timestamp = String(NOW), extra = ''): Push {
	const body = `<xml>\n    <ToUserName><![CDATA[gh_10f6c3c3ac5a]]></ToUserName>\n    <Encrypt><![CDATA[${encrypted}]]></Encrypt>\n${extra}</xml>`;
	const push = plainPush(body, timestamp);
	push.query.encrypt_type = 'aes';
	push.query.msg_signature = signatureOf([TOKEN, timestamp, NONCE, encrypted]);
	return push;
}

export function safePush(message: string | Buffer = TEXT_MESSAGE, timestamp = String(NOW)): Push {
	return wrapEncrypted(seal(message), timestamp);
}
