import { createDecipheriv, createHash } from 'node:crypto';

/** SHA-1 over the sorted parts, written without the product's code. */
export function sha1OfSorted(parts: string[]): string {
	return createHash('sha1').update(parts.sort().join('')).digest('hex');
}

/** Text between two tags, CDATA unwrapped; null when the element is missing. */
export function element(xml: string, name: string): string | null {
	return new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([\\s\\S]*?)(?:\\]\\]>)?</${name}>`).exec(xml)?.[1] ?? null;
}

/** Opens an Encrypt text as the official algorithm says, written without the product's code. */
export function openEncrypted(encrypted: string, encodingAESKey: string): { message: string; appid: string } {
	const key = Buffer.from(`${encodingAESKey}=`, 'base64');
	const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
	const padded = Buffer.concat([decipher.update(Buffer.from(encrypted, 'base64')), decipher.final()]);
	const plain = padded.subarray(0, padded.length - padded.readUInt8(padded.length - 1));
	const end = 20 + plain.readUInt32BE(16);
	return { message: plain.toString('utf8', 20, end), appid: plain.toString('utf8', end) };
}
