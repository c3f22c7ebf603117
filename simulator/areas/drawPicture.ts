import { encode } from 'jpeg-js';

const QUALITY = 90;

/**
 * Draws a gray picture as a JPEG file.
 *
 * @param width in pixels
 * @param height in pixels
 * @param shade 0 black to 255 white
 */
export function drawPicture(width: number, height: number, shade: (x: number, y: number) => number): Buffer {
	const data = Buffer.alloc(width * height * 4);
	for (let pixel = 0; pixel < width * height; pixel++) {
		data.fill(shade(pixel % width, Math.floor(pixel / width)), pixel * 4, pixel * 4 + 3);
	}
	return encode({ width, height, data }, QUALITY).data;
}
