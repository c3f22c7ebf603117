import { hash, timingSafeEqual } from 'node:crypto';

/**
 * SHA-1 in the form that WeChat uses.
 *
 * @param text hashed as UTF-8
 * @returns 40 lower-case hex digits
 */
export function sha1Hex(text: string): string {
	return hash('sha1', text);
}

/**
 * Signs the way WeChat does: the parts are sorted byte-wise, joined without a separator and hashed with SHA-1.
 *
 * With `[token, timestamp, nonce]` this is `signature`; with the base64 ciphertext as a fourth part it is `msg_signature`. Official
 * example: `sign(['AAAAA', '1714036504', '1514711492'])` is `f464b24fc39322e44b38aa78f5edd27bd1441696`.
 *
 * @param parts the raw strings as received; numbers must not be reformatted first
 * @returns 40 lower-case hex digits
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/push/
 */
export function sign(parts: readonly string[]): string {
	return sha1Hex([...parts].sort(compareBytes).join(''));
}

/** Compares by UTF-8 bytes without encoding, which a long ciphertext would make expensive. */
function compareBytes(a: string, b: string): number {
	const shared = Math.min(a.length, b.length);
	for (let index = 0; index < shared; index++) {
		const left = a.charCodeAt(index);
		const right = b.charCodeAt(index);
		if (left !== right) return byteRank(left) - byteRank(right);
	}
	return a.length - b.length;
}

/** UTF-16 sorts surrogates below U+E000 … U+FFFF; UTF-8 sorts the characters they form above. */
function byteRank(unit: number): number {
	if (unit < 0xd800) return unit;
	return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/**
 * Compares a signature received over the network with the expected one in constant time.
 *
 * @param expected the output of {@link sign}
 * @param given value from the query string: only an equal string passes, arrays and objects never do
 */
export function signatureMatches(expected: string, given: unknown): boolean {
	if (typeof given !== 'string') return false;
	const expectedBytes = Buffer.from(expected);
	const givenBytes = Buffer.from(given);
	return expectedBytes.length === givenBytes.length && timingSafeEqual(expectedBytes, givenBytes);
}
