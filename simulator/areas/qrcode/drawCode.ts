import { createHash } from 'node:crypto';
import { drawBlocks } from '../drawBlocks';

const MODULES = 29;
const MARGIN = 4;
const FINDER = 7;

/**
 * Draws a picture that looks like a QR code and differs from code to code. No camera can read it.
 *
 * @param url decides about the pattern
 * @returns a JPEG file
 */
export function drawCode(url: string): Buffer {
	const size = MODULES + 2 * MARGIN;
	const noise = Buffer.concat(
		Array.from({ length: Math.ceil(MODULES ** 2 / 256) }, (_, part) =>
			createHash('sha256').update(`${part} ${url}`).digest(),
		),
	);
	return drawBlocks(size, size, (column, row) => {
		const [x, y] = [column - MARGIN, row - MARGIN];
		if (x < 0 || y < 0 || x >= MODULES || y >= MODULES) return 255;
		return isDark(noise, x, y) ? 0 : 255;
	});
}

function isDark(noise: Buffer, x: number, y: number): boolean {
	for (const [left, top] of [
		[0, 0],
		[MODULES - FINDER, 0],
		[0, MODULES - FINDER],
	] as const) {
		const distance = Math.max(Math.abs(x - left - 3), Math.abs(y - top - 3));
		if (distance <= 4) return distance !== 2 && distance !== 4;
	}
	const bit = y * MODULES + x;
	return ((noise[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
}
