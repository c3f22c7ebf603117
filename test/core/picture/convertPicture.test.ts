import { decodePicture, encodeJpeg, encodePng } from '../../../core/picture/codecs';
import { convertPicture } from '../../../core/picture/convertPicture';
import type { Pixels } from '../../../core/picture/Pixels';
import type { DecodedFormat } from '../../../core/picture/pictureSize';
import { SAMPLES } from './samplePictures';

const MB = 1024 * 1024;

/** Red grows to the right, green downwards; noise makes it large. */
function painted(width: number, height: number, noise = 0): Pixels {
	const data = new Uint8ClampedArray(width * height * 4);
	let random = 1;
	for (let at = 0; at < data.length; at += 4) {
		random = (random * 1_103_515_245 + 12_345) & 0x7fffffff;
		const pixel = at / 4;
		const grain = noise === 0 ? 0 : random % noise;
		data.set([((pixel % width) * 255) / width, (pixel * 255) / width / height, grain, 255], at);
	}
	return { data, width, height };
}

const red = ({ data, width }: Pixels, x: number, y: number) => data[(y * width + x) * 4] ?? 0;

test.each<[DecodedFormat, Buffer, number, number]>([
	['webp', SAMPLES.webp, 8, 6],
	['avif', SAMPLES.avif, 16, 12],
])('%s becomes a JPG of the same size that shows the same', async (format, bytes, width, height) => {
	const made = await convertPicture(bytes, format, { maxBytes: MB });
	expect(made).toMatchObject({
		format: 'jpg',
		from: { format, width, height, bytes: bytes.length },
		to: { format: 'jpg', width, height, bytes: made.bytes.length },
	});
	expect(made.bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
	const shown = (await decodePicture(made.bytes, 'jpg')) as Pixels;
	expect(red(shown, width - 1, 0)).toBeGreaterThan(red(shown, 0, 0) + 100);
});

test('what shows through stays so: such a picture becomes PNG', async () => {
	const made = await convertPicture(SAMPLES.halfTransparentWebp, 'webp', { maxBytes: MB });
	expect(made.format).toBe('png');
	const { data } = (await decodePicture(made.bytes, 'png')) as Pixels;
	expect([data[3], data[7 * 4 + 3]]).toEqual([0, 255]);
});

test('what shows through becomes white where the picture has to be a JPG', async () => {
	const target = { maxBytes: MB, maxWidth: 4, opaque: true };
	const made = await convertPicture(SAMPLES.halfTransparentWebp, 'webp', target);
	expect(made.to).toMatchObject({ format: 'jpg', width: 4, height: 3 });
	const shown = (await decodePicture(made.bytes, 'jpg')) as Pixels;
	expect(Math.min(...shown.data.subarray(0, 3))).toBeGreaterThan(240);
	expect(Math.min(...shown.data.subarray(12, 15))).toBeLessThan(200);
});

test.each<[DecodedFormat, (pixels: Pixels) => Promise<Buffer>]>([
	['jpg', encodeJpeg],
	['png', encodePng],
])('a %s above the limit becomes narrower until it fits', async (format, encode) => {
	const large = await encode(painted(300, 200, 256));
	const made = await convertPicture(large, format, { maxBytes: 8_000 });
	expect(made.bytes.length).toBeLessThanOrEqual(8_000);
	expect(made.to.width).toBeLessThan(300);
	expect(made.to.height).toBe(Math.round((made.to.width * 200) / 300));
});

test('a picture wider than phones show is scaled to 2160, whatever its bytes', async () => {
	const made = await convertPicture(await encodePng(painted(4320, 4)), 'png', { maxBytes: MB });
	expect(made.to).toMatchObject({ width: 2160, height: 2 });
});

describe('is refused', () => {
	const animated = Buffer.from(SAMPLES.webp);
	animated.write('VP8X', 12);
	animated.writeUInt8(2, 20);
	const bomb = (format: DecodedFormat): Buffer => {
		const head = Buffer.from(
			format === 'png' ? '89504e470d0a1a0a0000000d49484452' : 'ffd8ffc000110800000000',
			'hex',
		);
		if (format === 'png') return Buffer.concat([head, Buffer.from('0000c3500000c350', 'hex')]);
		head.writeUInt16BE(50_000, 7);
		head.writeUInt16BE(50_000, 9);
		return head;
	};
	const wideAvif = Buffer.from(SAMPLES.avif);
	wideAvif.writeUInt32BE(50_000, wideAvif.indexOf('ispe') + 8);
	wideAvif.writeUInt32BE(50_000, wideAvif.indexOf('ispe') + 12);

	test.each<[string, DecodedFormat, Buffer, string]>([
		['a film', 'webp', animated, 'is an animated WEBP'],
		[
			'a PNG of 2500 million pixels',
			'png',
			bomb('png'),
			'has 50000 × 50000 pixels, and PNG of up to 25 million',
		],
		['a JPG of them', 'jpg', bomb('jpg'), 'has 50000 × 50000 pixels, and JPG of up to 25 million'],
		['an AVIF of them', 'avif', wideAvif, 'has 50000 × 50000 pixels, and AVIF of up to 12.5 million'],
		['an empty head', 'webp', Buffer.from('RIFF0000WEBPVP8 '), 'is a broken WEBP file'],
		['half a WebP', 'webp', SAMPLES.webp.subarray(0, 50), 'is a broken WEBP file'],
		['half an AVIF', 'avif', SAMPLES.avif.subarray(0, 300), 'is a broken AVIF file'],
		['no AVIF', 'avif', Buffer.from('....ftypavif'), 'is a broken AVIF file'],
		[
			'a PNG of a head alone',
			'png',
			Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802', 'hex'),
			'is a broken PNG file',
		],
		['a PNG without', 'png', Buffer.alloc(40), 'is a broken PNG file'],
		['a JPG without a frame', 'jpg', Buffer.from('ffd8ffffe0000200', 'hex'), 'is a broken JPG file'],
		['another WebP', 'webp', Buffer.from('RIFF0000WEBPALPH    '), 'is a broken WEBP file'],
	])('%s', async (_what, format, bytes, rule) => {
		await expect(convertPicture(bytes, format, { maxBytes: MB })).rejects.toMatchObject({
			rule: expect.stringContaining(rule),
		});
	});

	test('a picture that stays too large', async () => {
		const large = await encodePng(painted(64, 64, 256));
		await expect(convertPicture(large, 'png', { maxBytes: 10 })).rejects.toMatchObject({
			rule: 'is too large, even after it was made smaller',
		});
	});
});
