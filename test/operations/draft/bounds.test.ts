import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../core/api/wire';
import type { PictureSource } from '../../../core/article/articlePictures';
import { IndeterminateResultError } from '../../../core/errors/WechatErrors';
import { gatherPictures, type Picture } from '../../../nodes/Wechat/resources/draft/gatherPictures';
import { createPictureHost } from '../../../nodes/Wechat/resources/draft/hostPictures';
import { readPost } from '../../../nodes/Wechat/resources/draft/picturePost';
import { readArticles } from '../../../nodes/Wechat/resources/draft/readArticles';
import { WaitCancelled } from '../../../nodes/transport/abortableWaits';
import { findOperation } from '../support/findOperation';
import { stubItem } from '../support/stubItem';
import { PICTURES, pngNumber } from './pictureFiles';

const MB = 1024 * 1024;
const { sample } = findOperation('draft', 'create');
const refuseCalls = async () => await Promise.reject(new Error('nothing may be sent'));

const article = {
	format: 'markdown',
	content: '正文',
	title: '一',
	coverFrom: 'mediaId',
	coverField: 'data',
	coverUrl: '',
	coverMediaId: 'COVER',
	theme: 'none',
	options: {},
};

describe('an article', () => {
	test('may have a title of 32 characters, an author of 16 and a digest of 128', async () => {
		const options = { author: '长'.repeat(16), digest: '长'.repeat(128) };
		const [read] = await readArticles({ ...article, title: '长'.repeat(32), options });
		expect(read?.wire).toMatchObject({ title: '长'.repeat(32), ...options });
	});

	test.each([
		[`https://example.com/${'x'.repeat(1_004)}`, undefined],
		[`https://example.com/${'x'.repeat(1_005)}`, 'Read More URL: has 1025 bytes, the limit is 1024'],
	])('has a page behind "Read more" of 1024 bytes at most: %#', async (sourceUrl, message) => {
		const read = readArticles({ ...article, options: { sourceUrl } }).then(
			() => undefined,
			(error: Error) => error.message,
		);
		expect(await read).toBe(message);
	});

	test('may stand with seven others, which share its options but for its own texts', async () => {
		const row = { content: '[a](https://e.com)', title: '二', cover: 'C' };
		const options = {
			notesHeading: 'Links',
			customCss: 'p{color:red}',
			comments: 'everybody',
			author: '甲',
			digest: '摘要',
			sourceUrl: 'https://e.com/more',
			crop11: '0_0_1_1',
		};
		const articles = await readArticles({
			...article,
			options,
			furtherArticles: { article: Array.from({ length: 7 }, () => row) },
		});
		expect(articles).toHaveLength(8);
		const { wire, built } = articles[7]!;
		expect(wire).toEqual({
			article_type: 'news',
			title: '二',
			need_open_comment: 1,
			only_fans_can_comment: 0,
		});
		expect(built.render((address) => address)).toContain('<p style="color:red">Links</p>');
	});

	test('takes what its fields leave empty from its front matter, and the rest from them', async () => {
		const content =
			'---\ntitle: 甲\nauthor: 乙\ndescription: 丙\nurl: https://e.com/1\ncover: IGNORED\n---\n# 一\n\n正文';
		const [taken] = await readArticles({ ...article, content, title: ' ' });
		expect(taken).toMatchObject({
			cover: { mediaId: 'COVER' },
			wire: { title: '甲', author: '乙', digest: '丙', content_source_url: 'https://e.com/1' },
		});
		const options = { author: ' 作者 ', digest: '摘要', sourceUrl: 'https://e.com/2', crop235: '0_0_1_1' };
		const [given] = await readArticles({ ...article, content, title: ' 题 ', options });
		expect(given?.wire).toEqual({
			article_type: 'news',
			title: '题',
			author: '作者',
			digest: '摘要',
			content_source_url: 'https://e.com/2',
			pic_crop_235_1: '0_0_1_1',
		});
	});

	test.each([
		[' ', ' '],
		['\u3000 ', ' '],
		['', '丙'],
		['\n', '丙'],
		[' 丁 ', '丁'],
	])('with the digest %j has %j: spaces alone are wanted', async (digest, sent) => {
		const content = '---\ndescription: 丙\n---\n正文';
		const [read] = await readArticles({ ...article, content, options: { digest } });
		expect(read?.wire.digest).toBe(sent);
	});

	test('without a digest, or with an empty line for one, leaves it to WeChat', async () => {
		for (const options of [{}, { digest: '' }, { digest: '\n' }]) {
			const [read] = await readArticles({ ...article, options });
			expect(read?.wire).not.toHaveProperty('digest');
		}
	});

	test.each([
		[{ coverFrom: 'mediaId', coverMediaId: 'a b' }, 'Cover Media ID: is not one ID'],
		[{ coverFrom: 'url' }, 'Cover URL: is empty'],
		[
			{ furtherArticles: { article: [{ content: '二', title: '二', cover: 'a b' }] } },
			'Further Article 1, Cover: is',
		],
		[{ title: '', content: `# ${'长'.repeat(33)}\n\n正文` }, 'Title: has 33 characters'],
	])('with %j is refused', async (more, message) => {
		await expect(readArticles({ ...article, ...more })).rejects.toThrow(message);
	});

	test.each([
		[`# ${'长'.repeat(33)}\n\n正文`, 'It comes from the first heading of the text'],
		[`---\ntitle: ${'长'.repeat(33)}\n---\n正文`, 'It comes from the front matter of the text'],
	])('whose title is too long says where it comes from: %#', async (content, remedy) => {
		await expect(readArticles({ ...article, content, title: '' })).rejects.toMatchObject({
			remedy: expect.stringContaining(remedy) as string,
		});
	});

	test('takes its cover from the binary field that is named', async () => {
		const [read] = await readArticles({ ...article, coverFrom: 'binary', coverField: 'photo' });
		expect(read?.cover).toEqual({ source: { kind: 'binary', from: 'binary:photo', field: 'photo' } });
	});

	test.each([undefined, ' '])('after the first has its first picture as the cover for %j', async (cover) => {
		const row = { content: '![](//e.com/a)', title: '二', cover };
		const [, read] = await readArticles({ ...article, furtherArticles: { article: [row] } });
		expect(read?.cover).toEqual({ first: true });
	});

	test.each([
		['notes', '参考链接'],
		['remove', '<p>a</p>'],
	])('after the first treats links like it: %s', async (links, shown) => {
		const row = { content: '[a](https://e.com)', title: '二', cover: 'C' };
		const [, read] = await readArticles({
			...article,
			options: { links, notesHeading: '' },
			furtherArticles: { article: [row] },
		});
		expect(read?.built.render((address) => address)).toContain(shown);
	});

	test('may have 100 pictures together with the others', async () => {
		const pictures = (count: number, of: string) =>
			Array.from({ length: count }, (_, number) => `![](//${of}.cn/${number})`).join('\n\n');
		const read = async (count: number) =>
			await readArticles({
				...article,
				content: pictures(50, 'a'),
				furtherArticles: { article: [{ content: pictures(count, 'b'), title: '二', cover: 'C' }] },
			});
		expect(await read(50)).toHaveLength(2);
		await expect(read(51)).rejects.toThrow('Text: has 101 pictures, the limit is 100');
		await expect(read(101)).rejects.toThrow('Further Article 1, Text: has 101 pictures, the limit is 100');
	});
});

describe('a picture post', () => {
	const post = { title: '新店', postText: '', imagesBy: 'list', pictures: 'M', imageRows: {}, options: {} };

	test.each<[string, IDataObject, string]>([
		['no title', { title: '' }, 'Title: is empty, and a picture post has no heading to take it from'],
		[
			'a text of 1001 characters',
			{ postText: '😀'.repeat(1_001) },
			'Post Text: has 1001 characters, the limit is 1000',
		],
		['a title of 33 characters', { title: '长'.repeat(33) }, 'Title: has 33 characters'],
		['two product keys', { options: { productKey: 'A B' } }, 'Product Key: is not one ID'],
		['no picture in an array', { pictures: [null, ' '] }, 'Pictures: has 0 entries'],
	])('with %s is refused', (_what, more, message) => {
		expect(() => readPost({ ...post, ...more })).toThrow(message);
	});

	test('may have 20 pictures and a text of 1000 characters', () => {
		const postText = '😀'.repeat(1_000);
		const { pictures, wire } = readPost({
			...post,
			postText,
			pictures: [null, ...Array.from({ length: 20 }, (_, number) => ` M${number} `)],
		});
		expect(pictures).toHaveLength(20);
		expect([pictures[0], wire.content]).toEqual([{ mediaId: 'M0' }, postText]);
	});

	test('names both crops of its cover by their ratio', () => {
		const { wire } = readPost({ ...post, options: { crop235: '0_0.25_1_0.75', crop11: '0_0_1_1' } });
		expect(wire.cover_info).toEqual({
			crop_percent_list: [
				{ ratio: '2.35_1', x1: '0', y1: '0.25', x2: '1', y2: '0.75' },
				{ ratio: '1_1', x1: '0', y1: '0', x2: '1', y2: '1' },
			],
		});
	});
});

describe('gatherPictures', () => {
	const gif = (bytes: number, number = 0) =>
		Buffer.concat([PICTURES.gif, Buffer.alloc(bytes - PICTURES.gif.length, number)]);
	const gather = async (...files: Buffer[]) => {
		const sources = files.map((bytes): PictureSource => ({ kind: 'data', from: 'data:…', bytes }));
		const results = await gatherPictures(stubItem(refuseCalls, sample), sources);
		return results.map((one) => ('problem' in one ? one.problem : one.bytes.length));
	};

	test.each([
		[0, 'is empty'],
		[10 * MB, 10 * MB],
		[10 * MB + 1, 'has 10.1 MB, the limit is 10 MB'],
		[25 * MB, 'has 25.0 MB, the limit is 10 MB'],
		[25 * MB + 1, 'has 25.1 MB, the limit is 25 MB'],
	])('of a GIF of %i bytes gives %j', async (bytes, result) => {
		expect(await gather(bytes === 0 ? Buffer.alloc(0) : gif(bytes))).toEqual([result]);
	});

	test.each([
		['a BMP', Buffer.from(`424d${'00'.repeat(12)}28${'00'.repeat(43)}`, 'hex'), 58],
		['a web page', Buffer.from('<html><body>Log in</body></html>'), 'is a web page, not a picture'],
		...[
			'<?xml version="1.0"?>\n<!-- a --><svg xmlns="http://www.w3.org/2000/svg"/>',
			'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" ""><svg/>',
			'<SVG>',
		].map((text): [string, Buffer, string] => [
			text,
			Buffer.from(text),
			'is SVG; WeChat accepts JPG, PNG, GIF and BMP',
		]),
		[
			'<svgs/>, which is none',
			Buffer.from('<svgs/>'),
			'does not have a picture format; WeChat accepts JPG, PNG, GIF and BMP',
		],
	])('knows %s by its bytes', async (_what, bytes, result) => {
		expect(await gather(bytes)).toEqual([result]);
	});

	test.each([true, false])(
		'begins no other picture once the execution was stopped (told: %s)',
		async (isTold) => {
			const item = stubItem(refuseCalls, sample);
			const { signal } = new AbortController();
			const stopped = new AbortController();
			stopped.abort();
			const ended = isTold ? new WaitCancelled() : new Error('aborted');
			const read = jest.fn(async () => await Promise.reject(ended));
			Object.assign(item.n8n.helpers, { assertBinaryData: () => ({}), getBinaryDataBuffer: read });
			Object.assign(item.n8n, { getExecutionCancelSignal: () => (isTold ? signal : stopped.signal) });
			const sources = Array.from({ length: 9 }, (_, number): PictureSource => {
				return { kind: 'binary', from: `binary:${number}`, field: String(number) };
			});
			await expect(gatherPictures(item, sources)).rejects.toBe(ended);
			expect(read.mock.calls.length).toBeLessThan(9);
		},
	);

	test('does not tell a secret of the account in why a picture is missing', async () => {
		const item = stubItem(refuseCalls, sample);
		Object.assign(item.connection.account, { secrets: ['0123456789abcdef'] });
		Object.assign(item.n8n.helpers, {
			assertBinaryData: () => ({}),
			getBinaryDataBuffer: async () => await Promise.reject(new Error('no 0123456789abcdef here')),
		});
		const source = { kind: 'binary', from: 'binary:a', field: 'a' } as const;
		const [result] = await gatherPictures(item, [source]);
		expect(result).toEqual({
			from: 'binary:a',
			problem: expect.stringMatching(/^cannot be fetched: /) as string,
		});
		expect(JSON.stringify(result)).not.toContain('0123456789abcdef');
	});

	test('takes a PNG of 10 MB as it is', async () => {
		expect(await gather(pngNumber(1, 10 * MB - PICTURES.png.length))).toEqual([10 * MB]);
	});

	test('takes 60 MB in all, and names what is too much', async () => {
		const files = Array.from({ length: 7 }, (_, number) => gif(number === 6 ? 10 : 10 * MB, number));
		expect(await gather(...files)).toEqual([
			...Array.from({ length: 6 }, () => 10 * MB),
			'all pictures together have more than 60 MB',
		]);
	});

	test('counts no picture toward the 60 MB that is too much itself, and counts what the draft has besides', async () => {
		const sizes = [...Array.from({ length: 5 }, () => 10 * MB), 10 * MB - 20, 10 * MB, 20];
		const files = sizes.map((bytes, number) => gif(bytes, number));
		expect(await gather(...files)).toEqual([
			...sizes.slice(0, 6),
			'all pictures together have more than 60 MB',
			20,
		]);
		const source = { kind: 'data', from: 'data:…', bytes: gif(20) } as const;
		const item = stubItem(refuseCalls, sample);
		expect(await gatherPictures(item, [source], 60 * MB - 20)).toMatchObject([{ format: 'gif' }]);
		expect(await gatherPictures(item, [source], 60 * MB - 19)).toMatchObject([
			{ problem: 'all pictures together have more than 60 MB' },
		]);
	});

	test('does not read a file of the item that is too large', async () => {
		const item = stubItem(refuseCalls, sample);
		const read = jest.fn(async () => pngNumber(1));
		let bytes = 25 * MB + 1;
		Object.assign(item.n8n.helpers, {
			assertBinaryData: () => ({ bytes }),
			getBinaryDataBuffer: read,
		});
		const source = { kind: 'binary', from: 'binary:a', field: 'a' } as const;
		expect(await gatherPictures(item, [source])).toEqual([
			{ from: 'binary:a', problem: 'has 25.1 MB, the limit is 25 MB' },
		]);
		expect(read).not.toHaveBeenCalled();
		bytes = 25 * MB;
		expect(await gatherPictures(item, [source])).toMatchObject([{ format: 'png' }]);
	});
});

describe('createPictureHost', () => {
	const picture = (bytes: Buffer, format: Picture['format'] = 'png'): Picture => ({
		from: 'https://e.com/a',
		bytes,
		format,
		hash: `${bytes.length}${format}`,
	});

	/** A host whose uploads get ids and, unless told otherwise, addresses. */
	function host(withUrl = true) {
		const paths: string[] = [];
		const call = async ({ path }: ApiRequest) => {
			const number = paths.push(path);
			const url =
				withUrl || path === '/cgi-bin/media/uploadimg' ? { url: `http://mmbiz.qpic.cn/${number}` } : {};
			return { kind: 'json' as const, data: { media_id: `M${number}`, ...url } };
		};
		return { ...createPictureHost(stubItem(call, sample)), paths };
	}

	test.each<[string, Picture, string]>([
		['a PNG of a byte less than 1 MB', picture(Buffer.alloc(MB - 1)), '/cgi-bin/media/uploadimg'],
		['a PNG of 1 MB', picture(Buffer.alloc(MB)), '/cgi-bin/material/add_material'],
		['a GIF', picture(Buffer.alloc(1), 'gif'), '/cgi-bin/material/add_material'],
	])('puts %s into a text by the API that takes it, once', async (_what, one, path) => {
		const { forText, paths } = host();
		expect(await forText(one)).toEqual(await forText(one));
		expect(paths).toEqual([path]);
	});

	test('uploads a cover once, and again for a text if WeChat gave it no address', async () => {
		const { forCover, forText, paths } = host(false);
		const one = picture(Buffer.alloc(1));
		expect([await forCover(one), await forCover(one)]).toEqual(['M1', 'M1']);
		expect((await forText(one)).url).toBe('http://mmbiz.qpic.cn/2');
		expect(paths).toEqual(['/cgi-bin/material/add_material', '/cgi-bin/media/uploadimg']);
	});

	test('takes the address of a cover for a text', async () => {
		const { forCover, forText, paths } = host();
		const one = picture(Buffer.alloc(1));
		await forCover(one);
		expect((await forText(one)).url).toBe('http://mmbiz.qpic.cn/1');
		expect(paths).toHaveLength(1);
	});

	test('adds to an error what was uploaded before it, and nothing where that is nothing', async () => {
		const { forText, withUploads } = host();
		const error = new IndeterminateResultError('maybe-sent', 'no answer came', '/cgi-bin/draft/add');
		expect(withUploads(error)).toBe(error);
		await forText(picture(Buffer.alloc(1)));
		expect(withUploads(error)).toMatchObject({ reason: 'no answer came (1 picture was uploaded before)' });
		await forText(picture(Buffer.alloc(2)));
		expect(withUploads(error)).toMatchObject({ reason: 'no answer came (2 pictures were uploaded before)' });
	});

	test('refuses an answer without an address', async () => {
		const call = async () => ({ kind: 'json' as const, data: { url: '' } });
		const { forText } = createPictureHost(stubItem(call, sample));
		await expect(forText(picture(Buffer.alloc(1)))).rejects.toMatchObject({
			reach: 'maybe-sent',
			reason: 'the response contains no url',
		});
	});
});
