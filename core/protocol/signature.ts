import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Signs as WeChat does: the parts are sorted byte-wise, joined without a separator and hashed with SHA-1.
 *
 * With `[token, timestamp, nonce]` this is `signature`; with the base64 ciphertext as a fourth part it is `msg_signature`.
 * Official example: `sign(['AAAAA', '1714036504', '1514711492'])` is `f464b24fc39322e44b38aa78f5edd27bd1441696`.
 *
 * @param parts the raw strings as received; numbers must not be re-formatted before
 * @returns 40 lower-case hex digits
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/push/
 */
export function sign(parts: readonly string[]): string {
	const sorted = [...parts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
	return createHash('sha1').update(sorted.join('')).digest('hex');
}

/**
 * Compares a signature received over the network with the expected one in constant time.
 *
 * @param expected the output of {@link sign}
 * @param given whatever the query string held: only an equal string passes, arrays and objects never do
 */
export function signatureMatches(expected: string, given: unknown): boolean {
	if (typeof given !== 'string') return false;
	const expectedBytes = Buffer.from(expected);
	const givenBytes = Buffer.from(given);
	return expectedBytes.length === givenBytes.length && timingSafeEqual(expectedBytes, givenBytes);
}
