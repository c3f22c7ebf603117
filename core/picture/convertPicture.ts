import { InvalidInputError } from '../errors/WechatErrors';
import { decodePicture, encodeJpeg, encodePng } from './codecs';
import { type DecodedFormat, pictureSize } from './pictureSize';
import { isTransparent, onWhite, type Pixels } from './Pixels';
import { scaleDown } from './scaleDown';

/** Format and size of a picture, before or after. */
export interface PictureForm {
	format: string;
	width: number;
	height: number;
	bytes: number;
}

/** A picture that WeChat will accept. */
export interface ConvertedPicture {
	bytes: Buffer;
	format: 'jpg' | 'png';
	from: PictureForm;
	to: PictureForm;
}

/** The requirements for a picture. */
export interface PictureTarget {
	/** Maximum size of the file. */
	maxBytes: number;
	/** By default, the width that phones show. */
	maxWidth?: number;
	/** Whether it must be a JPG: transparent pixels become white. */
	opaque?: boolean;
}

/** Twice what the sharpest phones show of an article. */
const MAX_WIDTH = 2160;
const MILLION = 1_000_000;
/** Maximum number of pixels to decode, which blocks the process for about a second. */
const MAX_PIXELS: Readonly<Record<DecodedFormat, number>> = {
	avif: 12.5 * MILLION,
	jpg: 25 * MILLION,
	png: 25 * MILLION,
	webp: 25 * MILLION,
};
const STEP = 0.7;
const MAX_STEPS = 5;

/**
 * Converts a picture that WeChat refuses: to JPG, or to PNG when it has transparency, within the given width and file size.
 *
 * @param bytes the file
 * @param format of the file
 * @param target requirements
 * @throws InvalidInputError, whose rule follows the name of the picture, when it is animated, broken, or too large to decode
 */
export async function convertPicture(
	bytes: Buffer,
	format: DecodedFormat,
	{ maxBytes, maxWidth = MAX_WIDTH, opaque = false }: PictureTarget,
): Promise<ConvertedPicture> {
	const name = format.toUpperCase();
	const size = pictureSize(bytes, format);
	if (!size) throw problem(`is a broken ${name} file`);
	const { width, height, moves } = size;
	if (moves) throw problem(`is an animated ${name}, and WeChat takes only GIF for animations`);
	if (width * height > MAX_PIXELS[format]) {
		const limit = MAX_PIXELS[format] / MILLION;
		throw problem(`has ${width} × ${height} pixels, and ${name} of up to ${limit} million can be converted`);
	}
	const decoded = await decodePicture(bytes, format);
	if (!decoded) throw problem(`is a broken ${name} file`);
	// The limit was checked against the size in the file's header.
	if (decoded.width * decoded.height > width * height) throw problem(`is a broken ${name} file`);
	const scaled = scaleDown(decoded, maxWidth);
	const { file, pixels, made } = await encodeBelow(opaque ? onWhite(scaled) : scaled, maxBytes);
	return {
		bytes: file,
		format: made,
		from: { format, width, height, bytes: bytes.length },
		to: { format: made, width: pixels.width, height: pixels.height, bytes: file.length },
	};
}

async function encodeBelow(
	given: Pixels,
	maxBytes: number,
): Promise<{ file: Buffer; pixels: Pixels; made: 'jpg' | 'png' }> {
	const made = isTransparent(given) ? 'png' : 'jpg';
	const encode = made === 'png' ? encodePng : encodeJpeg;
	let pixels = given;
	for (let step = 0; step <= MAX_STEPS; step++) {
		const file = await encode(pixels);
		if (file.length <= maxBytes) return { file, pixels, made };
		pixels = scaleDown(pixels, Math.max(1, Math.round(pixels.width * STEP)));
	}
	throw problem('is too large, even after it was made smaller');
}

function problem(rule: string): InvalidInputError {
	return new InvalidInputError('Picture', rule, 'Give another picture, e.g. a smaller JPG or PNG.');
}
