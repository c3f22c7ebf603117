/** A picture as it is shown: four bytes a pixel, red, green, blue and alpha, line by line from the top. */
export interface Pixels {
	data: Uint8ClampedArray;
	width: number;
	height: number;
}

/**
 * Tells whether anything shows through a picture.
 *
 * @param pixels of the picture
 */
export function isTransparent({ data }: Pixels): boolean {
	for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
	return false;
}
