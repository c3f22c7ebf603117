import { encode } from 'uqr';
import { drawPicture } from '../drawPicture';

const MODULE_PIXELS = 10;
/** The blank margin that a QR code needs (ISO/IEC 18004). */
const QUIET_MODULES = 4;

/**
 * Draws the QR code of a text.
 *
 * @returns a JPEG file
 */
export function drawCode(text: string): Buffer {
	const { size, data } = encode(text, { ecc: 'M', border: QUIET_MODULES });
	const moduleAt = (pixel: number): number => Math.floor(pixel / MODULE_PIXELS);
	return drawPicture(size * MODULE_PIXELS, size * MODULE_PIXELS, (x, y) =>
		data[moduleAt(y)]?.[moduleAt(x)] ? 0 : 255,
	);
}
