import type { INodeExecutionData } from 'n8n-workflow';
import { cleanFileName } from '../../../nodes/Wechat/runner/binary';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const MP4 = Buffer.from('00000018667479706d703432', 'hex');
const JPG = Buffer.from('ffd8ffe000104a464946', 'hex');

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
		[
			'image',
			Buffer.from('%PDF-1.7'),
			'File: is of a format that WeChat does not know; here it must be JPG, PNG, GIF',
		],
		['image', MP4, 'File: is a MP4 file; here it must be JPG, PNG, GIF'],
		[
			'image',
			Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]),
			'File: has 10.1 MB, the limit here is 10.0 MB',
		],
		['thumb', Buffer.concat([JPG, Buffer.alloc(64 * 1024)]), 'File: has 65 KB, the limit here is 64 KB'],
		['thumb', PNG, 'File: is a PNG file; here it must be JPG'],
		['voice', Buffer.alloc(0), 'File: is empty'],
		['video', JPG, 'File: is a JPG file; here it must be MP4'],
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

	test('of a permanent video without a title is refused', async () => {
		platform.answer(() => ({ json: {} }));
		const { error } = await runOperation(platform.url, findOperation('material', 'upload'), {
			params: { mediaType: 'video', binaryPropertyName: 'data', videoTitle: '', options: {} },
			input: [itemWith(MP4, 'film.mp4')],
		});
		expect(error?.message).toBe('Video Title: is empty');
		expect(platform.received).toEqual([]);
	});
});

describe('a download', () => {
	const download = async () =>
		await runOperation(platform.url, findOperation('media', 'download'), {
			params: { mediaId: 'MEDIA', fetchVideo: true, outputField: 'picture' },
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

	test.each(['text/plain', 'application/json', 'image/jpeg'])(
		'that WeChat refuses as %s is an error, not a file',
		async (type) => {
			const body = Buffer.from('{"errcode":40007,"errmsg":"invalid media_id"}');
			platform.answer(() => ({ bytes: body, headers: { 'content-type': type } }));
			const { error, items } = await download();
			expect(error?.message).toBe('WeChat 40007: invalid media_id');
			expect(items(NODE)).toEqual([]);
		},
	);

	test.each(['text/html', 'image/jpeg'])(
		'that gives a web page as %s is an error, not a file',
		async (type) => {
			const body = Buffer.from('<html><body>Bad gateway</body></html>');
			platform.answer(() => ({ bytes: body, headers: { 'content-type': type } }));
			const { error } = await download();
			expect(error?.message).toContain('the answer is text instead of a file');
		},
	);

	test('that was cut short inside an error of WeChat is an error, not a file', async () => {
		platform.answer(() => ({
			bytes: Buffer.from('{"errcode":400'),
			headers: { 'content-type': 'image/jpeg' },
		}));
		const { error } = await download();
		expect(error?.message).toContain('the answer is text instead of a file');
	});

	test('of a video fetches its file from the address that WeChat gives, without a token', async () => {
		platform.answer(({ path }) =>
			path === '/cgi-bin/media/get'
				? { json: { video_url: `${platform.url}/video/1.mp4?sign=x` } }
				: { bytes: MP4, headers: { 'content-type': 'video/mp4' } },
		);
		const { items } = await download();
		expect(items(NODE)[0]?.binary?.picture).toMatchObject({
			data: MP4.toString('base64'),
			mimeType: 'video/mp4',
		});
		expect(platform.received.map(({ accessToken }) => accessToken !== undefined)).toEqual([true, false]);
	});

	test('of a video whose file is gone says so', async () => {
		platform.answer(({ path }) =>
			path === '/cgi-bin/media/get'
				? { json: { video_url: `${platform.url}/video/1.mp4` } }
				: { bytes: Buffer.from('gone'), headers: {}, status: 404 },
		);
		const { error } = await download();
		expect(error?.message).toBe('Media ID: has no video file any more');
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
	[Buffer.from('海报.jpg', 'utf8').toString('latin1'), '海报.jpg'],
	['../../etc/passwd', 'passwd'],
	['C:\\windows\\a.jpg', 'a.jpg'],
	['caf\u00e9.jpg', 'caf\u00e9.jpg'],
	['a\u0000b\n.jpg', 'ab.jpg'],
	['', 'file'],
])('cleanFileName(%j) is %j', (given, expected) => {
	expect(cleanFileName(given)).toBe(expected);
});
