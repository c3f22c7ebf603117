import { encodeJpeg } from '../../../core/picture/codecs';
import { convertPicture } from '../../../core/picture/convertPicture';
import { jpgScans } from '../../../core/picture/jpgScans';
import { pictureSize } from '../../../core/picture/pictureSize';

const MOST = 50;
const hex = (...texts: string[]) => Buffer.from(texts.join(''), 'hex');
const FRAME = 'ffc0000b080010001001011100';
/** A scan whose content has a byte 0xff and a restart in it. */
const SCAN = 'ffda0008010100003f00aaff00bbffd0cc';
const END = 'ffd9';

/** A JPG of an encoder, and the same with its last scan many times. */
async function withScans(more: number): Promise<Buffer> {
	const data = new Uint8ClampedArray(16 * 16 * 4).fill(200);
	const file = await encodeJpeg({ data, width: 16, height: 16 });
	const last = file.subarray(file.lastIndexOf(hex('ffda')), -2);
	return Buffer.concat([file.subarray(0, -2), ...Array.from({ length: more }, () => last), hex(END)]);
}

describe('jpgScans', () => {
	test.each<[string, string[], number]>([
		['none in a frame alone', [FRAME], 0],
		['one', [FRAME, SCAN, END], 1],
		[
			'several, between tables and bytes to fill up',
			[FRAME, SCAN, 'ffc40003aa', SCAN, 'ffffff', SCAN.slice(2)],
			3,
		],
		['none in a comment, whose end is not that of the picture', [FRAME, 'fffe0008ffd9ffda0000', SCAN], 1],
		['none behind the end, where a phone puts a film', [FRAME, SCAN, END, SCAN, SCAN], 1],
		['one that is cut off', [FRAME, 'ffda'], 1],
		['none in a byte at the end', [FRAME, 'ff'], 0],
	])('counts %s', (_what, parts, scans) => {
		expect(jpgScans(hex(...parts), 0, MOST)).toBe(scans);
	});

	test('counts no further than it has to', () => {
		expect(jpgScans(hex(FRAME, SCAN.repeat(1_000)), 0, MOST)).toBe(MOST + 1);
	});
});

test('a JPG with the scans of an encoder is converted', async () => {
	expect(await convertPicture(await withScans(0), 'jpg', { maxBytes: 10_000 })).toMatchObject({
		format: 'jpg',
	});
});

test('a JPG with more scans than encoders write is refused before it is decoded', async () => {
	const bytes = await withScans(MOST);
	expect(pictureSize(bytes, 'jpg')).toBeUndefined();
	await expect(convertPicture(bytes, 'jpg', { maxBytes: 10_000 })).rejects.toThrow('is a broken JPG file');
});
