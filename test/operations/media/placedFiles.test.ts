import type { IDataObject } from 'n8n-workflow';
import { encodePng } from '../../../core/picture/codecs';
import { SAMPLES } from '../../core/picture/samplePictures';
import { itemWithFile } from '../support/runOperation';
import { fileOf, mediaTestbed, SEND, UPLOAD } from './mediaTestbed';

const MASS = '/cgi-bin/message/mass/sendall';
const PREVIEW = '/cgi-bin/message/mass/preview';

const { answer, paths, run, sent, platform } = mediaTestbed();

describe('a mass message', () => {
	const bodyOf = (path: string) => {
		const call = platform()
			.received.filter((one) => one.path === path)
			.at(-1);
		return JSON.parse(String(call?.body ?? '{}')) as Record<string, IDataObject>;
	};
	const inItem = { mediaFrom: 'file', binaryPropertyName: 'data' };

	test.each([
		['sendVoice', 'voice', { voice: { media_id: 'ID-voice-1' } }, [UPLOAD, MASS]],
		[
			'sendVideo',
			'video',
			{ mpvideo: { media_id: 'SENDABLE' } },
			[UPLOAD, '/cgi-bin/media/uploadvideo', MASS],
		],
	])(
		'%s uploads a file of the item first, whatever is said of its media ID',
		async (value, kind, body, calls) => {
			const { error } = await run(['massMessage', value], inItem, [itemWithFile({}, fileOf(kind))]);
			expect(error).toBeUndefined();
			expect(paths()).toEqual(calls);
			expect(bodyOf(MASS)).toMatchObject(body);
		},
	);

	test('sendVideo makes a video from the web ready, whatever is said of its media ID', async () => {
		const fromWeb = { mediaFrom: 'url', mediaUrl: `${platform().url}/files/video` };
		const { error } = await run(['massMessage', 'sendVideo'], fromWeb);
		expect(error).toBeUndefined();
		expect(paths()).toEqual(['/files/video', UPLOAD, '/cgi-bin/media/uploadvideo', MASS]);
		expect(bodyOf(MASS)).toMatchObject({ mpvideo: { media_id: 'SENDABLE' } });
	});

	test('with images takes media IDs, addresses and files, each uploaded once', async () => {
		const mediaIds = ['ID-1', `${platform().url}/files/thumb`, 'binary:data', 'binary:data'].join(', ');
		const { error } = await run(['massMessage', 'sendImages'], { mediaIds }, [
			itemWithFile({}, fileOf('image')),
		]);
		expect(error).toBeUndefined();
		expect(bodyOf(MASS).images?.media_ids).toEqual(['ID-1', 'ID-image-1', 'ID-image-2', 'ID-image-2']);
	});

	const oneByOne = (...image: IDataObject[]) => ({ imagesBy: 'rows', imageRows: { image } });
	const picked = (value: string) => ({ mediaId: { __rl: true, mode: 'list', value } });

	test('takes images that were chosen one by one, in their order, whatever stands in the list', async () => {
		const url = `${platform().url}/files/image?a=1,2`;
		const rows = [
			picked('ID-1'),
			{ imageFrom: 'file' },
			{ imageFrom: 'url', url },
			picked('={{ $json.id }}'),
		];
		const { error } = await run(
			['massMessage', 'sendImages'],
			{ ...oneByOne(...rows), mediaIds: 'ID-OF-THE-LIST' },
			[itemWithFile({ id: 'ID-2' }, fileOf('image'))],
		);
		expect(error).toBeUndefined();
		expect(bodyOf(MASS).images?.media_ids).toEqual(['ID-1', 'ID-image-1', 'ID-image-1', 'ID-2']);
	});

	test('names every image that was added and not chosen, before anything is sent', async () => {
		const nothing = '={{ $json.nothing }}';
		const rows = [
			picked(nothing),
			{ imageFrom: 'url', url: nothing },
			{ imageFrom: 'file', binaryField: nothing },
		];
		const { error } = await run(['massMessage', 'sendImages'], oneByOne(...rows));
		expect(error?.message).toBe(
			'3 fields break their rules: Images, image 1, Media ID, Images, image 2, URL, Images, image 3, Input Binary Field',
		);
		expect(paths()).toEqual([]);
	});

	test('says that no image was added', async () => {
		const { error } = await run(['massMessage', 'sendImages'], oneByOne());
		expect(error?.message).toBe('Images: is empty');
		expect(error).toMatchObject({ description: 'Add at least one image.' });
	});

	test.each([
		['no image', 'voice', 'has the picture binary:data, which is AMR'],
		['an image that cannot be sent', 'bitmap', 'has the picture binary:data, which is BMP'],
	])('of images with %s is refused before anything is uploaded', async (_what, kind, message) => {
		const mediaIds = `${platform().url}/files/thumb, binary:data`;
		const { error } = await run(['massMessage', 'sendImages'], { mediaIds }, [
			itemWithFile({}, fileOf(kind)),
		]);
		expect(error?.message).toContain(message);
		expect(paths()).toEqual(['/files/thumb']);
	});

	test('to everybody that is not confirmed uploads nothing', async () => {
		const { error } = await run(['massMessage', 'sendVoice'], { ...inItem, recipients: 'all' }, [
			itemWithFile({}, fileOf('voice')),
		]);
		expect(error?.message).toContain('does not hold the words');
		expect(paths()).toEqual(['/cgi-bin/user/get']);
	});

	test('whose image WeChat no longer knows uploads it again the next time', async () => {
		const images = async () =>
			await run(['massMessage', 'sendImages'], { mediaIds: 'binary:data' }, [
				itemWithFile({}, fileOf('image')),
			]);
		platform().answer((request) =>
			request.path === MASS ? { json: { errcode: 40007, errmsg: 'invalid media_id' } } : answer(request),
		);
		expect((await images()).error?.message).toContain('40007');
		platform().answer(answer);
		expect((await images()).error).toBeUndefined();
		expect(paths()).toEqual([UPLOAD, MASS]);
	});

	test.each([
		['image', 'image', { image: { media_id: 'ID-image-1' } }],
		['voice', 'voice', { voice: { media_id: 'ID-voice-1' } }],
		['mpvideo', 'video', { mpvideo: { media_id: 'SENDABLE' } }],
	])('of the kind %s is previewed with a file of the item', async (massType, kind, body) => {
		const { error } = await run(['massMessage', 'preview'], { ...inItem, massType }, [
			itemWithFile({}, fileOf(kind)),
		]);
		expect(error).toBeUndefined();
		expect(bodyOf(PREVIEW)).toMatchObject(body);
	});
});

test('the picture of a mini program card is uploaded as an image, from the item or the web', async () => {
	const card = ['customerService', 'sendMiniProgramPage'] as const;
	const input = [itemWithFile({}, fileOf('image'))];
	const { error } = await run(card, { thumbFrom: 'file', thumbFile: 'data' }, input);
	expect(error).toBeUndefined();
	expect(platform().received[0]?.query.type).toBe('image');
	expect(sent()[0]?.miniprogrampage).toMatchObject({ thumb_media_id: 'ID-image-1' });
	await run(card, { thumbFrom: 'url', thumbUrl: `${platform().url}/files/image` });
	expect(sent()[1]?.miniprogrampage).toMatchObject({ thumb_media_id: 'ID-image-1' });
});

describe('an image', () => {
	const file = { mediaFrom: 'file', binaryPropertyName: 'data' };
	const webp = (bytes: Buffer, fileName: string) =>
		itemWithFile({}, { fileName, contentType: 'image/webp', base64: bytes.toString('base64') });

	test.each([
		['customerService', 'sendImage'],
		['passiveReply', 'image'],
	])('that WeChat does not take is converted: %s %s', async (resource, value) => {
		const { error } = await run([resource, value], file, [webp(SAMPLES.halfTransparentWebp, '海报.WebP')]);
		expect(error).toBeUndefined();
		expect(paths()).toEqual([UPLOAD, SEND]);
		const body = platform().received[0]?.body ?? Buffer.from('');
		expect(body.includes(Buffer.from('89504e47', 'hex'))).toBe(true);
		expect(body.toString('utf8')).toContain('filename="海报.png"\r\nContent-Type: image/png');
		expect(sent()[0]?.image).toMatchObject({ media_id: 'ID-image-1' });
	});

	describe('from the web', () => {
		const MB = 1024 * 1024;
		const fromWeb = async (bytes: Buffer) => {
			const headers = { 'content-type': 'image/png' };
			platform().answer((request) => (request.path === '/photo' ? { bytes, headers } : answer(request)));
			return await run(['customerService', 'sendImage'], {
				mediaFrom: 'url',
				mediaUrl: `${platform().url}/photo`,
			});
		};

		test('that has more than 10 MB is made smaller', async () => {
			const { error } = await fromWeb(Buffer.concat([await noise(8, 8), Buffer.alloc(10 * MB)]));
			expect(error).toBeUndefined();
			expect(paths()).toEqual(['/photo', UPLOAD, SEND]);
			expect(platform().received[1]?.body.length).toBeLessThan(10 * MB);
		});

		test('that has more than 25 MB is refused', async () => {
			const { error } = await fromWeb(Buffer.concat([await noise(8, 8), Buffer.alloc(25 * MB)]));
			expect(error?.message).toBe('File URL: leads to a file of more than 25.0 MB');
			expect(paths()).not.toContain(UPLOAD);
		});
	});

	test('that is broken is refused before anything is sent', async () => {
		const broken = webp(Buffer.from('RIFF0000WEBPVP8 '), 'a.webp');
		const { error } = await run(['customerService', 'sendImage'], file, [broken]);
		expect(error?.message).toContain('is a broken WEBP file');
		expect(paths()).toEqual([]);
	});
});

describe('a preview picture', () => {
	const music = ['customerService', 'sendMusic'] as const;
	const pictureItem = (bytes: Buffer) =>
		itemWithFile({}, { fileName: 'a.webp', contentType: 'image/webp', base64: bytes.toString('base64') });
	const file = { thumbFrom: 'file', thumbFile: 'data' };

	test('of another format is made a JPG once, for however many messages', async () => {
		const input = [1, 2].map(() => pictureItem(SAMPLES.halfTransparentWebp));
		expect((await run(music, file, input)).error).toBeUndefined();
		const uploads = platform().received.filter(({ path }) => path === UPLOAD);
		expect(uploads).toHaveLength(1);
		expect(uploads[0]?.body.includes(Buffer.from('ffd8ff', 'hex'))).toBe(true);
		expect(uploads[0]?.body.toString('latin1')).toMatch(/filename="a\.jpg"\r\nContent-Type: image\/jpeg/);
		expect(sent().map(({ music: one }) => one?.thumb_media_id)).toEqual(['ID-thumb-1', 'ID-thumb-1']);
	});

	test('of more than 64 KB is made smaller', async () => {
		const large = await noise(400, 400);
		expect(large.length).toBeGreaterThan(64 * 1024);
		expect((await run(music, file, [pictureItem(large)])).error).toBeUndefined();
		expect(platform().received[0]?.body.length).toBeLessThan(65 * 1024);
	});

	test.each([
		['a video', 'video', 'Thumbnail: is a file in the format MP4; it must be JPG, PNG, WEBP or AVIF'],
		['a broken picture', 'image', 'is a broken PNG file'],
	])('that is %s is refused before anything is uploaded', async (_what, kind, message) => {
		const params = { mediaFrom: 'url', mediaUrl: `${platform().url}/files/video`, ...file };
		const { error } = await run(['customerService', 'sendVideo'], params, [itemWithFile({}, fileOf(kind))]);
		expect(error?.message).toContain(message);
		expect(paths()).not.toContain(UPLOAD);
	});
});

/** A picture that no codec makes small. */
async function noise(width: number, height: number): Promise<Buffer> {
	const data = new Uint8ClampedArray(width * height * 4);
	let seed = 1;
	for (let at = 0; at < data.length; at++) {
		seed ^= seed << 13;
		seed ^= seed >>> 17;
		seed ^= seed << 5;
		data[at] = at % 4 === 3 ? 255 : seed & 255;
	}
	return await encodePng({ data, width, height });
}
