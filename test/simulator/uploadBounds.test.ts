import { keepArticleImage, mediaData } from '../../simulator/areas/media/mediaData';
import type { Account } from '../../simulator/state/Account';
import { apiOf, follow, type AccountApi } from './support/apiOf';
import { startPlatform, type Platform } from './support/platform';
import { fileOf, uploadFile } from './support/uploadFile';

const TEMPORARY = '/cgi-bin/media/upload';
const PERMANENT = '/cgi-bin/material/add_material';
const LIST = '/cgi-bin/material/batchget_material';

let platform: Platform;
let api: AccountApi;

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
	api = await apiOf(platform);
});
afterEach(() => platform.simulator.close());

const upload = (path: string, type: string, fileName: string) =>
	uploadFile(platform, api, `${path}?type=${type}`, { fileName, bytes: fileOf(1) });
const control = () => platform.simulator.control;

describe('a file', () => {
	it.each([
		[TEMPORARY, 'image', ['png', 'jpeg', 'jpg', 'gif'], ['bmp', 'webp']],
		[TEMPORARY, 'voice', ['amr', 'mp3'], ['wav', 'wma']],
		[TEMPORARY, 'video', ['mp4'], ['mov']],
		[TEMPORARY, 'thumb', ['jpg'], ['jpeg', 'png']],
		[PERMANENT, 'image', ['bmp', 'png', 'jpeg', 'jpg', 'gif'], ['webp']],
		[PERMANENT, 'voice', ['mp3', 'wma', 'wav', 'amr'], ['ogg']],
		[PERMANENT, 'thumb', ['jpg'], ['jpeg', 'png']],
	])('for %s as %s may be %j, and not %j', async (path, type, good, bad) => {
		const codeOf = async (extension: string) => (await upload(path, type, `a.${extension}`)).errcode;
		expect(await Promise.all(good.map(codeOf))).toEqual(good.map(() => undefined));
		expect(await Promise.all(bad.map(codeOf))).toEqual(bad.map(() => 40005));
	});

	it.each([TEMPORARY, PERMANENT])('for %s has no type whose name every object has', async (path) => {
		expect((await upload(path, 'constructor', 'a.jpg')).errcode).toBe(40004);
	});

	it('of the library has its name without folders; a picture and a thumb have a url', async () => {
		for (const [type, path] of [
			['image', 'photos/a.png'],
			['thumb', 'b.jpg'],
		] as const)
			await upload(PERMANENT, type, path);
		const { json } = await api.post(LIST, { type: 'image', offset: 0, count: 20 });
		const url = expect.stringMatching(/^http:\/\/mmbiz/) as string;
		expect(json.item).toMatchObject([
			{ name: 'b.jpg', url },
			{ name: 'a.png', url },
		]);
		expect((await api.get('/cgi-bin/material/get_materialcount')).json).toMatchObject({ image_count: 2 });
	});
});

it.each([
	[-1, 1],
	[0.5, 1],
	[0, 1.5],
])('batchget_material refuses offset %d with count %d (40097)', async (offset, count) => {
	expect(await api.code(LIST, { type: 'image', offset, count })).toBe(40097);
});

it('batchget_material gives the newest article first', async () => {
	for (const title of ['一', '二']) await control().area('material', 'publish', { title });
	const { json } = await api.post(LIST, { type: 'news', offset: 0, count: 20 });
	expect(json.item).toMatchObject(['二', '一'].map((title) => ({ content: { news_item: [{ title }] } })));
});

it('the address of a video gives no picture (40007)', async () => {
	const { media_id } = await upload(TEMPORARY, 'image', 'a.png');
	const { data } = await platform.http.get<string>(`/video/download?vid=${String(media_id)}`);
	expect(JSON.parse(data)).toMatchObject({ errcode: 40007 });
});

it('what a person sends in can be fetched under each of its ids', async () => {
	const callbackUrl = 'http://127.0.0.1:9/';
	await control().account({ appid: platform.account.appid, callbackUrl, handshake: false });
	await follow(platform, 1);
	for (const message of [
		{ MsgType: 'voice', MediaId: 'voice-1', MediaId16K: 'voice-2' },
		{ MsgType: 'shortvideo', MediaId: 'video-1', ThumbMediaId: 'thumb-1' },
		{ MsgType: 'text', MediaId: 'text-1' },
	])
		await control().push({ message, wait: false });
	const typeOf = async (id: string) =>
		(await platform.http.get<string>(`/cgi-bin/media/get?access_token=${api.token}&media_id=${id}`)).headers[
			'content-disposition'
		] as unknown;
	const ids = ['voice-1', 'voice-2', 'thumb-1', 'text-1'];
	expect(await Promise.all(ids.map(typeOf))).toEqual([
		'attachment; filename="voice-1.amr"',
		'attachment; filename="voice-2.amr"',
		'attachment; filename="thumb-1.jpg"',
		undefined,
	]);
	expect((await api.get('/cgi-bin/media/get?media_id=video-1')).text).toContain('video_url');
	const state = (await control().state()).accounts[0]?.areas.media;
	expect(state).toMatchObject({ temporary: 4 });
});

it('temporary material that has expired is forgotten with the next upload', async () => {
	const expired = [await upload(TEMPORARY, 'image', 'a.png'), await upload(TEMPORARY, 'image', 'b.png')];
	await control().clock({ advanceSeconds: 3 * 86_400 });
	api = await apiOf(platform);
	const { media_id } = await upload(TEMPORARY, 'image', 'c.png');
	const saved = await control().snapshot();
	const isKept = (id: unknown) => saved.includes(`"mediaId":"${String(id)}"`);
	expect([isKept(media_id), ...expired.map((answer) => isKept(answer.media_id))]).toEqual([
		true,
		false,
		false,
	]);
});

it('keepArticleImage keeps the newest 500 pictures of an account', () => {
	const account = { areas: {} } as Account;
	for (let number = 0; number <= 500; number++)
		keepArticleImage(account, `http://mmbiz.qpic.cn/${number}`, { extension: 'png', base64: '' });
	const kept = [...mediaData(account).articleImages.keys()];
	expect([kept.length, kept[0], kept.at(-1)]).toEqual([
		500,
		'http://mmbiz.qpic.cn/1',
		'http://mmbiz.qpic.cn/500',
	]);
});
