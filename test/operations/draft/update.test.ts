import type { IDataObject } from 'n8n-workflow';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';
import { startSimulatedAccount } from '../support/simulatedAccount';
import { pngNumber } from './pictureFiles';

const update = findOperation('draft', 'update');
const PATH = '/cgi-bin/draft/update';

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
afterAll(async () => await platform.close());

const GET = '/cgi-bin/draft/get';
/** What draft/get answers about an article with everything. */
const OLD = {
	title: '旧',
	author: '旧作者',
	digest: '旧摘要',
	content: '<p>旧</p>',
	content_source_url: 'https://example.com/old',
	thumb_media_id: 'OLD-COVER',
	show_cover_pic: 0,
	need_open_comment: 1,
	only_fans_can_comment: 1,
	url: 'http://mp.weixin.qq.com/s?tempkey=OLD',
};

async function run(
	params: IDataObject,
	answer: IDataObject = { errcode: 0, errmsg: 'ok' },
	old: IDataObject = { news_item: [OLD] },
) {
	platform.answer(({ path }) => {
		if (path === GET) return { json: old };
		if (path === '/picture') return { bytes: pngNumber(1), headers: { 'content-type': 'image/png' } };
		return { json: path === PATH ? answer : { url: 'http://mmbiz.qpic.cn/1', media_id: 'MATERIAL' } };
	});
	const { items, error } = await runOperation(platform.url, update, {
		params: { ...update.sample.params, ...params },
	});
	const sent = platform.received.find(({ path }) => path === PATH)?.body.toString();
	return {
		error,
		description: String((error as { description?: string } | undefined)?.description),
		output: items(NODE)[0]?.json,
		body: sent === undefined ? undefined : (JSON.parse(sent) as IDataObject),
		paths: platform.received.map(({ path }) => path),
	};
}

const withPicture = () => ({ content: `<p>正文</p><img src="${platform.url}/picture">` });

test.each([0, 7])('the article at %i is replaced, and the output says of what it was made', async (index) => {
	const { body, output } = await run({ ...withPicture(), index });
	expect(body).toMatchObject({
		media_id: 'SAMPLE-draft-id-1',
		index,
		articles: { title: '新品到店', content: expect.stringContaining('http://mmbiz.qpic.cn/1') as string },
	});
	expect(output).toMatchObject({
		media_id: 'SAMPLE-draft-id-1',
		index,
		articles: [{ title: '新品到店', thumb_media_id: 'SAMPLE-material-id-1' }],
		images: [{ from: `${platform.url}/picture`, to: 'http://mmbiz.qpic.cn/1' }],
	});
});

test('everything that is wrong is named at once, before any call', async () => {
	const { error, paths } = await run({
		draftMediaId: { __rl: true, mode: 'id', value: '={{ "a b" }}' },
		index: '={{ 8 }}',
		content: ' ',
	});
	for (const field of ['Draft', 'Article Index', 'Text']) expect(error?.message).toContain(field);
	expect(paths).toEqual([]);
});

test('a position without an article is refused with what was uploaded before, and the remedy', async () => {
	const { error, description } = await run(withPicture(), { errcode: 40114, errmsg: 'invalid index value' });
	expect(error?.message).toContain('1 picture was uploaded before');
	expect(description).toContain('Correct Article Index: the first article is 0.');
});

describe('what is not given', () => {
	const left = { coverFrom: 'keep', options: {} };

	test('stays as it is in the draft: cover, author, comments and the page behind "Read more"', async () => {
		const { body, output, paths } = await run(left);
		expect(paths).toEqual([GET, PATH]);
		expect(body?.articles).toEqual({
			article_type: 'news',
			title: '新品到店',
			author: '旧作者',
			content: expect.stringContaining('今夏的') as string,
			content_source_url: 'https://example.com/old',
			thumb_media_id: 'OLD-COVER',
			need_open_comment: 1,
			only_fans_can_comment: 1,
		});
		expect(output).toMatchObject({ articles: [{ thumb_media_id: 'OLD-COVER' }] });
	});

	test('is taken from the article at that position', async () => {
		const news_item = [OLD, { ...OLD, thumb_media_id: 'SECOND', author: '', need_open_comment: 0 }];
		const { body } = await run({ ...left, index: 1 }, undefined, { news_item });
		expect(body?.articles).toMatchObject({ thumb_media_id: 'SECOND' });
		expect(body?.articles).not.toHaveProperty('author');
		expect(body?.articles).not.toHaveProperty('need_open_comment');
	});

	test('does not replace what is given, in the fields, the front matter or the options', async () => {
		const { body } = await run({
			...left,
			format: 'markdown',
			content: '---\nauthor: 新作者\ncover: NEW-COVER\n---\n正文',
			options: { comments: 'closed', sourceUrl: '' },
		});
		const { articles } = body as { articles: IDataObject };
		expect(articles).toMatchObject({ author: '新作者', thumb_media_id: 'NEW-COVER' });
		for (const name of ['content_source_url', 'need_open_comment', 'only_fans_can_comment'])
			expect(articles).not.toHaveProperty(name);
	});

	test.each([
		['the text has no heading', 'html', '<p>正文</p>', '旧'],
		['a heading is further down', 'html', '<p>正文</p><h2>小节</h2>', '旧'],
		['a heading begins the text', 'html', '<h1>新</h1><p>正文</p>', '新'],
		['the front matter has one', 'markdown', '---\ntitle: 新\n---\n正文\n\n## 小节', '新'],
	])('is the title, where %s', async (_where, format, text, title) => {
		const { body, output } = await run({ ...left, title: ' ', format, content: text });
		expect(body?.articles).toMatchObject({ title });
		expect(output).toMatchObject({ articles: [{ title }] });
	});

	test('is the title alone, if everything else is given', async () => {
		const options = { author: '新', comments: 'closed', sourceUrl: '' };
		const { body, paths } = await run({ title: '', content: '<p>正文</p>', options });
		expect(paths).toEqual([GET, PATH]);
		expect(body?.articles).toMatchObject({
			title: '旧',
			author: '新',
			thumb_media_id: 'SAMPLE-material-id-1',
		});
		expect(body?.articles).not.toHaveProperty('content_source_url');
	});

	test('is the title of a picture post', async () => {
		const post = { articleType: 'newspic', imagesBy: 'list', pictures: 'MATERIAL' };
		const { body, output } = await run({ ...left, ...post, title: '' });
		expect(body?.articles).toMatchObject({ article_type: 'newspic', title: '旧' });
		expect(output).toMatchObject({ articles: [{ title: '旧' }] });
	});

	test('is not asked for when everything is given', async () => {
		const { error, paths } = await run({ options: { author: '', comments: 'everybody', sourceUrl: '' } });
		expect(error).toBeUndefined();
		expect(paths).toEqual([PATH]);
	});

	test('are the comments of a picture post', async () => {
		const { body } = await run({ ...left, articleType: 'newspic', imagesBy: 'list', pictures: 'MATERIAL' });
		expect(body?.articles).toMatchObject({
			article_type: 'newspic',
			need_open_comment: 1,
			only_fans_can_comment: 1,
		});
		expect(body?.articles).not.toHaveProperty('author');
		expect(body?.articles).not.toHaveProperty('thumb_media_id');
	});

	test.each([
		[1, [OLD], 'Article Index: is 1, and the draft has 1 article', 'the first article is 0'],
		[7, [OLD, OLD], 'Article Index: is 7, and the draft has 2 articles', 'the first article is 0'],
		[0, [{ ...OLD, thumb_media_id: '' }], 'Cover: should stay as it is', 'Choose another cover.'],
		[0, [{ ...OLD, title: '' }], 'Title: should stay as it is', 'Fill it in.'],
	])('cannot stay at %i of %j: nothing is uploaded', async (index, news_item, message, remedy) => {
		const { error, description, paths } = await run(
			{ ...left, ...withPicture(), title: '', index },
			undefined,
			{ news_item },
		);
		expect(error?.message).toContain(message);
		expect(description).toContain(remedy);
		expect(paths).toEqual([GET]);
	});

	test('cannot stay when a gateway answers in the place of WeChat', async () => {
		const { error, paths } = await run(left, undefined, { status: 'up' });
		expect(error?.message).toContain('the response contains no news_item');
		expect(paths).toEqual([GET]);
	});

	test('cannot stay in a draft that is gone', async () => {
		const gone = { errcode: 40007, errmsg: 'invalid media_id' };
		const { error, description, paths } = await run(left, undefined, gone);
		expect(error?.message).toContain('40007');
		expect(description).toContain('it is gone once it is published');
		expect(paths).toEqual([GET]);
	});
});

test('an update of the text alone leaves the rest of a draft on the simulated platform as it was', async () => {
	const account = await startSimulatedAccount();
	try {
		const cover = await account.upload('/cgi-bin/material/add_material', 'image');
		const article = {
			title: '旧',
			author: '旧作者',
			content: '<p>旧</p>',
			content_source_url: 'https://example.com/old',
			thumb_media_id: cover,
			need_open_comment: 1,
		};
		const { media_id } = await account.api('/cgi-bin/draft/add', { articles: [article, article] });
		const { error } = await runOperation(account.simulator.urls.api, update, {
			app: account.app,
			params: { draftMediaId: media_id as string, index: 1, content: '# 新\n\n正文', theme: 'none' },
		});
		expect(error).toBeUndefined();
		const { news_item } = await account.api('/cgi-bin/draft/get', { media_id });
		expect(news_item).toMatchObject([
			article,
			{ ...article, title: '新', content: expect.stringContaining('正文') as string },
		]);
	} finally {
		await account.close();
	}
});
