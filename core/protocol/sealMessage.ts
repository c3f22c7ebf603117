import { decodeUtf8 } from './decodeUtf8';
import { decodeAesKey, decrypt, encrypt } from './envelope';
import { ProtocolError } from './ProtocolError';
import { readStandardXml } from './readStandardXml';
import { sign, signatureMatches } from './signature';
import { writeXml } from './writeXml';

/** Keys with which an account encrypts or decrypts a message. */
export interface SealingKeys {
	appid: string;
	token: string;
	/** 43 characters `[A-Za-z0-9]`. */
	encodingAesKey: string;
}

/**
 * Encrypts and signs a passive reply for compatible or safe mode.
 *
 * @param xml the reply document in plain text
 * @param keys the account's keys
 * @param fresh `timestamp` Unix seconds, `nonce` any text (the push's own nonce is customary), `random16` 16 secure random bytes
 * @returns the document to answer with: Encrypt, MsgSignature, TimeStamp, Nonce
 * @throws ProtocolError `key` for a malformed EncodingAESKey
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/push/encryption.html
 */
export function sealMessage(
	xml: string,
	keys: SealingKeys,
	fresh: { timestamp: number; nonce: string; random16: Buffer },
): string {
	const key = decodeAesKey(keys.encodingAesKey);
	const encrypted = encrypt({ message: xml, appid: keys.appid, key, random16: fresh.random16 });
	return writeXml({
		Encrypt: encrypted,
		MsgSignature: sign([keys.token, String(fresh.timestamp), fresh.nonce, encrypted]),
		TimeStamp: fresh.timestamp,
		Nonce: fresh.nonce,
	});
}

/**
 * Verifies and decrypts what {@link sealMessage} made, as WeChat does with a passive reply.
 *
 * @param document the answer's body
 * @param keys the account's keys
 * @returns the reply document in plain text
 * @throws ProtocolError `malformed`, `signature`, `decrypt` or `appid`
 */
export function openSealedMessage(document: string, keys: SealingKeys): string {
	const { Encrypt, MsgSignature, TimeStamp, Nonce } = readStandardXml(document);
	if (typeof Encrypt !== 'string' || typeof TimeStamp !== 'string' || typeof Nonce !== 'string') {
		throw new ProtocolError('malformed', 'The reply lacks Encrypt, TimeStamp or Nonce');
	}
	if (!signatureMatches(sign([keys.token, TimeStamp, Nonce, Encrypt]), MsgSignature)) {
		throw new ProtocolError('signature', 'MsgSignature does not match the reply');
	}
	return decodeUtf8(
		decrypt({ encrypted: Encrypt, appid: keys.appid, key: decodeAesKey(keys.encodingAesKey) }),
	);
}
