import { avifPixels } from '../../../core/picture/avifPixels';
import { convertPicture } from '../../../core/picture/convertPicture';
import { pictureSize } from '../../../core/picture/pictureSize';
import { sequenceSize } from '../../../core/picture/sequenceSize';
import { SAMPLES } from './samplePictures';

const { avif } = SAMPLES;
const MB = 1024 * 1024;

/** Where the sample names the place of its only item: its offset, then its length. */
const PLACE = avif.indexOf('iloc') + 18;
const ITEM = avif.subarray(avif.readUInt32BE(PLACE));

/** The sample with another item. */
function withItem(item: Buffer): Buffer {
	const file = Buffer.concat([avif.subarray(0, avif.length - ITEM.length), item]);
	file.writeUInt32BE(item.length, PLACE + 4);
	file.writeUInt32BE(item.length + 8, file.indexOf('mdat') - 4);
	return file;
}

const box = (type: string, ...content: Buffer[]): Buffer => {
	const bytes = Buffer.concat([Buffer.alloc(8), ...content]);
	bytes.writeUInt32BE(bytes.length, 0);
	bytes.write(type, 4);
	return bytes;
};
const FILE_TYPE = avif.subarray(0, 32);
const metaOf = (...content: Buffer[]) => box('meta', Buffer.alloc(4), ...content);
const hex = (...texts: string[]) => Buffer.from(texts.join(''), 'hex');

/** A picture of 16 × 12 whose container says 8 × 6. */
const belittled = Buffer.from(avif);
belittled.writeUInt32BE(8, belittled.indexOf('ispe') + 8);
belittled.writeUInt32BE(5, belittled.indexOf('ispe') + 12);

describe('avifPixels counts', () => {
	test.each<[string, Buffer, number]>([
		['a still picture', avif, 16 * 12],
		['one with transparency', SAMPLES.halfTransparentAvif, 2 * 16 * 12],
		['a picture of an encoder of videos', SAMPLES.avifOfVideo, 64 * 48],
		['what is decoded, not what the container says', belittled, 16 * 12],
		// Without the delimiter in front.
		['three frames in one item', withItem(Buffer.concat([ITEM, ITEM.subarray(2), ITEM])), 3 * 16 * 12],
		['a frame whose unit has no length', withItem(hex('0a0918', '0cfed8204040d080', '30')), 192],
		['nothing in text', withItem(Buffer.from('<x:xmpmeta xmlns:x="adobe:ns:meta/">')), 0],
		['nothing in an extended unit that is cut off', withItem(hex('1600ff')), 0],
	])('%s', (_what, bytes, pixels) => {
		expect(avifPixels(bytes)).toBe(pixels);
	});

	test('an item in two parts, one that is in the head, and one that ends with the file', () => {
		const parts = (base: number) =>
			Buffer.concat([
				// Version 2, sizes of 4, two items; the first is in the box idat, in two parts.
				hex('02000000', '4400', '00000002', '00000001', '0001', '0000', '0002'),
				hex('00000000', '00000005', '00000005'),
				Buffer.from([0, 0, 0, ITEM.length - 5]),
				// The second ends with the file.
				hex('00000002', '0000', '0000', '0001'),
				Buffer.from([0, 0, base >>> 8, base & 255]),
				hex('00000000'),
			]);
		const meta = (base: number) => metaOf(box('idat', ITEM), box('iloc', parts(base)));
		const base = FILE_TYPE.length + meta(0).length + 8;
		const file = Buffer.concat([FILE_TYPE, meta(base), box('mdat', ITEM)]);
		expect(avifPixels(file)).toBe(2 * 16 * 12);
	});
});

describe('is no picture:', () => {
	const iloc = (content: string) => Buffer.concat([FILE_TYPE, metaOf(box('iloc', hex(content)))]);
	test.each<[string, Buffer]>([
		['a file without a list of items', FILE_TYPE],
		['a head without one', Buffer.concat([FILE_TYPE, metaOf()])],
		['one with two heads', Buffer.concat([avif, metaOf()])],
		['one with a film', Buffer.concat([avif, box('moov')])],
		['one with two lists', Buffer.concat([FILE_TYPE, metaOf(box('iloc'), box('iloc'))])],
	])('%s', (_what, bytes) => {
		expect(avifPixels(bytes)).toBeUndefined();
		expect(pictureSize(bytes, 'avif')).toBeUndefined();
	});

	test.each<[string, Buffer]>([
		['a list that is cut off', iloc('00000000')],
		['a list of items without end', iloc(`020000000000ffffffff${'00'.repeat(100_000)}`)],
		['parts without end', iloc('00000000000000010001' + '0000ffff')],
		['units without end', withItem(Buffer.alloc(20_002, hex('1200')))],
		['boxes without end', Buffer.concat([FILE_TYPE, Buffer.alloc(160_008, hex('0000000866726565'))])],
	])('%s', (_what, bytes) => {
		expect(() => avifPixels(bytes)).toThrow();
		expect(pictureSize(bytes, 'avif')).toBeUndefined();
	});
});

describe('sequenceSize', () => {
	/** Bits as text, filled up to bytes. */
	const bits = (...texts: string[]) => {
		const all = texts.join('').replaceAll(' ', '');
		return Buffer.from((all.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)));
	};
	/** 4 bits each: 16 wide, 12 high. */
	const SIZE = '0011 0011 1111 1011';
	const point = '000000000000 00100';

	test.each<[string, Buffer]>([
		['a still picture', bits('000 1 1 00100', SIZE)],
		['a video', bits('000 0 0', '0 0 00000', point, SIZE)],
		['a high level, which has a tier', bits('000 0 0', '0 0 00000', '000000000000 01000 1', SIZE)],
		['several operating points', bits('000 0 0', '0 0 00010', point, point, point, SIZE)],
		['delays', bits('000 0 0', '0 1 00001', point, '1 1010', point, '0', SIZE)],
		['times', bits('000 0 0', '1', '01'.repeat(32), '0', '0', '0 00000', point, SIZE)],
		[
			'equal times, and the model of a decoder',
			bits(
				'000 0 0',
				`1 ${'01'.repeat(32)} 1 00101 1`,
				`00010 ${'0'.repeat(32)} 00000 00000`,
				'0 00001',
				`${point} 1 101 101 1`,
				`${point} 0`,
				SIZE,
			),
		],
	])('reads the size behind the header of %s', (_what, bytes) => {
		expect(sequenceSize(bytes)).toBe(16 * 12);
	});
});

describe('convertPicture', () => {
	test.each<[string, Buffer, number]>([
		['one with transparency', SAMPLES.halfTransparentAvif, 16],
		['one of an encoder of videos', SAMPLES.avifOfVideo, 64],
	])('takes %s', async (_what, bytes, width) => {
		expect(await convertPicture(bytes, 'avif', { maxBytes: MB })).toMatchObject({ from: { width } });
	});

	test.each<[string, Buffer]>([
		['a picture of which more is decoded than is shown', belittled],
		['five frames of which one is shown', withItem(Buffer.concat(Array.from({ length: 5 }, () => ITEM)))],
	])('refuses %s before it is decoded', async (_what, bytes) => {
		expect(pictureSize(bytes, 'avif')).toBeUndefined();
		await expect(convertPicture(bytes, 'avif', { maxBytes: MB })).rejects.toThrow('is a broken AVIF file');
	});
});
