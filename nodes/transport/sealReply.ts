import { randomBytes, randomInt } from 'node:crypto';
import { sealMessage, type SealingKeys } from '../../core/protocol/sealMessage';

/**
 * Encrypts and signs a passive reply, with a nonce and random bytes of its own.
 *
 * @param xml the reply in plain text
 * @param keys the account's keys
 * @param timestamp Unix seconds
 * @throws ProtocolError `key` for a malformed EncodingAESKey
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/push/encryption.html
 */
export function sealReply(xml: string, keys: SealingKeys, timestamp: number): string {
	const nonce = String(randomInt(1_000_000_000, 10_000_000_000));
	return sealMessage(xml, keys, { timestamp, nonce, random16: randomBytes(16) });
}
