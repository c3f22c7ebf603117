import { Readable } from 'node:stream';
import { decode } from 'jpeg-js';
import { apiOf, follow, type AccountApi } from './support/apiOf';
import { startCallbackServer } from './support/callbackServer';
import { startPlatform, type Platform } from './support/platform';
import { fileOf, uploadFile, type FileForm } from './support/uploadFile';

const MB = 1024 * 1024;
const UPLOAD = '/cgi-bin/media/upload';
const GET = '/cgi-bin/media/get';
const IMAGE = '/cgi-bin/media/uploadimg';

let platform: Platform;
let api: AccountApi;

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
	api = await apiOf(platform);
});
afterEach(() => platform.simulator.close());

const upload = (type: string, form: FileForm) => uploadFile(platform, api, `${UPLOAD}?type=${type}`, form);
const uploaded = async (type: string, fileName: string, bytes = Buffer.from('bytes of a file')) =>
	String((await upload(type, { fileName, bytes })).media_id);

async function download(mediaId: string, path = GET, token = api.token) {
	const answer = await platform.http.get<ArrayBuffer>(
		`${path}?access_token=${token}&media_id=${encodeURIComponent(mediaId)}`,
		{ responseType: 'arraybuffer', transformResponse: (data: ArrayBuffer) => data },
	);
	const bytes = Buffer.from(answer.data);
	return { bytes, text: bytes.toString('utf8'), headers: answer.headers, status: answer.status };
}

const errcodeOf = async (mediaId: string, path = GET, token = api.token) =>
	(JSON.parse((await download(mediaId, path, token)).text) as { errcode: number }).errcode;

describe('media/upload', () => {
	it('gives an id under which the same bytes come back', async () => {
		const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
		const json = await upload('image', { fileName: '照片.JPG', bytes });
		expect(json).toEqual({
			type: 'image',
			media_id: expect.stringMatching(/^[\w-]{64}$/),
			created_at: Date.parse('2026-11-22T02:00:00Z') / 1000,
		});
		const found = await download(String(json.media_id));
		expect(found.bytes.equals(bytes)).toBe(true);
		expect(found.headers).toMatchObject({
			'content-type': 'image/jpeg',
			'content-disposition': `attachment; filename="${String(json.media_id)}.jpg"`,
		});
	});

	it('names the id of a thumb thumb_media_id', async () => {
		const json = await upload('thumb', { fileName: 'a.jpg', bytes: fileOf(10) });
		expect(Object.keys(json)).toEqual(['type', 'thumb_media_id', 'created_at']);
	});

	it('does not understand an RFC 5987 filename (41005)', async () => {
		const answer = await platform.http.post<string>(
			`${UPLOAD}?access_token=${api.token}&type=image`,
			'--b\r\nContent-Disposition: form-data; name="media"; filename*=UTF-8\'\'a.jpg\r\n\r\nabc\r\n--b--\r\n',
			{ headers: { 'content-type': 'multipart/form-data; boundary=b' } },
		);
		expect(JSON.parse(answer.data)).toMatchObject({ errcode: 41005 });
	});

	it('takes a form written by a library', async () => {
		const form = new FormData();
		form.append('media', new Blob(['abc']), 'a.png');
		const answer = await platform.http.postForm<string>(
			`${UPLOAD}?access_token=${api.token}&type=image`,
			form,
		);
		const { media_id } = JSON.parse(answer.data) as { media_id: string };
		expect((await download(media_id)).text).toBe('abc');
	});

	it.each([
		['a part of another name', { part: 'file', fileName: 'a.jpg' }, 41005],
		['a part without filename', {}, 41005],
		['an empty filename', { fileName: '' }, 41005],
		['an empty file', { fileName: 'a.jpg', bytes: fileOf(0) }, 44001],
		['no extension', { fileName: 'photo' }, 40005],
		['a bitmap', { fileName: 'a.bmp' }, 40005],
	])('refuses %s', async (_case, form, errcode) => {
		expect((await upload('image', { bytes: fileOf(10), ...form })).errcode).toBe(errcode);
	});

	it.each(['file', '', 'news'])('refuses the type "%s" (40004)', async (type) => {
		expect((await upload(type, { fileName: 'a.jpg', bytes: fileOf(10) })).errcode).toBe(40004);
	});

	it('refuses a body that is no form (41005)', async () => {
		expect(await api.code(`${UPLOAD}?type=image`, { media: 'x' })).toBe(41005);
	});

	it('refuses a form without Content-Length (41005)', async () => {
		const answer = await platform.http.post<string>(
			`${UPLOAD}?access_token=${api.token}&type=image`,
			Readable.from([
				'--b\r\nContent-Disposition: form-data; name="media"; filename="a.jpg"\r\n\r\nabc\r\n--b--\r\n',
			]),
			{ headers: { 'content-type': 'multipart/form-data; boundary=b' } },
		);
		expect(JSON.parse(answer.data)).toMatchObject({ errcode: 41005 });
	});

	it.each([
		['image', 'a.jpg', 10 * MB, undefined],
		['image', 'a.jpg', 10 * MB + 1, 45001],
		['voice', 'a.amr', 2 * MB, undefined],
		['voice', 'a.amr', 2 * MB + 1, 40010],
		['voice', 'a.wav', 10, 40005],
		['video', 'a.mp4', 10 * MB, undefined],
		['video', 'a.avi', 10, 40005],
		['thumb', 'a.jpg', 64 * 1024, undefined],
		['thumb', 'a.jpg', 64 * 1024 + 1, 40012],
		['thumb', 'a.png', 10, 40005],
	])('of %s %s with %d bytes answers %s', async (type, fileName, length, errcode) => {
		expect((await upload(type, { fileName, bytes: fileOf(length) })).errcode).toBe(errcode);
	});
});

describe('media/get', () => {
	it('knows the media of its own account only', async () => {
		const other = await apiOf(platform, (await platform.simulator.control.account()).account);
		const mediaId = await uploaded('image', 'a.jpg');
		expect(await errcodeOf(mediaId, GET, other.token)).toBe(40007);
	});

	it('forgets after three days (40007), as text/plain with HTTP 200', async () => {
		const mediaId = await uploaded('image', 'a.jpg');
		await platform.simulator.control.clock({ advanceSeconds: 3 * 86_400 - 1 });
		api = await apiOf(platform);
		expect((await download(mediaId)).text).toBe('bytes of a file');
		await platform.simulator.control.clock({ advanceSeconds: 1 });
		const { status, headers, text } = await download(mediaId);
		expect([status, headers['content-type'], JSON.parse(text)]).toEqual([
			200,
			'text/plain',
			expect.objectContaining({ errcode: 40007 }),
		]);
	});

	it('answers a video with a URL that gives its bytes', async () => {
		const mediaId = await uploaded('video', 'a.mp4');
		const { video_url } = JSON.parse((await download(mediaId)).text) as { video_url: string };
		const video = await platform.http.get<string>(video_url);
		expect([video.data, video.headers['content-type']]).toEqual(['bytes of a file', 'video/mpeg4']);
		const unknown = await platform.http.get<string>(video_url.replace(/vid=.*/, 'vid=x'));
		expect(JSON.parse(unknown.data)).toMatchObject({ errcode: 40007 });
	});

	it('answers 41006 without id and 40007 for an unknown one', async () => {
		expect(await errcodeOf('')).toBe(41006);
		expect(await errcodeOf('x')).toBe(40007);
	});

	it('gives what a person sent in', async () => {
		const server = await startCallbackServer();
		const { control } = platform.simulator;
		await control.account({ appid: platform.account.appid, mode: 'plain', callbackUrl: server.url });
		await follow(platform, 1);
		const { request } = await control.push({ message: { MsgType: 'image' } });
		const mediaId = /<MediaId><!\[CDATA\[(.*?)\]\]>/.exec(request.body)?.[1] ?? '';
		await control.push({ message: { MsgType: 'video', MediaId: 'video-1', ThumbMediaId: 'thumb-1' } });
		await server.close();
		const { bytes, headers } = await download(mediaId);
		expect(headers['content-type']).toBe('image/jpeg');
		expect(decode(bytes)).toMatchObject({ width: 32, height: 24 });
		expect((await download('video-1')).text).toContain('video_url');
		expect((await download('thumb-1')).headers['content-type']).toBe('image/jpeg');
	});

	it('answers 45009 to the 501st upload of a test number in a day', async () => {
		await platform.simulator.control.account({ appid: platform.account.appid, kind: 'test-number' });
		for (let turn = 0; turn < 500; turn++) await api.post(UPLOAD, {});
		expect((await upload('image', { fileName: 'a.jpg', bytes: fileOf(1) })).errcode).toBe(45009);
	});
});

describe('media/get/jssdk', () => {
	it('gives voices that a page uploaded, as speex', async () => {
		const { mediaId } = await platform.simulator.control.area('media', 'addFromPhone', { type: 'voice' });
		const { headers, text } = await download(mediaId, `${GET}/jssdk`);
		expect([headers['content-type'], text.slice(0, 5)]).toEqual(['voice/speex', '#!AMR']);
	});

	it('answers 40007 for a picture', async () => {
		expect(await errcodeOf(await uploaded('image', 'a.jpg'), `${GET}/jssdk`)).toBe(40007);
	});
});

describe('media/uploadimg', () => {
	const uploadImage = (fileName: string, length: number) =>
		uploadFile(platform, api, IMAGE, { fileName, bytes: fileOf(length) });

	it('gives a URL', async () => {
		expect(await uploadImage('a.png', MB - 1)).toEqual({
			url: expect.stringMatching(/^http:\/\/mmbiz\.qpic\.cn\/mmbiz_png\/\w+\/0$/),
		});
	});

	it('takes jpg and png (40005) below 1 MB (40009)', async () => {
		expect((await uploadImage('a.gif', 10)).errcode).toBe(40005);
		expect((await uploadImage('a.jpg', MB)).errcode).toBe(40009);
	});
});

describe('a customer service message', () => {
	it('carries media of its own account and of the right sort', async () => {
		const [touser = ''] = await follow(platform, 1);
		const image = await uploaded('image', 'a.jpg');
		const voice = await uploaded('voice', 'a.mp3');
		const send = (msgtype: string, media_id: string, client = api) =>
			client.code('/cgi-bin/message/custom/send', { touser, msgtype, [msgtype]: { media_id } });
		expect([await send('image', image), await send('voice', voice)]).toEqual([0, 0]);
		expect([await send('image', voice), await send('voice', image)]).toEqual([40007, 40007]);
	});
});
