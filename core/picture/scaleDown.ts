import type { Pixels } from './Pixels';

/**
 * Scales a picture down; each new pixel is the mean of the pixels it replaces, weighted by their opacity.
 *
 * @param picture to scale
 * @param width of the new picture, at most that of the old one; the height follows
 */
export function scaleDown(picture: Pixels, width: number): Pixels {
	if (width >= picture.width) return picture;
	const height = Math.max(1, Math.round((picture.height * width) / picture.width));
	const columns = edges(picture.width, width);
	const rows = edges(picture.height, height);
	const data = new Uint8ClampedArray(width * height * 4);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) writeMean(picture, columns, rows, x, y, data, (y * width + x) * 4);
	}
	return { data, width, height };
}

/** Where the pixels that become one begin; they end where the next ones begin. */
function edges(from: number, to: number): Uint32Array {
	return Uint32Array.from({ length: to + 1 }, (_, index) => Math.floor((index * from) / to));
}

function writeMean(
	{ data, width }: Pixels,
	columns: Uint32Array,
	rows: Uint32Array,
	x: number,
	y: number,
	into: Uint8ClampedArray,
	at: number,
): void {
	const [left = 0, right = 0] = [columns[x], columns[x + 1]];
	const [top = 0, bottom = 0] = [rows[y], rows[y + 1]];
	let red = 0;
	let green = 0;
	let blue = 0;
	let opacity = 0;
	for (let row = top; row < bottom; row++) {
		for (let from = (row * width + left) * 4; from < (row * width + right) * 4; from += 4) {
			const alpha = data[from + 3] ?? 0;
			red += (data[from] ?? 0) * alpha;
			green += (data[from + 1] ?? 0) * alpha;
			blue += (data[from + 2] ?? 0) * alpha;
			opacity += alpha;
		}
	}
	if (opacity === 0) return;
	into[at] = red / opacity;
	into[at + 1] = green / opacity;
	into[at + 2] = blue / opacity;
	into[at + 3] = opacity / ((right - left) * (bottom - top));
}
