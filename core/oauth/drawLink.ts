import { encode } from '../vendor/qr';

/** The blank margin that a QR code needs (ISO/IEC 18004). */
const QUIET_MODULES = 4;
/** Longer links give a code too fine for a phone to read from a screen. */
const MAX_CHARACTERS = 600;

/**
 * Draws a link as a QR code.
 *
 * @param link complete URL
 * @returns SVG path data, one unit per module, and the size of the picture; undefined for a link too long to scan
 */
export function drawLink(link: string): { path: string; size: number } | undefined {
	if (link.length > MAX_CHARACTERS) return undefined;
	const { size, data } = encode(link, { ecc: 'M', border: QUIET_MODULES });
	const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
	return { path, size };
}
