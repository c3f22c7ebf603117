import { createCipheriv, createDecipheriv } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
/** Random bytes that {@link sealRecord} needs. */
export const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts and authenticates data for a browser to keep or carry: it can neither read nor alter it.
 *
 * @param record plain data
 * @param key from {@link deriveLoginKeys}
 * @param name of the cookie or parameter; the text cannot be decrypted under another name
 * @param iv 12 random bytes, never used before
 * @returns letters, digits, `-` and `_`
 */
export function sealRecord(record: object, key: Buffer, name: string, iv: Buffer): string {
	const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(name));
	const body = Buffer.concat([cipher.update(JSON.stringify(record), 'utf8'), cipher.final()]);
	return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

/**
 * Decrypts what {@link sealRecord} made.
 *
 * @param text as the browser sent it
 * @param key from {@link deriveLoginKeys}
 * @param name of the cookie or parameter it came under
 * @returns undefined for anything altered, truncated, or made with another key or for another name
 */
export function openRecord<Content>(text: string, key: Buffer, name: string): Content | undefined {
	const bytes = Buffer.from(text, 'base64url');
	if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
	try {
		const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
			.setAAD(Buffer.from(name))
			.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
		const body = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
		// Authenticated: only this package can have written it.
		return JSON.parse(body.toString('utf8')) as Content;
	} catch {
		return undefined;
	}
}
