import type { IDataObject } from 'n8n-workflow';
import { encodePng } from '../../../core/picture/codecs';
import { SAMPLES } from '../../core/picture/samplePictures';
import { PICTURES } from '../draft/pictureFiles';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { itemWithFile, NODE, runOperation } from '../support/runOperation';

const KB = 1024;
const JPG_HEAD = 'ffd8ff';
const PNG_HEAD = '89504e47';
const BMP = Buffer.from(`424d${'00'.repeat(12)}28000000${'00'.repeat(36)}`, 'hex');

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

const UPLOADS = {
	'temporary image': ['media', 'upload', { mediaType: 'image' }],
	'temporary thumbnail': ['media', 'upload', { mediaType: 'thumb' }],
	'permanent image': ['material', 'upload', { mediaType: 'image' }],
	'permanent thumbnail': ['material', 'upload', { mediaType: 'thumb' }],
	'article image': ['media', 'uploadArticleImage', {}],
} as const;
type Kind = keyof typeof UPLOADS;

/** Uploads a file, and gives the name, the type and the bytes that arrived. */
async function upload(kind: Kind, bytes: Buffer, fileName: string, options: IDataObject = {}) {
	const [resource, value, more] = UPLOADS[kind];
	platform.answer(() => ({ json: { media_id: 'M', url: 'http://mmbiz.qpic.cn/1' } }));
	const file = { fileName, contentType: 'application/octet-stream', base64: bytes.toString('base64') };
	const { error, items } = await runOperation(platform.url, findOperation(resource, value), {
		params: { binaryPropertyName: 'data', options, ...more },
		input: [itemWithFile({}, file)],
	});
	const body = platform.received[0]?.body ?? Buffer.alloc(0);
	const [, name, type] = /filename="([^"]*)"\r\nContent-Type: (\S+)/.exec(body.toString('utf8')) ?? [];
	const end = body.lastIndexOf('\r\n--');
	const sent = body.subarray(body.indexOf('\r\n\r\n') + 4, end);
	const [output] = items(NODE);
	return {
		error,
		output: output?.json,
		name,
		type,
		sent,
		head: (hex: string) => sent.subarray(0, hex.length / 2).toString('hex'),
	};
}

/** Pixels at random, which no codec makes small. */
async function noise(width: number, height: number): Promise<Buffer> {
	const data = new Uint8ClampedArray(width * height * 4);
	let random = 1;
	for (let at = 0; at < data.length; at += 1) {
		random = (random * 1_103_515_245 + 12_345) & 0x7fffffff;
		data[at] = at % 4 === 3 ? 255 : random >> 16;
	}
	return await encodePng({ data, width, height });
}

describe.each(Object.keys(UPLOADS) as Kind[])('of a %s', (kind) => {
	test.each([
		['WebP', SAMPLES.webp, '夏季.海报.WebP'],
		['AVIF', SAMPLES.avif, '夏季.海报.avif'],
		['AVIF of a wrong name', SAMPLES.avif, '夏季.海报.jpeg'],
		['WebP without an ending', SAMPLES.webp, '夏季.海报'],
	])('an upload makes %s a JPG, and names it so', async (_what, bytes, fileName) => {
		const { error, name, type, head } = await upload(kind, bytes, fileName);
		expect(error).toBeUndefined();
		expect([name, type]).toEqual(['夏季.海报.jpg', 'image/jpeg']);
		expect(head(JPG_HEAD)).toBe(JPG_HEAD);
	});

	test('a name under Options gets the ending of the new format too', async () => {
		const { name } = await upload(kind, SAMPLES.webp, 'a.webp', { fileName: '封面.webp' });
		expect(name).toBe('封面.jpg');
	});

	test.each([
		['broken', PICTURES.webp, 'is a broken WEBP file'],
		['HEIC', Buffer.from('000000186674797068656963', 'hex'), 'File: is of the format HEIC'],
	])('a picture that is %s is refused before anything is sent', async (_what, bytes, message) => {
		const { error } = await upload(kind, bytes, 'a.webp');
		expect(error?.message).toContain(message);
		expect(platform.received).toEqual([]);
	});
});

describe('what WeChat takes is uploaded unchanged', () => {
	test.each<[Kind, string, Buffer]>([
		['temporary image', 'a.jpg', PICTURES.jpg],
		['temporary image', 'a.gif', PICTURES.gif],
		['temporary thumbnail', 'a.jpg', Buffer.concat([PICTURES.jpg], 64 * KB)],
		['permanent image', 'a.png', Buffer.concat([PICTURES.png], 10 * KB * KB)],
		['permanent image', 'a.bmp', BMP],
		['permanent thumbnail', 'a.jpg', PICTURES.jpg],
		['article image', 'a.png', Buffer.concat([PICTURES.png], KB * KB - 1)],
	])('as a %s: %s', async (kind, fileName, bytes) => {
		const { error, name, sent } = await upload(kind, bytes, fileName);
		expect(error).toBeUndefined();
		expect(name).toBe(fileName);
		expect(sent.equals(bytes)).toBe(true);
	});

	test.each<[Kind, Buffer, string]>([
		['temporary image', BMP, 'File: is of the format BMP; here it must be JPG, PNG, GIF, WEBP, AVIF'],
		['article image', PICTURES.gif, 'File: is of the format GIF; here it must be JPG, PNG, WEBP, AVIF'],
		['article image', Buffer.concat([PICTURES.jpg], KB * KB), 'Picture: is a broken JPG file'],
		[
			'permanent image',
			Buffer.concat([PICTURES.gif], 10 * KB * KB + 1),
			'File: has 10.1 MB, the limit here is 10.0 MB',
		],
		[
			'article image',
			Buffer.concat([PICTURES.png], 25 * KB * KB + 1),
			'File: has 25.1 MB, the limit here is 25.0 MB',
		],
	])('and what it does not take is refused: %s (%#)', async (kind, bytes, message) => {
		const { error } = await upload(kind, bytes, 'a');
		expect(error?.message).toBe(message);
		expect(platform.received).toEqual([]);
	});
});

test.each([
	['PNG', async () => await noise(8, 8), undefined],
	['WebP', async () => SAMPLES.halfTransparentWebp, undefined],
	['JPG', async () => PICTURES.jpg, undefined],
	['GIF', async () => PICTURES.gif, 'File: is of the format GIF; here it must be JPG, PNG, WEBP, AVIF'],
])('the picture of an agent may be %s, and is uploaded as JPG', async (_format, make, message) => {
	platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } }));
	const file = { fileName: 'anna.png', contentType: 'image/png', base64: (await make()).toString('base64') };
	const { error } = await runOperation(platform.url, findOperation('customerServiceDesk', 'uploadAvatar'), {
		input: [itemWithFile({}, file)],
	});
	expect(error?.message).toBe(message);
	const body = platform.received[0]?.body;
	expect(body?.includes(Buffer.from(JPG_HEAD, 'hex')) ?? false).toBe(message === undefined);
});

test.each<[Kind, number, number]>([
	['article image', 1, 1],
	['article image', 24, 1],
	['temporary image', 10, 10],
	['permanent image', 10, 10],
])('a large PNG becomes a JPG that fits, and the output says so: %s, %i MB', async (kind, size, limit) => {
	const small = await noise(8, 6);
	// What follows the end of a picture is not decoded.
	const bytes = Buffer.concat([small, Buffer.alloc(size * KB * KB)]);
	const { error, name, type, sent, output } = await upload(kind, bytes, '夏季.png');
	expect(error).toBeUndefined();
	expect([name, type]).toEqual(['夏季.jpg', 'image/jpeg']);
	expect(sent.length).toBeLessThan(limit * KB * KB);
	expect(output?.converted).toEqual({
		from: { format: 'png', width: 8, height: 6, bytes: bytes.length },
		to: { format: 'jpg', width: 8, height: 6, bytes: sent.length },
	});
});

test('a photo of more than 1 MB is made as wide as phones show it', async () => {
	const photo = Buffer.concat([await noise(2200, 300), Buffer.alloc(KB * KB)]);
	const { error, sent, output } = await upload('article image', photo, 'photo.png');
	expect(error).toBeUndefined();
	expect(sent.length).toBeLessThan(KB * KB);
	expect(output).toMatchObject({
		url: 'http://mmbiz.qpic.cn/1',
		converted: { from: { width: 2200 }, to: { format: 'jpg', width: 2160 } },
	});
});

test('what is not converted says nothing of it', async () => {
	expect((await upload('article image', PICTURES.jpg, 'a.jpg')).output).not.toHaveProperty('converted');
});

test('transparency stays in a PNG, and is white in a thumbnail', async () => {
	const image = await upload('permanent image', SAMPLES.halfTransparentWebp, 'logo.webp');
	expect([image.name, image.type, image.head(PNG_HEAD)]).toEqual(['logo.png', 'image/png', PNG_HEAD]);
	const thumb = await upload('permanent thumbnail', SAMPLES.halfTransparentWebp, 'logo.webp');
	expect([thumb.name, thumb.type, thumb.head(JPG_HEAD)]).toEqual(['logo.jpg', 'image/jpeg', JPG_HEAD]);
});

test.each<[Kind]>([['temporary thumbnail'], ['permanent thumbnail']])(
	'a %s is made small enough from a large PNG',
	async (kind) => {
		const { error, name, sent } = await upload(kind, await noise(700, 300), 'poster.png');
		expect(error).toBeUndefined();
		expect(name).toBe('poster.jpg');
		expect(sent.length).toBeLessThanOrEqual(64 * KB);
	},
);
