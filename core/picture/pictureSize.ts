import { avifPixels } from './avifPixels';
import { jpgScans } from './jpgScans';

/** Formats whose pictures can be decoded here. */
export type DecodedFormat = 'avif' | 'jpg' | 'png' | 'webp';

/** The size in the header of a picture. */
export interface PictureSize {
	width: number;
	height: number;
	/** Whether it is animated. */
	moves: boolean;
}

const still = (width: number, height: number): PictureSize => ({ width, height, moves: false });

const READERS: Readonly<Record<DecodedFormat, (bytes: Buffer) => PictureSize | undefined>> = {
	avif: avifSize,
	jpg: jpgSize,
	png: pngSize,
	webp: webpSize,
};

/**
 * Reads the size in a picture's header, without decoding the picture.
 *
 * @param bytes the file
 * @param format of the file
 * @returns undefined when its header is broken
 */
export function pictureSize(bytes: Buffer, format: DecodedFormat): PictureSize | undefined {
	try {
		const size = READERS[format](bytes);
		return size && size.width > 0 && size.height > 0 ? size : undefined;
	} catch {
		// The header is truncated.
		return undefined;
	}
}

/** @see https://www.w3.org/TR/png-3/#11IHDR */
function pngSize(bytes: Buffer): PictureSize | undefined {
	if (bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
	return still(bytes.readUInt32BE(16), bytes.readUInt32BE(20));
}

/** Markers of frame headers, for every coding; the ones in between are others. @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf */
const FRAME: ReadonlySet<number> = new Set([
	0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
]);

/** Encoders write about ten. */
const MAX_SCANS = 50;

/** The size in the frame's header, if the picture has no more scans than encoders write. */
function jpgSize(bytes: Buffer): PictureSize | undefined {
	for (let at = 2; bytes.readUInt8(at) === 0xff;) {
		const marker = bytes.readUInt8(at + 1);
		if (FRAME.has(marker)) {
			if (jpgScans(bytes, at, MAX_SCANS) > MAX_SCANS) return undefined;
			return still(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
		}
		// A marker may be preceded by any number of bytes 0xff.
		at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
	}
	return undefined;
}

const MOVES = 0x02;

/** @see https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(bytes: Buffer): PictureSize | undefined {
	switch (bytes.toString('latin1', 12, 16)) {
		case 'VP8 ':
			return still(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff);
		case 'VP8L': {
			const bits = bytes.readUInt32LE(21);
			return still((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
		}
		case 'VP8X':
			return {
				width: bytes.readUIntLE(24, 3) + 1,
				height: bytes.readUIntLE(27, 3) + 1,
				moves: (bytes.readUInt8(20) & MOVES) !== 0,
			};
		default:
			return undefined;
	}
}

const MAX_PARTS = 1000;
/** A picture may have transparency, a thumbnail and several layers besides: more than that is not shown. */
const MAX_TIMES_DECODED = 4;

/** The largest of the sizes of its parts, if no more is decoded than is shown. @see https://aomediacodec.github.io/av1-avif/ */
function avifSize(bytes: Buffer): PictureSize | undefined {
	let largest: PictureSize | undefined;
	let at = bytes.indexOf('ispe');
	for (let parts = 0; at >= 0 && parts < MAX_PARTS; parts++) {
		const size = still(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12));
		if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
		at = bytes.indexOf('ispe', at + 4);
	}
	if (!largest) return undefined;
	if (bytes.toString('latin1', 8, 12) === 'avis') return { ...largest, moves: true };
	const decoded = avifPixels(bytes) ?? Infinity;
	return decoded <= MAX_TIMES_DECODED * largest.width * largest.height ? largest : undefined;
}
