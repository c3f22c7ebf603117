import type { INodeExecutionData } from 'n8n-workflow';
import { cleanFileName } from '../../../nodes/shared/binaryFiles';
import { TONES } from '../../core/voice/tones';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const MP4 = Buffer.from('00000018667479706d703432', 'hex');
const HEIC = Buffer.from('000000186674797068656963', 'hex');
const MOV = Buffer.from('000000146674797071742020', 'hex');
const JPG = Buffer.from('ffd8ffe000104a464946', 'hex');
const GIF = Buffer.from('GIF89a');
const AMR = Buffer.from('#!AMR\n\u0000');

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

const itemWith = (bytes: Buffer, fileName?: string): INodeExecutionData => ({
	json: {},
	binary: { data: { data: bytes.toString('base64'), mimeType: 'application/octet-stream', fileName } },
});
const attachment = (name: string) => `attachment; filename="${Buffer.from(name, 'utf8').toString('latin1')}"`;

describe('an upload', () => {
	const upload = async (mediaType: string, item: INodeExecutionData, options = {}) => {
		platform.answer(() => ({ json: { type: mediaType, media_id: 'MEDIA', created_at: 1 } }));
		return await runOperation(platform.url, findOperation('media', 'upload'), {
			params: { mediaType, binaryPropertyName: 'data', options },
			input: [item],
		});
	};

	test('carries a Chinese file name as UTF-8 and corrects a wrong extension', async () => {
		const { items, error } = await upload('image', itemWith(PNG, '夏季海报.jpeg'));
		expect(error).toBeUndefined();
		expect(platform.received[0]?.body.toString('utf8')).toContain('filename="夏季海报.jpeg.png"');
		expect(items(NODE)[0]?.json).toMatchObject({ media_id: 'MEDIA' });
	});

	test.each([
		['cover.jpeg', 'cover.jpg'],
		['封面.JPEG', '封面.jpg'],
		['cover.jpg', 'cover.jpg'],
		['cover', 'cover.jpg'],
		['', 'file.jpg'],
	])('of a thumbnail named %j calls it %j: the platform takes .jpg only', async (given, expected) => {
		const { error } = await upload('thumb', itemWith(JPG, given));
		expect(error).toBeUndefined();
		expect(platform.received[0]?.body.toString('utf8')).toContain(`filename="${expected}"`);
	});

	test('of a thumbnail gives the media_id under that name too', async () => {
		platform.answer(() => ({ json: { type: 'thumb', thumb_media_id: 'THUMB', created_at: 1 } }));
		const { items } = await runOperation(platform.url, findOperation('media', 'upload'), {
			params: { mediaType: 'thumb', binaryPropertyName: 'data', options: {} },
			input: [itemWith(JPG, 'cover.jpg')],
		});
		expect(items(NODE)[0]?.json).toEqual({
			type: 'thumb',
			media_id: 'THUMB',
			thumb_media_id: 'THUMB',
			created_at: 1,
		});
	});

	test.each([
		[
			'image',
			Buffer.from('BMW cars are great'),
			'File: is of a format that WeChat does not know; here it must be JPG, PNG, GIF, WEBP, AVIF',
		],
		['image', MP4, 'File: is of the format MP4; here it must be JPG, PNG, GIF, WEBP, AVIF'],
		['image', HEIC, 'File: is of the format HEIC; here it must be JPG, PNG, GIF, WEBP, AVIF'],
		['video', HEIC, 'File: is of the format HEIC; here it must be MP4'],
		['video', MOV, 'File: is of the format MOV; here it must be MP4'],
		[
			'image',
			Buffer.concat([GIF, Buffer.alloc(10 * 1024 * 1024)]),
			'File: has 10.1 MB, the limit here is 10.0 MB',
		],
		['image', Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]), 'Picture: is a broken PNG file'],
		[
			'image',
			Buffer.concat([PNG, Buffer.alloc(25 * 1024 * 1024)]),
			'File: has 25.1 MB, the limit here is 25.0 MB',
		],
		['thumb', Buffer.concat([JPG, Buffer.alloc(64 * 1024)]), 'Picture: is a broken JPG file'],
		['thumb', PNG, 'Picture: is a broken PNG file'],
		['thumb', MP4, 'File: is of the format MP4; here it must be JPG, PNG, WEBP, AVIF'],
		['voice', Buffer.alloc(0), 'File: is empty'],
		['video', JPG, 'File: is of the format JPG; here it must be MP4'],
	])('of kind %s is refused before anything is sent when the file is wrong', async (kind, bytes, message) => {
		const { error } = await upload(kind, itemWith(bytes, 'file'));
		expect(error?.message).toBe(message);
		expect(platform.received).toEqual([]);
	});

	test('without a file says which field is empty', async () => {
		const { error } = await upload('image', { json: {} });
		expect(error?.message).toContain("'data'");
		expect(platform.received).toEqual([]);
	});

	test('of a permanent video carries title and introduction as WeChat wants them', async () => {
		platform.answer(() => ({ json: { media_id: 'VIDEO' } }));
		const { error } = await runOperation(platform.url, findOperation('material', 'upload'), {
			params: {
				mediaType: 'video',
				binaryPropertyName: 'data',
				videoTitle: '新品',
				videoIntroduction: '一分钟',
				options: {},
			},
			input: [itemWith(MP4, 'film.mp4')],
		});
		expect(error).toBeUndefined();
		const body = platform.received[0]?.body.toString('utf8');
		expect(body).toContain('name="description"\r\n\r\n{"title":"新品","introduction":"一分钟"}\r\n');
	});

	test('of a permanent video without a title is refused, by n8n or by us', async () => {
		platform.answer(() => ({ json: {} }));
		const withTitle = async (videoTitle: string) =>
			await runOperation(platform.url, findOperation('material', 'upload'), {
				params: { mediaType: 'video', binaryPropertyName: 'data', videoTitle, options: {} },
				input: [itemWith(MP4, 'film.mp4')],
			});
		await expect(withTitle('')).rejects.toThrow('Parameter "Video Title" is required');
		expect((await withTitle('={{ $json.nothing }}')).error?.message).toBe('Video Title: is empty');
		expect(platform.received).toEqual([]);
	});
});

describe('a download', () => {
	const download = async (more = {}) =>
		await runOperation(platform.url, findOperation('media', 'download'), {
			params: { mediaId: 'MEDIA', fetchVideo: true, outputField: 'picture', ...more },
		});

	test('keeps bytes, type and Chinese name, and the token out of the binary data', async () => {
		platform.answer(() => ({
			bytes: JPG,
			headers: { 'content-type': 'image/jpeg', 'content-disposition': attachment('海报.jpg') },
		}));
		const { items, run } = await download();
		const [item] = items(NODE);
		expect(item?.binary?.picture).toMatchObject({
			data: JPG.toString('base64'),
			fileName: '海报.jpg',
			mimeType: 'image/jpeg',
		});
		expect(item?.json).toEqual({
			media_id: 'MEDIA',
			fileName: '海报.jpg',
			mimeType: 'image/jpeg',
			fileSize: JPG.length,
		});
		expect(JSON.stringify(run)).not.toContain('CANNED-TOKEN');
	});

	test.each([
		['image/png', PNG, 'MEDIA.png'],
		['application/octet-stream', JPG, 'MEDIA.jpg'],
		['image/webp', Buffer.from('52494646000000005745425056503820', 'hex'), 'MEDIA.webp'],
		['voice/speex', Buffer.from('0001020304', 'hex'), 'MEDIA.speex'],
		['application/octet-stream', Buffer.from('0001020304', 'hex'), 'MEDIA'],
	])('of a file of type %s without a name is named after its media_id', async (type, bytes, expected) => {
		platform.answer(() => ({ bytes, headers: { 'content-type': type } }));
		const { items } = await download();
		expect(items(NODE)[0]?.json.fileName).toBe(expected);
		expect(items(NODE)[0]?.binary?.picture?.fileName).toBe(expected);
	});

	test.each([
		[true, 'MEDIA.wav', 'audio/wav'],
		[false, 'MEDIA.amr', 'audio/amr'],
	])('of a voice with voiceToWav %s gives %s', async (voiceToWav, fileName, mimeType) => {
		platform.answer(() => ({ bytes: TONES.wideband, headers: { 'content-type': 'voice/amr' } }));
		const { items } = await download({ voiceToWav });
		const [item] = items(NODE);
		const bytes = Buffer.from(item?.binary?.picture?.data ?? '', 'base64');
		expect(bytes.toString('latin1', 0, 4)).toBe(voiceToWav ? 'RIFF' : '#!AM');
		expect(item?.json).toEqual({ media_id: 'MEDIA', fileName, mimeType, fileSize: bytes.length });
	});

	test.each<[string, Record<string, string>, Buffer, string, string]>([
		['declares nothing', {}, PNG, 'MEDIA.png', 'image/png'],
		['declares an empty type', { 'content-type': '' }, PNG, 'MEDIA.png', 'image/png'],
		[
			'declares octets and the name x',
			{ 'content-type': 'application/octet-stream', 'content-disposition': attachment('x') },
			JPG,
			'x.jpg',
			'image/jpeg',
		],
		[
			'declares octets of another sort',
			{ 'content-type': 'binary/octet-stream', 'content-disposition': attachment('语音') },
			AMR,
			'语音.amr',
			'audio/amr',
		],
		[
			'declares another picture',
			{ 'content-type': 'image/png', 'content-disposition': attachment('海报.png') },
			JPG,
			'海报.jpg',
			'image/jpeg',
		],
		[
			'declares a text',
			{ 'content-type': 'text/plain', 'content-disposition': attachment('a.txt') },
			JPG,
			'a.jpg',
			'image/jpeg',
		],
	])('whose answer %s is of the type of its content', async (_name, headers, bytes, fileName, mimeType) => {
		for (const [resource, operation] of [
			['media', 'download'],
			['material', 'get'],
		] as const) {
			platform.answer(() => ({ bytes, headers }));
			const { items, error } = await runOperation(platform.url, findOperation(resource, operation), {
				params: { mediaId: 'MEDIA', fetchVideo: true, outputField: 'picture' },
			});
			expect(error).toBeUndefined();
			expect(items(NODE)[0]?.json).toMatchObject({ fileName, mimeType, fileSize: bytes.length });
			expect(items(NODE)[0]?.binary?.picture).toMatchObject({
				fileName,
				mimeType,
				fileExtension: fileName.split('.').pop(),
			});
		}
	});

	test('of an article gives its content as JSON', async () => {
		platform.answer(() => ({ json: { news_item: [{ title: '新闻' }] } }));
		const { items } = await runOperation(platform.url, findOperation('material', 'get'), {
			params: { mediaId: 'NEWS', fetchVideo: true, outputField: 'data' },
		});
		expect(items(NODE)[0]).toEqual({
			json: { media_id: 'NEWS', news_item: [{ title: '新闻' }] },
			pairedItem: { item: 0 },
		});
	});
});

test.each([
	['海报.jpg', '海报.jpg'],
	['../../etc/passwd', 'passwd'],
	['C:\\windows\\a.jpg', 'a.jpg'],
	['a\u0000b\n.jpg', 'ab.jpg'],
	['', 'file'],
])('cleanFileName(%j) is %j', (given, expected) => {
	expect(cleanFileName(given)).toBe(expected);
});
