import axios from 'axios';
import { apiOf, follow } from '../support/apiOf';
import { startDraftTestbed, type DraftTestbed } from '../support/draftTestbed';
import { uploadFile } from '../support/uploadFile';

let testbed: DraftTestbed;
let anna: string;
let bert: string;

beforeEach(async () => {
	testbed = await startDraftTestbed();
	[anna = '', bert = ''] = await follow(testbed.platform, 2);
});
afterEach(() => testbed.platform.simulator.close());

const control = () => testbed.platform.simulator.control;
const open = (url: string, openid = anna) => control().area('article', 'open', { openid, url });

/** Sends a draft to all and gives the addresses of its articles. */
async function sendAll(articles: Record<string, unknown>[]): Promise<{ msgDataId: number; urls: string[] }> {
	const complete = articles.map((article) => ({
		content: '<p>文</p>',
		thumb_media_id: testbed.cover,
		...article,
	}));
	const { media_id } = (await testbed.api.post('/cgi-bin/draft/add', { articles: complete })).json;
	const body = { filter: { is_to_all: true }, msgtype: 'mpnews', mpnews: { media_id } };
	const { json } = await testbed.api.post('/cgi-bin/message/mass/sendall', body);
	await testbed.api.post('/cgi-bin/message/mass/get', { msg_id: json.msg_id });
	const [entry] = (await control().chat({ openid: anna })).slice(-1);
	const shown = entry?.content as unknown as { articles: { url: string }[] };
	return { msgDataId: Number(json.msg_data_id), urls: shown.articles.map(({ url }) => url) };
}

it('a reader opens an article by its address, as the filter left it, and is counted', async () => {
	const { msgDataId, urls } = await sendAll([
		{ title: '一' },
		{
			title: '二',
			author: '刘',
			content: '<p class="x">二<script>a()</script></p>',
			content_source_url: 'https://example.com/',
		},
	]);
	expect(await open(urls[1] ?? '')).toEqual({
		place: { msgDataId, index: 1 },
		type: 'news',
		title: '二',
		author: '刘',
		publishedAt: Date.parse('2026-11-22T02:00:00Z') / 1000,
		content: '<p>二</p>',
		pictures: [],
		sourceUrl: 'https://example.com/',
		commentsOpen: false,
		comments: [],
	});
	await control().area('article', 'open', { openid: bert, url: urls[1] ?? '', counted: false });
	await control().clock({ advanceSeconds: 86_400 });
	const api = await apiOf(testbed.platform);
	const span = { begin_date: '2026-11-22', end_date: '2026-11-22' };
	expect((await api.post('/datacube/getarticleread', span)).json.list).toMatchObject([
		{ msgid: `${msgDataId}_2`, detail: { read_user: 1 } },
	]);
});

it('readers see elected comments and their own, newest first', async () => {
	const { msgDataId, urls } = await sendAll([{ title: '一', need_open_comment: 1 }]);
	const write = (openid: string, content: string) =>
		control().area('comment', 'write', { openid, msgDataId, content });
	await write(bert, '精选');
	await write(bert, '未精选');
	await write(anna, '我的');
	const place = { msg_data_id: msgDataId, index: 0, user_comment_id: 1 };
	await testbed.api.post('/cgi-bin/comment/markelect', place);
	await testbed.api.post('/cgi-bin/comment/reply/add', { ...place, content: '谢谢' });
	const { commentsOpen, comments } = await open(urls[0] ?? '');
	expect(commentsOpen).toBe(true);
	expect(comments).toMatchObject([
		{ content: '我的', mine: true, elected: false, reply: null },
		{ content: '精选', mine: false, elected: true, reply: '谢谢' },
	]);
});

it('the preview of a draft has neither readers nor comments', async () => {
	const media_id = await testbed.fileDraft('草稿');
	const [article] = (await testbed.api.post('/cgi-bin/draft/get', { media_id })).json.news_item as {
		url: string;
	}[];
	expect(await open(article?.url ?? '')).toMatchObject({ place: null, publishedAt: null, title: '草稿' });
});

it('articles that were deleted or never existed cannot be opened', async () => {
	const { urls } = await sendAll([{ title: '一' }]);
	const [url = ''] = urls;
	expect(await testbed.api.code('/cgi-bin/message/mass/delete', { url })).toBe(0);
	await expect(open(url)).rejects.toThrow('deleted');
	await expect(open('http://mp.weixin.qq.com/s/nothing')).rejects.toThrow('no article');
});

describe('/_ui/picture', () => {
	const get = (url: unknown) =>
		axios.get<string>(`${testbed.platform.simulator.urls.ui}picture`, {
			params: { url },
			proxy: false,
			validateStatus: () => true,
		});

	it('gives pictures of articles and covers by the address that the platform gave them', async () => {
		const form = { fileName: 'a.png', bytes: Buffer.from('inside') };
		const { url } = await uploadFile(testbed.platform, testbed.api, '/cgi-bin/media/uploadimg', form);
		const inside = await get(url);
		expect([inside.data, inside.headers['content-type']]).toEqual(['inside', 'image/png']);
		const media_id = await testbed.fileDraft('一');
		const [article] = (await testbed.api.post('/cgi-bin/draft/get', { media_id })).json.news_item as {
			thumb_url: string;
		}[];
		expect((await get(article?.thumb_url)).data).toBe('picture');
	});

	it.each(['', 'http://mmbiz.qpic.cn/mmbiz_png/x/0', 'https://example.com/a.png'])(
		'has none for "%s"',
		async (url) => {
			expect((await get(url)).status).toBe(404);
		},
	);
});
