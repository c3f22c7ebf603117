import { InvalidInputError } from '../errors/WechatErrors';
import { decodePicture, encodeJpeg, encodePng } from './codecs';
import { type DecodedFormat, pictureSize } from './pictureSize';
import { isTransparent, onWhite, type Pixels } from './Pixels';
import { scaleDown } from './scaleDown';

/** What a picture is, before or after. */
export interface PictureForm {
	format: string;
	width: number;
	height: number;
	bytes: number;
}

/** A picture that WeChat will take. */
export interface ConvertedPicture {
	bytes: Buffer;
	format: 'jpg' | 'png';
	from: PictureForm;
	to: PictureForm;
}

/** What a picture has to become. */
export interface PictureTarget {
	/** Largest size of the file. */
	maxBytes: number;
	/** Left out, as wide as phones show. */
	maxWidth?: number;
	/** Whether it is a JPG in any case: what shows through becomes white. */
	opaque?: boolean;
}

/** Twice what the sharpest phones show of an article. */
const MAX_WIDTH = 2160;
const MILLION = 1_000_000;
/** Of a picture that is decoded, which takes the process for itself meanwhile: about a second. */
const MAX_PIXELS: Readonly<Record<DecodedFormat, number>> = {
	avif: 12.5 * MILLION,
	jpg: 25 * MILLION,
	png: 25 * MILLION,
	webp: 25 * MILLION,
};
const STEP = 0.7;
const MAX_STEPS = 5;

/**
 * Makes a picture that WeChat will take of one that it refuses: JPG, or PNG when something shows through, not wider than
 * wanted, and as small as demanded.
 *
 * @param bytes the file
 * @param format of the file
 * @param target what it has to become
 * @throws InvalidInputError, whose rule follows the name of the picture, when it moves, is broken, or too large to be decoded
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
	if (moves) throw problem(`is ${name} that moves, of which WeChat takes only GIF`);
	if (width * height > MAX_PIXELS[format]) {
		const limit = MAX_PIXELS[format] / MILLION;
		throw problem(`has ${width} × ${height} pixels, and ${name} of up to ${limit} million can be converted`);
	}
	const decoded = await decodePicture(bytes, format);
	if (!decoded) throw problem(`is a broken ${name} file`);
	// What a file says of itself was the limit.
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
	return new InvalidInputError('Picture', rule, 'Give another address, or a JPG or PNG file.');
}
