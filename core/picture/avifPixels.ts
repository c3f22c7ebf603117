import { sequenceSize } from './sequenceSize';

const SEQUENCE_HEADER = 1;
const FRAME_HEADER = 3;
const FRAME = 6;
/** Far more boxes, items and units than a picture has, and read in no time. */
const MAX_STEPS = 10_000;

interface Span {
	from: number;
	to: number;
}

/**
 * Counts the pixels of all frames in an AVIF file, which a decoder would decode whatever the container says: a picture of a few bytes may be
 * large, and a part of the file may have a thousand frames, of which only the last is shown.
 *
 * @param bytes the file
 * @returns undefined when it is animated, or not built like a picture
 * @throws RangeError when it is truncated, or has more parts than a picture
 * @see https://aomediacodec.github.io/av1-avif/
 */
export function avifPixels(bytes: Buffer): number | undefined {
	let steps = 0;
	const step = () => {
		if (++steps > MAX_STEPS) throw new RangeError('There are too many parts');
	};
	const outer = boxes(bytes, { from: 0, to: bytes.length }, step);
	const [meta, ...others] = outer.get('meta') ?? [];
	if (!meta || others.length > 0 || outer.has('moov')) return undefined;
	// Four bytes for version and flags.
	const inner = boxes(bytes, { from: meta.from + 4, to: meta.to }, step);
	const [iloc, ...more] = inner.get('iloc') ?? [];
	if (!iloc || more.length > 0) return undefined;
	const items = itemsIn(bytes, iloc.from, inner.get('idat')?.[0]?.from ?? 0, step);
	return items.reduce((sum, item) => sum + framePixels(item, step), 0);
}

/** Finds the contents of boxes, by their types. */
function boxes(bytes: Buffer, { from, to }: Span, step: () => void): Map<string, Span[]> {
	const found = new Map<string, Span[]>();
	for (let at = from; at + 8 <= to;) {
		step();
		const size = bytes.readUInt32BE(at);
		const head = size === 1 ? 16 : 8;
		// Size 1 announces a long one, 0 the rest.
		const length = size === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : size || to - at;
		if (length < head || at + length > to) break;
		const type = bytes.toString('latin1', at + 4, at + 8);
		const same = found.get(type) ?? [];
		same.push({ from: at + head, to: at + length });
		found.set(type, same);
		at += length;
	}
	return found;
}

/**
 * Reads where the items are: their extents, joined.
 *
 * @throws RangeError also when they overlap
 */
function itemsIn(bytes: Buffer, start: number, idat: number, step: () => void): Buffer[] {
	let at = start;
	const read = (size: number): number => {
		if (size === 0) return 0;
		const value = size === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, size);
		at += size;
		return value;
	};
	const version = read(4) >>> 24;
	const sizes = read(2);
	const [offsetSize, lengthSize, baseSize] = [sizes >>> 12, (sizes >>> 8) & 15, (sizes >>> 4) & 15];
	const indexSize = version === 0 ? 0 : sizes & 15;
	const idSize = version < 2 ? 2 : 4;
	const items: Buffer[] = [];
	let total = 0;
	for (let left = read(idSize); left > 0; left--) {
		step();
		read(idSize);
		const isInIdat = version > 0 && (read(2) & 15) === 1;
		read(2);
		const base = read(baseSize) + (isInIdat ? idat : 0);
		const extents: Buffer[] = [];
		for (let parts = read(2); parts > 0; parts--) {
			step();
			read(indexSize);
			const from = base + read(offsetSize);
			// Without a length, it is the rest of the file.
			const length = read(lengthSize) || bytes.length;
			const extent = bytes.subarray(from, from + length);
			total += extent.length;
			if (total > bytes.length) throw new RangeError('The items overlap');
			extents.push(extent);
		}
		items.push(Buffer.concat(extents));
	}
	return items;
}

/** Counts the pixels of the frames in an item; what is no picture has none. */
function framePixels(item: Buffer, step: () => void): number {
	let pixels = 0;
	let perFrame = 0;
	for (let at = 0; at < item.length;) {
		step();
		const head = item.readUInt8(at);
		const type = (head >>> 3) & 15;
		const isExtended = (head & 4) !== 0;
		const [length, content] = unitLength(item, at + (isExtended ? 2 : 1), (head & 2) !== 0);
		if (type === SEQUENCE_HEADER) perFrame = sequenceSize(item.subarray(content, content + length));
		if (type === FRAME || type === FRAME_HEADER) pixels += perFrame;
		at = content + length;
	}
	return pixels;
}

/** Reads the length of a unit, and where its content begins: seven bits a byte, the lowest first; without a length, it is the last. */
function unitLength(item: Buffer, start: number, hasLength: boolean): [length: number, content: number] {
	if (!hasLength) return [item.length, start];
	let length = 0;
	for (let index = 0; index < 8 && start + index < item.length; index++) {
		const byte = item.readUInt8(start + index);
		length += (byte & 0x7f) * 2 ** (7 * index);
		if (byte < 0x80) return [length, start + index + 1];
	}
	return [item.length, item.length];
}
