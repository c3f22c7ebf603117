const BLOCK = 8;
/** Quantising by 8 makes a block's DC coefficient its shade minus 128. */
const QUANTISER = 8;
const MIDDLE = 128;

/** Huffman codes of the DC categories 0–8 from the table of the JPEG standard: code and its length. */
const DC_CODES: readonly (readonly [code: number, length: number])[] = [
	[0b00, 2],
	[0b010, 3],
	[0b011, 3],
	[0b100, 3],
	[0b101, 3],
	[0b110, 3],
	[0b1110, 4],
	[0b11110, 5],
	[0b111110, 6],
];
/** How many codes there are of each length, 1–16 bits. */
const DC_LENGTHS = [0, 1, 5, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/** The only AC symbol in use: end of block, code `0`. */
const AC_LENGTHS = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/**
 * Draws a gray picture of uniform squares, 8 pixels each, as a baseline JPEG file.
 *
 * @param columns squares in a row
 * @param rows of squares
 * @param shade 0 black to 255 white
 */
export function drawBlocks(
	columns: number,
	rows: number,
	shade: (column: number, row: number) => number,
): Buffer {
	const shades = Array.from({ length: columns * rows }, (_, index) =>
		shade(index % columns, Math.floor(index / columns)),
	);
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
		segment(0xdb, [0, ...Array<number>(64).fill(QUANTISER)]),
		segment(0xc0, [8, ...word(rows * BLOCK), ...word(columns * BLOCK), 1, 1, 0x11, 0]),
		segment(0xc4, [0x00, ...DC_LENGTHS, ...DC_CODES.keys()]),
		segment(0xc4, [0x10, ...AC_LENGTHS, 0]),
		segment(0xda, [1, 1, 0x00, 0, 63, 0]),
		encode(shades),
		Buffer.from([0xff, 0xd9]),
	]);
}

function encode(shades: readonly number[]): Buffer {
	let previous = 0;
	let bits = '';
	for (const shade of shades) {
		const coefficient = shade - MIDDLE;
		bits += `${dcBits(coefficient - previous)}0`;
		previous = coefficient;
	}
	const bytes: number[] = [];
	for (let start = 0; start < bits.length; start += 8) {
		const byte = parseInt(bits.slice(start, start + 8).padEnd(8, '1'), 2);
		bytes.push(byte);
		// Inside the data a byte FF is followed by 00, so that it is no marker.
		if (byte === 0xff) bytes.push(0);
	}
	return Buffer.from(bytes);
}

function dcBits(difference: number): string {
	const category = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
	const [code, length] = DC_CODES[category] ?? [0, 0];
	const prefix = code.toString(2).padStart(length, '0');
	if (category === 0) return prefix;
	const value = difference > 0 ? difference : difference + 2 ** category - 1;
	return prefix + value.toString(2).padStart(category, '0');
}

function segment(marker: number, content: readonly number[]): Buffer {
	return Buffer.from([0xff, marker, ...word(content.length + 2), ...content]);
}

function word(value: number): [number, number] {
	return [value >> 8, value & 0xff];
}
