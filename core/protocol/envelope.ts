import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { ProtocolError } from './ProtocolError';

const BLOCK = 32;
const RANDOM_LENGTH = 16;
const LENGTH_FIELD = 4;

/** Text form of an EncodingAESKey: 43 letters and digits, the base64 of 32 bytes without its final `=`. */
export const ENCODING_AES_KEY = /^[A-Za-z0-9]{43}$/;

/**
 * Turns the console's EncodingAESKey into the 32-byte AES key.
 *
 * @param encodingAesKey 43 characters `[A-Za-z0-9]`
 * @throws ProtocolError `key` when the text has another length or other characters
 */
export function decodeAesKey(encodingAesKey: string): Buffer {
	if (!ENCODING_AES_KEY.test(encodingAesKey)) {
		throw new ProtocolError(
			'key',
			'EncodingAESKey must be exactly 43 letters and digits, as shown in the WeChat console',
		);
	}
	return Buffer.from(`${encodingAesKey}=`, 'base64');
}

/**
 * Encrypts one message into the text of an `<Encrypt>` element.
 *
 * Layout before encryption: 16 random bytes, the message length in bytes as big-endian uint32, the message, the AppID,
 * PKCS#7 padding to a multiple of 32; AES-256-CBC with the first 16 bytes of the key as IV.
 *
 * @param input `message` in UTF-8, `random16` 16 bytes from a secure source, `key` from {@link decodeAesKey}
 * @returns base64
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/push/encryption.html
 */
export function encrypt(input: { message: string; appid: string; key: Buffer; random16: Buffer }): string {
	const message = Buffer.from(input.message);
	const appid = Buffer.from(input.appid);
	const unpadded = RANDOM_LENGTH + LENGTH_FIELD + message.length + appid.length;
	const pad = BLOCK - (unpadded % BLOCK);
	const plain = Buffer.alloc(unpadded + pad, pad);
	input.random16.copy(plain, 0, 0, RANDOM_LENGTH);
	plain.writeUInt32BE(message.length, RANDOM_LENGTH);
	message.copy(plain, RANDOM_LENGTH + LENGTH_FIELD);
	appid.copy(plain, RANDOM_LENGTH + LENGTH_FIELD + message.length);
	const cipher = createCipheriv('aes-256-cbc', ...keyAndIv(input.key)).setAutoPadding(false);
	return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

/**
 * Decrypts the text of an `<Encrypt>` element. Verify `msg_signature` over that text first.
 *
 * Padding, length and AppID are all checked before the first failure is reported, and every byte of the padding: an attacker who may send
 * ciphertexts must not learn from the response time how far one of them got.
 *
 * @param input `encrypted` base64 (white space around it is ignored), `appid` of the account, `key` from {@link decodeAesKey}
 * @returns the message bytes, to be decoded as UTF-8 by the reader
 * @throws ProtocolError `malformed` for anything but whole blocks of base64, `decrypt` for a wrong key, padding or length, `appid` when the
 *   envelope belongs to another account
 */
export function decrypt(input: { encrypted: string; appid: string; key: Buffer }): Buffer {
	const text = input.encrypted.trim();
	const ciphertext = Buffer.from(text, 'base64');
	// Node ignores characters that are not base64; only text that encodes back to itself was valid base64.
	if (ciphertext.toString('base64') !== text) {
		throw new ProtocolError('malformed', 'The Encrypt element is not base64');
	}
	if (ciphertext.length === 0 || ciphertext.length % BLOCK !== 0) {
		throw new ProtocolError('malformed', 'The Encrypt element does not hold whole 32-byte blocks');
	}
	// WeChat pads to 32 bytes; OpenSSL's automatic unpadding accepts 16-byte padding only.
	const decipher = createDecipheriv('aes-256-cbc', ...keyAndIv(input.key)).setAutoPadding(false);
	// `update` returns every whole block, so `final` has nothing to add and only releases the cipher.
	const plain = decipher.update(ciphertext);
	decipher.final();
	const padding = paddingOf(plain);
	const start = RANDOM_LENGTH + LENGTH_FIELD;
	const end = start + plain.readUInt32BE(RANDOM_LENGTH);
	const isOurs = plain.subarray(end, plain.length - padding.length).equals(Buffer.from(input.appid));
	if (!padding.isRight || end > plain.length - padding.length) {
		throw new ProtocolError('decrypt', 'The message cannot be decrypted with the configured EncodingAESKey');
	}
	if (!isOurs) {
		throw new ProtocolError(
			'appid',
			'The message was encrypted for an AppID other than the one in the credential',
		);
	}
	return plain.subarray(start, end);
}

/**
 * The key as a KeyObject: given bytes, Node 24 first finds out through two exceptions that they are no KeyObject, which takes longer than
 * decrypting a message.
 */
function keyAndIv(key: Buffer): [KeyObject, Buffer] {
	return [createSecretKey(key), key.subarray(0, 16)];
}

/** The padding of a message of at least one block; checks every byte of it. */
function paddingOf(plain: Buffer): { length: number; isRight: boolean } {
	const last = plain[plain.length - 1] ?? 0;
	const length = last < 1 || last > BLOCK ? BLOCK : last;
	let difference = length ^ last;
	for (let index = 1; index <= BLOCK; index++) {
		const counts = index <= length ? 0xff : 0;
		difference |= ((plain[plain.length - index] ?? 0) ^ last) & counts;
	}
	return { length, isRight: difference === 0 };
}
