/** Files by their first bytes, which decide what they are. */
export const PICTURES = {
	png: Buffer.from('89504e470d0a1a0a0000', 'hex'),
	jpg: Buffer.from('ffd8ffe000104a464946', 'hex'),
	gif: Buffer.from('GIF89a0000'),
	webp: Buffer.from('RIFF0000WEBPVP8 '),
	svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
} as const;

/** A PNG of its own, so that no two have the same content. */
export function pngNumber(number: number, bytes = 64): Buffer {
	return Buffer.concat([PICTURES.png, Buffer.alloc(bytes, number)]);
}
