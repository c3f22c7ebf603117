import { drawBlocks } from '../../simulator/areas/drawBlocks';

/** Content of the segments of a JPEG file by marker, and its entropy-coded data without stuffing. */
function takeApart(file: Buffer): { segments: Map<number, Buffer[]>; data: Buffer } {
	const segments = new Map<number, Buffer[]>();
	let place = 2;
	for (;;) {
		const marker = file.readUInt8(place + 1);
		const length = file.readUInt16BE(place + 2);
		segments.set(marker, [...(segments.get(marker) ?? []), file.subarray(place + 4, place + 2 + length)]);
		place += 2 + length;
		if (marker === 0xda) break;
	}
	const data = file.subarray(place, -2).toString('latin1').replaceAll('\xff\0', '\xff');
	return { segments, data: Buffer.from(data, 'latin1') };
}

/** Symbols of a Huffman table by their code, written as bits. */
function readTable(table: Buffer): Map<string, number> {
	const codes = new Map<string, number>();
	let code = 0;
	let symbol = 17;
	for (let length = 1; length <= 16; length++) {
		for (let count = table.readUInt8(length); count > 0; count--) {
			codes.set(code.toString(2).padStart(length, '0'), table.readUInt8(symbol));
			symbol += 1;
			code += 1;
		}
		code *= 2;
	}
	return codes;
}

/** Shades of the blocks, decoded as the JPEG standard says, for files with DC coefficients only. */
function decode(file: Buffer): { width: number; height: number; shades: number[] } {
	const { segments, data } = takeApart(file);
	const frame = segments.get(0xc0)?.[0] ?? Buffer.alloc(0);
	const [height, width] = [frame.readUInt16BE(1), frame.readUInt16BE(3)];
	const [dc, ac] = (segments.get(0xc4) ?? []).map(readTable);
	const quantiser = segments.get(0xdb)?.[0]?.readUInt8(1) ?? 0;
	const bits = [...data].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	let place = 0;
	const next = (table: Map<string, number> | undefined): number => {
		for (let length = 1; length <= 16; length++) {
			const symbol = table?.get(bits.slice(place, place + length));
			if (symbol === undefined) continue;
			place += length;
			return symbol;
		}
		throw new Error(`no code at bit ${place}`);
	};
	let coefficient = 0;
	const shades = Array.from({ length: (width / 8) * (height / 8) }, () => {
		const category = next(dc);
		const value = parseInt(bits.slice(place, place + category) || '0', 2);
		place += category;
		coefficient += value >= 2 ** (category - 1) || category === 0 ? value : value - 2 ** category + 1;
		if (next(ac) !== 0) throw new Error(`no end of block at bit ${place}`);
		return (coefficient * quantiser) / 8 + 128;
	});
	return { width, height, shades };
}

it.each([
	['black and white', (column: number, row: number) => ((column + row) % 2) * 255],
	['every shade', (column: number, row: number) => row * 16 + column],
	['noise', (column: number, row: number) => (column * 97 + row * 41 + column * row * 13) % 256],
	['one shade', () => 128],
])('drawBlocks writes a JPEG file that holds %s', (_name, shade) => {
	const shades = Array.from({ length: 256 }, (_, index) => shade(index % 16, Math.floor(index / 16)));
	const file = drawBlocks(16, 16, shade);
	expect(file.subarray(0, 2).toString('hex') + file.subarray(-2).toString('hex')).toBe('ffd8ffd9');
	expect(decode(file)).toEqual({ width: 128, height: 128, shades });
});
