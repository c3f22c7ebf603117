import { apiOf, follow, type AccountApi } from './support/apiOf';
import { startPlatform, type Platform } from './support/platform';
import { fileOf, uploadFile } from './support/uploadFile';

const ADD = '/cgi-bin/material/add_material';
const GET = '/cgi-bin/material/get_material';
const DELETE = '/cgi-bin/material/del_material';
const COUNT = '/cgi-bin/material/get_materialcount';
const LIST = '/cgi-bin/material/batchget_material';

let platform: Platform;
let api: AccountApi;

beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: '2026-11-22T02:00:00Z', freeze: true });
	api = await apiOf(platform);
});
afterEach(() => platform.simulator.close());

const add = (type: string, fileName: string, description?: string, bytes: Buffer = Buffer.from('file')) =>
	uploadFile(platform, api, `${ADD}?type=${type}`, {
		fileName,
		bytes,
		fields: description === undefined ? {} : { description },
	});
const addVideo = () => add('video', 'film.mp4', '{"title":"夏天","introduction":"在海边"}');
const publish = (title: string) => platform.simulator.control.area('material', 'publish', { title });

describe('add_material and get_material', () => {
	it('keep an image beyond three days, with a url', async () => {
		const json = await add('image', '图.bmp');
		expect(json).toEqual({ media_id: expect.any(String), url: expect.stringMatching(/^http:\/\/mmbiz/) });
		await platform.simulator.control.clock({ advanceSeconds: 30 * 86_400 });
		api = await apiOf(platform);
		const answer = await platform.http.post<string>(`${GET}?access_token=${api.token}`, {
			media_id: json.media_id,
		});
		expect([answer.data, answer.headers['content-type']]).toEqual(['file', 'image/bmp']);
	});

	it('give no url for a voice', async () => {
		expect(Object.keys(await add('voice', 'a.wav'))).toEqual(['media_id']);
	});

	it('tell title, description and address of a video', async () => {
		const { media_id } = await addVideo();
		const { json } = await api.post(GET, { media_id });
		expect(json).toEqual({ title: '夏天', description: '在海边', down_url: expect.any(String) });
		expect((await platform.http.get<string>(String(json.down_url))).data).toBe('file');
	});

	it('take the description of a video from the query, too', async () => {
		const description = encodeURIComponent('{"title":"秋天","introduction":""}');
		const path = `${ADD}?type=video&description=${description}`;
		const { media_id } = await uploadFile(platform, api, path, { fileName: 'a.mp4', bytes: fileOf(3) });
		expect((await api.post(GET, { media_id })).json).toMatchObject({ title: '秋天' });
	});

	it('show articles as news', async () => {
		const { mediaId } = await publish('头条');
		const { json } = await api.post(GET, { media_id: mediaId });
		expect(json.news_item).toEqual([expect.objectContaining({ title: '头条', show_cover_pic: 0 })]);
	});

	it.each([
		['an unknown type', 'news', 'a.jpg', undefined, 40004],
		['a wrong extension', 'image', 'a.webp', undefined, 40005],
		['a video without description', 'video', 'a.mp4', undefined, 41011],
		['a video without title', 'video', 'a.mp4', '{"introduction":"x"}', 41011],
		['a description that is no JSON', 'video', 'a.mp4', 'title', 47001],
	])('refuse %s', async (_case, type, fileName, description, errcode) => {
		expect((await add(type, fileName, description)).errcode).toBe(errcode);
	});

	it('refuse a thumb above 64 KB (40012)', async () => {
		expect((await add('thumb', 'a.jpg', undefined, fileOf(65_537))).errcode).toBe(40012);
	});

	it('know the material of their own account only', async () => {
		const other = await apiOf(platform, (await platform.simulator.control.account()).account);
		const { media_id } = await addVideo();
		expect(await other.code(GET, { media_id })).toBe(40007);
		expect(await api.code(GET, {})).toBe(40007);
	});
});

it('del_material deletes one item', async () => {
	const { media_id } = await addVideo();
	const { mediaId } = await publish('a');
	await publish('b');
	expect(await api.code(DELETE, { media_id })).toBe(0);
	expect(await api.code(DELETE, { media_id })).toBe(40007);
	expect(await api.code(DELETE, { media_id: mediaId })).toBe(0);
	expect((await api.get(COUNT)).json).toEqual({
		voice_count: 0,
		video_count: 0,
		image_count: 0,
		news_count: 1,
	});
});

describe('batchget_material', () => {
	it('pages through one sort, newest first', async () => {
		await add('image', 'first.jpg');
		await addVideo();
		await add('image', 'second.png');
		await add('thumb', '第三 "张".jpg'.replaceAll('"', '%22'));
		const all = (await api.post(LIST, { type: 'image', offset: 0, count: 20 })).json;
		expect(all.item).toMatchObject([{ name: '第三 "张".jpg' }, {}, {}]);
		const { json } = await api.post(LIST, { type: 'image', offset: 1, count: 1 });
		expect(json).toMatchObject({ total_count: 3, item_count: 1, item: [{ name: 'second.png' }] });
		expect((await api.post(LIST, { type: 'video', offset: 0, count: 20 })).json).toMatchObject({
			total_count: 1,
			item: [{ name: 'film.mp4', update_time: Date.parse('2026-11-22T02:00:00Z') / 1000 }],
		});
		expect((await api.post(LIST, { type: 'voice', offset: 0, count: 20 })).json).toEqual({
			total_count: 0,
			item_count: 0,
			item: [],
		});
	});

	it('nests the articles of news', async () => {
		await publish('头条');
		const { json } = await api.post(LIST, { type: 'news', offset: 0, count: 1 });
		expect(json.item).toEqual([
			expect.objectContaining({ content: { news_item: [expect.objectContaining({ title: '头条' })] } }),
		]);
	});

	it.each([
		['another type', { type: 'thumb', offset: 0, count: 1 }, 40004],
		['no offset', { type: 'image', count: 1 }, 40097],
		['count 0', { type: 'image', offset: 0, count: 0 }, 40097],
		['count 21', { type: 'image', offset: 0, count: 21 }, 40097],
	])('refuses %s', async (_case, body, errcode) => {
		expect(await api.code(LIST, body)).toBe(errcode);
	});
});

it('customer service messages carry permanent material and published articles', async () => {
	const [touser] = await follow(platform, 1);
	const { media_id } = await addVideo();
	const { media_id: thumb_media_id } = await add('thumb', 'a.jpg');
	const { mediaId, articleId } = await publish('头条');
	const send = (msgtype: string, fields: unknown) =>
		api.code('/cgi-bin/message/custom/send', { touser, msgtype, [msgtype]: fields });
	expect(await send('video', { media_id, thumb_media_id })).toBe(0);
	expect(await send('mpnews', { media_id: mediaId })).toBe(0);
	expect(await send('mpnewsarticle', { article_id: articleId })).toBe(0);
});
