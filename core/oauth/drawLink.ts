import { encode } from '../vendor/qr';

/** What a reader may expect around a code (ISO/IEC 18004). */
const QUIET_MODULES = 4;
/** Longer links make a code whose modules a phone no longer tells apart on a screen. */
const MAX_CHARACTERS = 600;

/**
 * Draws a link as a QR code.
 *
 * @param link complete address
 * @returns SVG path data, one unit a module, and the size of the picture; undefined for a link that is too long to be scanned
 */
export function drawLink(link: string): { path: string; size: number } | undefined {
	if (link.length > MAX_CHARACTERS) return undefined;
	const { size, data } = encode(link, { ecc: 'M', border: QUIET_MODULES });
	const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
	return { path, size };
}
