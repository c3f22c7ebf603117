/** A decoded picture: four bytes per pixel, red, green, blue and alpha, line by line from the top. */
export interface Pixels {
	data: Uint8ClampedArray;
	width: number;
	height: number;
}

/**
 * Puts a picture on a white background, so that it becomes opaque.
 *
 * @param pixels of the picture
 */
export function onWhite({ data, width, height }: Pixels): Pixels {
	const opaque = new Uint8ClampedArray(data.length);
	for (let at = 0; at < data.length; at += 4) {
		const alpha = (data[at + 3] ?? 0) / 255;
		for (let color = at; color < at + 3; color++)
			opaque[color] = Math.round((data[color] ?? 0) * alpha + 255 * (1 - alpha));
		opaque[at + 3] = 255;
	}
	return { data: opaque, width, height };
}

/**
 * Tells whether a picture has transparent pixels.
 *
 * @param pixels of the picture
 */
export function isTransparent({ data }: Pixels): boolean {
	for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
	return false;
}
