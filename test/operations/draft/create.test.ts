import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import nock from 'nock';
import {
	type CannedAnswer,
	type CannedPlatform,
	type ReceivedRequest,
	startCannedPlatform,
} from '../support/cannedPlatform';
import { findOperation } from '../support/findOperation';
import { NODE, runOperation } from '../support/runOperation';
import { SAMPLES } from '../../core/picture/samplePictures';
import { PICTURES, pngNumber } from './pictureFiles';

const create = findOperation('draft', 'create');
const MB = 1024 * 1024;

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
// Node's own modules are shared by all test files of a worker: the next one shall find them as they were.
afterAll(() => nock.restore());
afterAll(async () => await platform.close());

const file = (bytes: Buffer, type = 'image/png'): CannedAnswer => ({
	bytes,
	headers: { 'content-type': type },
});

/** Pictures under /pictures, and WeChat's answers; `special` goes before both. */
function serve(special: (request: ReceivedRequest) => CannedAnswer | undefined = () => undefined): void {
	let uploads = 0;
	platform.answer((request) => {
		const own = special(request);
		if (own) return own;
		if (request.path.startsWith('/pictures/')) return file(pngNumber(Number(request.path.split('/')[2])));
		if (request.path === '/cgi-bin/draft/add') return { json: { media_id: 'DRAFT' } };
		uploads += 1;
		return { json: { url: `http://mmbiz.qpic.cn/${uploads}`, media_id: `MATERIAL-${uploads}` } };
	});
}

async function run(params: IDataObject, binary: INodeExecutionData['binary'] = {}) {
	const result = await runOperation(platform.url, create, {
		params: { ...create.sample.params, coverFrom: 'firstPicture', options: {}, ...params },
		input: [{ json: {}, binary }],
	});
	const calls = platform.received.filter(({ path }) => path.startsWith('/cgi-bin/')).map(({ path }) => path);
	const sent = platform.received.find(({ path }) => path === '/cgi-bin/draft/add');
	const articles = sent ? (JSON.parse(sent.body.toString()) as { articles: IDataObject[] }).articles : [];
	return { ...result, calls, articles, output: result.items(NODE)[0]?.json ?? {} };
}

const picture = (number: number) => `${platform.url}/pictures/${number}`;
const uploadimg = '/cgi-bin/media/uploadimg';
const addMaterial = '/cgi-bin/material/add_material';
const add = '/cgi-bin/draft/add';

describe('the pictures of an article', () => {
	test('are put on WeChat once each, whatever address they have, and the first is the cover', async () => {
		serve();
		const { calls, articles, output } = await run({
			content: `# 新品\n\n![](${picture(1)}) ![](${picture(2)})\n\n![](${picture(1)}) ![](${picture(1)}?again)`,
		});
		expect(calls).toEqual([uploadimg, uploadimg, addMaterial, add]);
		expect(articles[0]).toMatchObject({ title: '新品', thumb_media_id: 'MATERIAL-3' });
		expect(String(articles[0]?.content).match(/mmbiz\.qpic\.cn\/\d/g)).toEqual(
			[1, 2, 1, 1].map((n) => `mmbiz.qpic.cn/${n}`),
		);
		expect(output).toMatchObject({
			media_id: 'DRAFT',
			images: [
				{ from: picture(1), to: 'http://mmbiz.qpic.cn/1' },
				{ from: picture(2), to: 'http://mmbiz.qpic.cn/2' },
				{ from: `${picture(1)}?again`, to: 'http://mmbiz.qpic.cn/1' },
			],
			imagesLeftOut: [],
		});
	});

	test('of a text are uploaded again when an answer got lost: they count toward no limit', async () => {
		let lost = 0;
		serve(({ path }) => (path === uploadimg && ++lost === 1 ? 'drop the connection' : undefined));
		const { calls, error } = await run({
			content: `# 新品\n\n![](${picture(1)})`,
			coverFrom: 'mediaId',
			coverMediaId: 'COVER',
		});
		expect(error).toBeUndefined();
		expect(calls).toEqual([uploadimg, uploadimg, add]);
	});

	test('that are large or moving become permanent material, which serves as cover too', async () => {
		serve(({ path }) => (path === '/pictures/1' ? file(pngNumber(1, 2 * MB)) : undefined));
		const { calls, output } = await run(
			{ content: `# 新品\n\n![](${picture(1)}) ![](binary:moving)` },
			{
				moving: { data: PICTURES.gif.toString('base64'), mimeType: 'image/gif', fileName: 'a.gif' },
			},
		);
		expect(calls).toEqual([addMaterial, addMaterial, add]);
		expect(output.images).toMatchObject([
			{ media_id: 'MATERIAL-1' },
			{ from: 'binary:moving', media_id: 'MATERIAL-2' },
		]);
	});

	test('on WeChat’s own host stay and are not fetched; those in the text itself are taken from it', async () => {
		serve();
		const wechat = nock('http://mmbiz.qpic.cn').get('/kept/0').reply(200, pngNumber(7));
		const data = (number: number) => `data:image/png;base64,${pngNumber(number).toString('base64')}`;
		const { calls, articles, output } = await run({
			content: `# 新品\n\n![](http://mmbiz.qpic.cn/kept/0) ![](${data(1)}) ![](${data(2)})`,
			coverFrom: 'mediaId',
			coverMediaId: 'COVER',
		});
		expect(wechat.isDone()).toBe(false);
		nock.cleanAll();
		expect(calls).toEqual([uploadimg, uploadimg, add]);
		expect(articles[0]?.content).toContain('<img src="http://mmbiz.qpic.cn/kept/0"');
		const from = expect.stringMatching(/^data:image\/png;base64,.{18}…$/) as string;
		expect(output.images).toEqual([1, 2].map((number) => ({ from, to: `http://mmbiz.qpic.cn/${number}` })));
	});

	test.each(['fail', 'leaveOut'])(
		'on WeChat stay when they cannot be fetched for the cover, which is the next one (%s)',
		async (pictureFailure) => {
			serve();
			nock('http://mmbiz.qpic.cn').get('/gone/0').twice().reply(404);
			const gone = '![](http://mmbiz.qpic.cn/gone/0)';
			const options = { pictureFailure };
			const { articles, output } = await run({
				content: `# 新品\n\n${gone} ![](${picture(2)})`,
				options,
			});
			expect(articles[0]).toMatchObject({
				content: expect.stringContaining('<img src="http://mmbiz.qpic.cn/gone/0"') as string,
				thumb_media_id: 'MATERIAL-2',
			});
			expect(output.imagesLeftOut).toEqual([]);
			serve();
			const alone = await run({ content: gone, title: '新品', options });
			expect(alone.error?.message).toBe(
				'Cover: should be the first picture, but no picture in the text can be used: http://mmbiz.qpic.cn/gone/0 was not found on its host, or the host redirects endlessly or into a local network',
			);
			expect(alone.calls).toEqual([]);
		},
	);

	test('become JPG when they are WebP or AVIF, and the output says of what', async () => {
		serve(({ path }) => {
			if (path === '/pictures/1') return file(SAMPLES.webp, 'image/webp');
			return path === '/pictures/2' ? file(SAMPLES.avif, 'image/avif') : undefined;
		});
		const { calls, output } = await run({ content: `# 新品\n\n![](${picture(1)}) ![](${picture(2)})` });
		expect(calls).toEqual([uploadimg, uploadimg, addMaterial, add]);
		const uploads = platform.received.filter(({ path }) => path === uploadimg);
		for (const { body } of uploads)
			expect(body.toString('latin1')).toMatch(
				/filename="\w+\.jpg"\s+Content-Type: image\/jpeg\s+\xff\xd8\xff/i,
			);
		const converted = (format: string, width: number, height: number, bytes: number) => ({
			from: { format, width, height, bytes },
			to: { format: 'jpg', width, height },
		});
		expect(output).toMatchObject({
			images: [
				{ from: picture(1), converted: converted('webp', 8, 6, SAMPLES.webp.length) },
				{ from: picture(2), converted: converted('avif', 16, 12, SAMPLES.avif.length) },
			],
			articles: [{ coverConverted: converted('webp', 8, 6, SAMPLES.webp.length) }],
			imagesLeftOut: [],
		});
	});

	test.each<[string, CannedAnswer, string]>([
		['is not there', { bytes: Buffer.from('no'), headers: {}, status: 404 }, 'was not found on its host'],
		[
			'is a web page',
			file(Buffer.from('<html><body>Log in</body></html>'), 'text/html'),
			'is a web page, not a picture',
		],
		['is WebP that is broken', file(PICTURES.webp, 'image/png'), 'is a broken WEBP file'],
		[
			'is HEIC',
			file(Buffer.from('0000ftypheic'), 'image/heic'),
			'is HEIC; WeChat accepts JPG, PNG, GIF and BMP',
		],
		[
			'is GIF of 11 MB',
			file(Buffer.concat([PICTURES.gif, Buffer.alloc(11 * MB)])),
			'has 11.1 MB, the limit is 10 MB',
		],
		['is JSON', file(Buffer.from('{"a":1}'), 'application/json'), 'the host answers with JSON'],
		['is SVG', file(PICTURES.svg, 'image/svg+xml'), 'is SVG; WeChat accepts JPG, PNG, GIF and BMP'],
		['is of no format', file(Buffer.from([1, 2, 3, 4])), 'does not have a picture format'],
		['has 30 MB', file(pngNumber(1, 30 * MB)), '25'],
		['has 12 MB and a broken head', file(pngNumber(1, 12 * MB)), 'is a broken PNG file'],
	])('are named before anything is created when one %s', async (_what, answer, problem) => {
		serve(({ path }) => (path === '/pictures/1' ? answer : undefined));
		const { calls, error } = await run({ content: `# 新品\n\n![](${picture(2)}) ![](${picture(1)})` });
		expect(calls).toEqual([]);
		expect(error?.message).toContain(`Text: has the picture ${picture(1)}, which `);
		expect(error?.message).toContain(problem);
		expect(JSON.stringify(error)).toContain('set When a Picture Fails to Leave It Out');
	});

	test('may be left out, which the output says', async () => {
		serve(({ path }) => (path === '/pictures/1' ? file(PICTURES.webp) : undefined));
		const { articles, output } = await run({
			content: `# 新品\n\n![](${picture(1)})\n\n![](${picture(2)})`,
			options: { pictureFailure: 'leaveOut' },
		});
		expect(String(articles[0]?.content).match(/<img/g)).toHaveLength(1);
		expect(output.imagesLeftOut).toEqual([{ from: picture(1), problem: 'is a broken WEBP file' }]);
	});

	test('may be left out when they have no address on the web, in every article', async () => {
		serve();
		const furtherArticles = { article: [{ content: '# 二\n\n正文 ![](./b.png)', cover: 'COVER-2' }] };
		const content = `# 新品\n\n![](./a.png) <img src=""> ![](${picture(2)})`;
		const { articles, output, error } = await run({
			content,
			furtherArticles,
			options: { pictureFailure: 'leaveOut' },
		});
		expect(error).toBeUndefined();
		expect(articles.map((one) => String(one.content).match(/<img/g)?.length ?? 0)).toEqual([1, 0]);
		expect(output.imagesLeftOut).toEqual([
			{ from: './a.png', problem: 'is not a web address' },
			{ from: '', problem: 'has no address' },
			{ from: './b.png', problem: 'is not a web address' },
		]);
		const refused = await run({ content, furtherArticles });
		expect(JSON.stringify(refused.error)).toMatch(/\.\/a\.png.*without an address.*\.\/b\.png/);
	});

	test('that fail in two articles are named once, and so is what was removed from both', async () => {
		serve();
		const content = '正文😀 ![](./a.png) <script>a</script>';
		const { articles, output } = await run({
			content,
			title: '一',
			coverFrom: 'mediaId',
			coverMediaId: 'C',
			furtherArticles: { article: [{ content, title: '二', cover: 'C' }] },
			options: { pictureFailure: 'leaveOut', customCss: 'p:hover{color:red}' },
		});
		expect(output).toMatchObject({
			imagesLeftOut: [{ from: './a.png', problem: 'is not a web address' }],
			removed: ['script'],
			ignoredCss: [expect.any(String)],
			articles: articles.map((one) => ({ contentCharacters: [...String(one.content)].length })),
		});
	});

	test.each<[string, IDataObject, string]>([
		['Cover', { coverFrom: 'url', coverUrl: '/pictures/1' }, 'Cover'],
		['Cover of a further article', { row: '/pictures/1' }, 'Further Article 1, Cover'],
	])('cannot be left out as a %s', async (_what, { row, coverUrl = '', ...cover }, field) => {
		serve(({ path }) =>
			path === '/pictures/1' ? { bytes: Buffer.from('no'), headers: {}, status: 404 } : undefined,
		);
		const { error, calls } = await run({
			content: '# 一\n\n正文',
			coverFrom: 'mediaId',
			coverMediaId: 'C',
			...cover,
			coverUrl: `${platform.url}${String(coverUrl)}`,
			furtherArticles: {
				article: row ? [{ content: '正文', title: '二', cover: `${platform.url}${String(row)}` }] : [],
			},
			options: { pictureFailure: 'leaveOut' },
		});
		expect(error?.message).toContain(`${field}: has the picture ${picture(1)}, which was not found`);
		expect(JSON.stringify(error)).not.toContain('Leave It Out');
		expect(calls).toEqual([]);
	});

	test('on WeChat become the cover, under an address of any length, when those before have none on the web', async () => {
		serve();
		const path = `/sz_mmbiz_png/${'x'.repeat(250)}/640`;
		const wechat = nock('https://mmbiz.qpic.cn').get(path).reply(200, pngNumber(7));
		const { articles, output, error } = await run({
			content: `# 新品\n\n![](./a.png) 正文 ![](//mmbiz.qpic.cn${path})`,
			options: { pictureFailure: 'leaveOut' },
		});
		expect(error).toBeUndefined();
		expect(wechat.isDone()).toBe(true);
		expect(articles[0]?.thumb_media_id).toBe('MATERIAL-1');
		expect(articles[0]?.content).toContain(`<img src="//mmbiz.qpic.cn${path}"`);
		expect(output.imagesLeftOut).toEqual([{ from: './a.png', problem: 'is not a web address' }]);
	});

	test.each(['fail', 'leaveOut'])(
		'on WeChat are tried one after the other until one can be the cover (%s)',
		async (pictureFailure) => {
			serve();
			const wechat = nock('http://mmbiz.qpic.cn');
			wechat.get('/gone/0').reply(404).get('/kept/0').reply(200, pngNumber(7));
			const unused = wechat.get('/kept/1').reply(200, pngNumber(8));
			const { articles, error } = await run({
				content: `# 新品\n\n${['gone/0', 'kept/0', 'kept/1'].map((name) => `![](http://mmbiz.qpic.cn/${name})`).join(' ')} ![](${picture(2)})`,
				options: { pictureFailure },
			});
			expect(error).toBeUndefined();
			expect(unused.pendingMocks()).toEqual(['GET http://mmbiz.qpic.cn:80/kept/1']);
			nock.cleanAll();
			const cover = platform.received.find(({ path }) => path === addMaterial);
			expect(cover?.body.includes(pngNumber(7))).toBe(true);
			expect(String(articles[0]?.content).match(/<img/g)).toHaveLength(4);
		},
	);

	test('on WeChat are tried ten times at most for a cover, and three are named with the reason', async () => {
		serve();
		const wechat = nock('http://mmbiz.qpic.cn').get(/gone/).times(20).reply(404);
		const content = Array.from({ length: 12 }, (_, number) => `![](http://mmbiz.qpic.cn/gone/${number})`);
		const { error, calls } = await run({ title: '新品', content: content.join(' ') });
		expect(error?.message).toMatch(
			/gone\/0 was not found on its host.*; http:\/\/mmbiz\.qpic\.cn\/gone\/1 .*; http:\/\/mmbiz\.qpic\.cn\/gone\/2 .*; 7 more cannot be used either$/,
		);
		expect(wechat.isDone()).toBe(false);
		nock.cleanAll();
		expect(calls).toEqual([]);
	});

	test('may not all be left out of a text that has nothing else', async () => {
		serve(({ path }) => (path === '/pictures/1' ? file(PICTURES.webp) : undefined));
		const { error, calls } = await run({
			content: `![](${picture(1)})`,
			title: '一',
			coverFrom: 'mediaId',
			coverMediaId: 'C',
			options: { pictureFailure: 'leaveOut' },
		});
		expect(error?.message).toBe('Text: consists only of pictures, and none of them can be used');
		expect(calls).toEqual([]);
	});

	test('are too many at 101', async () => {
		serve();
		const content = `# 新品\n\n${Array.from({ length: 101 }, (_, number) => `![](//a.cn/${number})`).join('\n\n')}`;
		const { error } = await run({ content });
		expect(error?.message).toBe('Text: has 101 pictures, the limit is 100');
		expect(platform.received).toEqual([]);
	});
});

describe('what was created before a failure is named', () => {
	test('when an upload fails', async () => {
		serve(({ path, body }) =>
			path === uploadimg && body.includes(pngNumber(2))
				? { json: { errcode: 40005, errmsg: 'type' } }
				: undefined,
		);
		const { error, calls } = await run({ content: `# 新品\n\n![](${picture(1)}) ![](${picture(2)})` });
		expect(calls).toEqual([uploadimg, uploadimg]);
		expect(error?.message).toContain('1 picture was uploaded before');
	});

	test.each([uploadimg, addMaterial])(
		'when %s is used up for the day, without blaming the drafts',
		async (used) => {
			serve(({ path }) => (path === used ? { json: { errcode: 45009, errmsg: 'x' } } : undefined));
			const { error } = await run({ content: `# 新品\n\n![](${picture(1)})` });
			expect(JSON.stringify(error)).toContain(
				'WeChat accepts no more uploads today, and the draft was not saved.',
			);
			expect(JSON.stringify(error)).not.toContain('1000 new drafts');
		},
	);

	test.each([
		[40007, 'A cover or picture is not a permanent image of this account'],
		[45009, 'WeChat accepts 1000 new drafts and 1000 changes to drafts a day.'],
	])('when WeChat answers %i, with the remedy', async (errcode, remedy) => {
		serve(({ path }) => (path === add ? { json: { errcode, errmsg: 'x' } } : undefined));
		const { error } = await run({ content: `# 新品\n\n![](${picture(1)})` });
		expect(error?.message).toContain('2 pictures were uploaded before, as permanent material MATERIAL-2');
		expect(JSON.stringify(error)).toContain(remedy);
	});

	test('when the draft is refused', async () => {
		serve(({ path }) => (path === add ? { json: { errcode: 45166, errmsg: 'invalid content' } } : undefined));
		const { error } = await run({ content: `# 新品\n\n![](${picture(1)})` });
		expect(error?.message).toContain('2 pictures were uploaded before, as permanent material MATERIAL-2');
	});
});

describe('several articles', () => {
	test('become one draft, in the order given, each with cover, title and comments', async () => {
		serve();
		const { articles } = await run(
			{
				content: `# 一\n\n![](${picture(1)})`,
				options: {
					comments: 'followers',
					author: '甲',
					sourceUrl: 'https://example.com/a',
					crop11: '0_0_0.5_1',
				},
				furtherArticles: {
					article: [
						{
							content: '---\ntitle: 二\ncover: COVER-2\n---\n正文',
							title: '',
							cover: '',
							author: '',
							sourceUrl: '',
						},
						{ content: '正文', title: '三', cover: 'binary:data', author: '乙', sourceUrl: '' },
					],
				},
			},
			{ data: { data: PICTURES.jpg.toString('base64'), mimeType: 'image/jpeg', fileName: 'a.jpg' } },
		);
		const switches = { need_open_comment: 1, only_fans_can_comment: 1 };
		expect(articles).toMatchObject([
			{
				title: '一',
				author: '甲',
				content_source_url: 'https://example.com/a',
				pic_crop_1_1: '0_0_0.5_1',
				...switches,
			},
			{ title: '二', thumb_media_id: 'COVER-2', ...switches },
			{ title: '三', author: '乙', thumb_media_id: 'MATERIAL-3', ...switches },
		]);
	});

	test('are refused beyond eight', async () => {
		serve();
		const article = Array.from({ length: 8 }, () => ({ content: 'a', title: 'b', cover: 'C' }));
		const { error } = await run({
			content: '# 一\n\n正文',
			coverFrom: 'mediaId',
			coverMediaId: 'C',
			furtherArticles: { article },
		});
		expect(error?.message).toContain(
			'Further Articles: has 8 entries, a draft can have 7 besides the first article',
		);
	});
});

describe('a draft names every wrong value at once, before any call', () => {
	test.each<[string, IDataObject, string[]]>([
		['no title', { content: '正文' }, ['Title']],
		['a heading that is too long', { content: `# ${'长'.repeat(33)}`, coverFrom: 'mediaId' }, ['Title']],
		['no cover', { content: '# 一\n\n正文' }, ['Cover: should be the first picture, but the text has none']],
		[
			'a digest of the front matter that is too long',
			{ content: `---\ndescription: ${'长'.repeat(129)}\n---\n\n正文`, title: '一', coverFrom: 'mediaId' },
			['Digest', 'It comes from the front matter'],
		],
		[
			'a cover of the writer’s machine in the front matter',
			{ content: '---\ncover: images/a.png\n---\n\n正文', title: '一' },
			['Cover: has a picture at images/a.png, which is not a web address'],
		],
		['a title alone', { content: '# 一' }, ['Text', 'Cover']],
		['front matter alone', { content: '---\ntitle: 一\n---\n', coverFrom: 'mediaId' }, ['Text']],
		['a picture of the writer’s machine', { content: '# 一\n\n![](C:\\a.png)' }, ['Text']],
		[
			'everything',
			{
				content: ' ',
				title: '长'.repeat(33),
				coverFrom: 'url',
				coverUrl: 'a.png',
				options: {
					author: '长'.repeat(17),
					digest: '长'.repeat(129),
					sourceUrl: 'ftp://a',
					crop235: '1_0_0_1',
				},
			},
			['Text', 'Cover URL', 'Author', 'Digest', 'Read More URL', 'Title', 'Crop to 2.35:1'],
		],
	])('%s', async (_what, params, fields) => {
		serve();
		const { error } = await run({ coverMediaId: 'C', ...params });
		for (const field of fields) expect(`${error?.message} ${JSON.stringify(error)}`).toContain(field);
		expect(platform.received).toEqual([]);
	});
});

describe('a title that a model wrote', () => {
	test.each([
		['# 新品', '新品'],
		['**新品**', '新品'],
		['## __新 品__', '新 品'],
		['新品\n到店', '新品 到店'],
		['<think>\nHm.\n</think>\n\n新品', '新品'],
		['**新**品', '**新**品'],
		['#1 新品', '#1 新品'],
	])('%j has no marks of Markdown', async (title, shown) => {
		serve();
		const content = '# 新品\n\n正文';
		const options = { digest: '<think>Hm.</think>摘要' };
		const article = await run({ content, title, coverFrom: 'mediaId', coverMediaId: 'C', options });
		expect(article.articles[0]).toMatchObject({ title: shown, digest: '摘要' });
		expect(String(article.articles[0]?.content).includes('<h1')).toBe(shown !== '新品');
	});

	test('has none in front matter either', async () => {
		serve();
		const content = '---\ntitle: "**新品**"\n---\n正文';
		const { articles } = await run({ content, title: '', coverFrom: 'mediaId', coverMediaId: 'C' });
		expect(articles[0]?.title).toBe('新品');
	});

	test('names a picture post', async () => {
		serve();
		const post = {
			title: '<think>Hm.</think> # 新店',
			postText: '<think>Hm.</think>开张了',
			pictures: 'MEDIA-1',
		};
		const { articles } = await run({ articleType: 'newspic', ...post });
		expect(articles[0]).toMatchObject({ title: '新店', content: '开张了' });
	});
});

describe('a picture post', () => {
	const post = { articleType: 'newspic', title: '新店', postText: '开张了' };

	test('puts its pictures into the material library, in order', async () => {
		serve();
		const { calls, articles } = await run({
			...post,
			pictures: `${picture(1)}\r\n  MEDIA-2\n \n ${picture(3)}\n${picture(1)}`,
			options: { crop11: '0_0_1_1', productKey: ' KEY ', comments: 'followers' },
		});
		expect(calls).toEqual([addMaterial, addMaterial, add]);
		expect(articles).toEqual([
			{
				article_type: 'newspic',
				title: '新店',
				content: '开张了',
				need_open_comment: 1,
				only_fans_can_comment: 1,
				cover_info: { crop_percent_list: [{ ratio: '1_1', x1: '0', y1: '0', x2: '1', y2: '1' }] },
				product_info: { footer_product_info: { product_key: 'KEY' } },
				image_info: {
					image_list: ['MATERIAL-1', 'MEDIA-2', 'MATERIAL-2', 'MATERIAL-1'].map((image_media_id) => ({
						image_media_id,
					})),
				},
			},
		]);
	});

	test('says in the output which picture became what, which is the cover, and what was converted', async () => {
		serve(({ path }) => (path === '/pictures/1' ? file(SAMPLES.webp, 'image/webp') : undefined));
		const { output } = await run({ ...post, pictures: `MEDIA-1\n${picture(1)}\n${picture(2)}` });
		const jpg = { format: 'jpg', width: 8, height: 6, bytes: expect.any(Number) as number };
		expect(output).toMatchObject({
			articles: [{ title: '新店', thumb_media_id: 'MEDIA-1' }],
			images: [
				{
					from: picture(1),
					media_id: 'MATERIAL-1',
					converted: { from: { ...jpg, format: 'webp', bytes: SAMPLES.webp.length }, to: jpg },
				},
				{ from: picture(2), media_id: 'MATERIAL-2' },
			],
			imagesLeftOut: [],
		});
		expect((output.images as IDataObject[])[1]).not.toHaveProperty('converted');
	});

	test('names every picture that cannot be used, which no option leaves out, before anything is uploaded', async () => {
		serve(({ path }) =>
			/[13]$/.test(path) ? { bytes: Buffer.from('no'), headers: {}, status: 404 } : undefined,
		);
		const { calls, error } = await run({ ...post, pictures: [1, 2, 3].map(picture).join('\n') });
		for (const number of [1, 3])
			expect(error?.message).toContain(`has the picture ${picture(number)}, which was not found`);
		expect(JSON.stringify(error)).not.toContain('Leave It Out');
		expect(calls).toEqual([]);
	});

	test.each<[string, CannedAnswer, string]>([
		['is refused', { json: { errcode: 40005, errmsg: 'type' } }, '40005'],
		['has an answer without an ID', { json: { url: 'http://mmbiz.qpic.cn/2' } }, 'media_id'],
		['loses its answer, and is not repeated', 'drop the connection', 'Result unknown'],
	])('names the material that it made before an upload that %s', async (_what, answer, message) => {
		serve(({ path, body }) => (path === addMaterial && body.includes(pngNumber(2)) ? answer : undefined));
		const { calls, error } = await run({ ...post, pictures: `${picture(1)}\n${picture(2)}` });
		expect(error?.message).toContain(message);
		expect(error?.message).toContain('1 picture was uploaded before, as permanent material MATERIAL-1');
		expect(calls).toEqual([addMaterial, addMaterial]);
		const uploads = platform.received.filter(({ path }) => path === addMaterial);
		expect(uploads.map(({ query }) => query)).toEqual([{ type: 'image' }, { type: 'image' }]);
	});

	test('takes pictures that were chosen one by one', async () => {
		serve();
		const image = [
			{ mediaId: { __rl: true, mode: 'list', value: 'MEDIA-2' } },
			{ imageFrom: 'url', url: picture(1) },
		];
		const { calls, articles } = await run({ ...post, imagesBy: 'rows', imageRows: { image } });
		expect(calls).toEqual([addMaterial, add]);
		expect(articles).toMatchObject([
			{ image_info: { image_list: [{ image_media_id: 'MEDIA-2' }, { image_media_id: 'MATERIAL-1' }] } },
		]);
	});

	test('without any picture that was added is refused', async () => {
		serve();
		const { error } = await run({ ...post, imagesBy: 'rows', imageRows: {} });
		expect(error?.message).toContain('Pictures: has 0 entries, a picture post can have 1 to 20');
		expect(platform.received).toEqual([]);
	});

	test.each([
		[' \n ', 'Pictures: is empty'],
		[
			Array.from({ length: 21 }, () => 'M').join('\n'),
			'Pictures: has 21 entries, a picture post can have 1 to 20',
		],
		['M b', 'Pictures: is not one ID'],
		['a.png', 'Pictures: has a picture at a.png, which is not a web address'],
		['a.png\nM b', 'Pictures: has a picture at a.png, which is not a web address; is not one ID'],
	])('%# is refused', async (pictures, message) => {
		serve();
		expect((await run({ ...post, pictures })).error?.message).toContain(message);
		expect(platform.received).toEqual([]);
	});
});
