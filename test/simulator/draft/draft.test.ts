import { addPicture, startDraftTestbed, type DraftTestbed } from '../support/draftTestbed';
import { apiOf } from '../support/apiOf';
import { fileOf, uploadFile } from '../support/uploadFile';

const ADD = '/cgi-bin/draft/add';
const UPDATE = '/cgi-bin/draft/update';
const GET = '/cgi-bin/draft/get';
const LIST = '/cgi-bin/draft/batchget';
const COUNT = '/cgi-bin/draft/count';
const DELETE = '/cgi-bin/draft/delete';
const CARD = '/channels/ec/service/product/getcardinfo';

let testbed: DraftTestbed;

beforeEach(async () => {
	testbed = await startDraftTestbed();
});
afterEach(() => testbed.platform.simulator.close());

const article = (fields: Record<string, unknown> = {}) => ({
	title: '标题',
	content: '<p>正文</p>',
	thumb_media_id: testbed.cover,
	...fields,
});
const add = (...articles: unknown[]) => testbed.api.post(ADD, { articles });
const code = async (fields: Record<string, unknown>) =>
	Number((await add(article(fields))).json.errcode ?? 0);
const items = async (media_id: unknown) =>
	(await testbed.api.post(GET, { media_id })).json.news_item as Record<string, unknown>[];

describe('draft/add and draft/get', () => {
	it('keep an article with its default digest and addresses', async () => {
		const { json } = await add(article({ author: '刘', content: `<p>${'字'.repeat(60)}</p>` }));
		expect(json).toEqual({ media_id: expect.any(String) });
		expect(await items(json.media_id)).toEqual([
			{
				article_type: 'news',
				title: '标题',
				author: '刘',
				digest: '字'.repeat(54),
				content: `<p>${'字'.repeat(60)}</p>`,
				content_source_url: '',
				thumb_media_id: testbed.cover,
				show_cover_pic: 0,
				need_open_comment: 0,
				only_fans_can_comment: 0,
				url: expect.stringMatching(/^http:\/\/mp\.weixin\.qq\.com\/s\?tempkey=/),
				thumb_url: expect.stringMatching(/^http:\/\/mmbiz/),
			},
		]);
	});

	it('count the text of an article, or its HTML where the control contentLimit says so', async () => {
		const content = `<p style="color:#333333">字</p>`.repeat(3_000);
		expect(content.length).toBe(90_000);
		expect(await code({ content })).toBe(0);
		const { control } = testbed.platform.simulator;
		await control.area('draft', 'contentLimit', { counts: 'html' });
		expect(await code({ content })).toBe(45166);
		await control.area('draft', 'contentLimit', { counts: 'text' });
		expect(await code({ content: `<p>${'字'.repeat(10)}</p>`.repeat(2_000) })).toBe(45166);
	});

	it('give back the content as the filter leaves it', async () => {
		const { json } = await add(
			article({ content: '<p onclick="a()">a<img src="https://example.com/b.png"></p>' }),
		);
		expect((await items(json.media_id))[0]?.content).toBe('<p>a</p>');
	});

	it('keep up to eight articles, without digests', async () => {
		const { json } = await add(...Array.from({ length: 8 }, () => article({ digest: '摘要' })));
		expect((await items(json.media_id)).map(({ digest }) => digest)).toEqual(Array(8).fill(''));
		expect((await add(...Array.from({ length: 9 }, () => article()))).json.errcode).toBe(45008);
	});

	it('keep a picture post whose first picture is the cover', async () => {
		const second = await addPicture(testbed.platform, testbed.api);
		const image_list = [{ image_media_id: second }, { image_media_id: testbed.cover }];
		const cover_info = { crop_percent_list: [{ ratio: '16_9', x1: '0', y1: '0.25', x2: '1', y2: '0.75' }] };
		const { json } = await add({
			article_type: 'newspic',
			title: '图',
			content: '文字',
			image_info: { image_list },
			cover_info,
		});
		expect(await items(json.media_id)).toMatchObject([
			{ article_type: 'newspic', thumb_media_id: second, image_info: { image_list }, cover_info },
		]);
	});

	it.each([
		['no articles', undefined, 44003],
		['an empty list', [], 44003],
		['a list wrapped twice', [{ articles: [] }], 44003],
		['an object', {}, 44003],
	])('refuse %s', async (_case, articles, errcode) => {
		expect(await testbed.api.code(ADD, { articles })).toBe(errcode);
	});

	it.each<[string, Record<string, unknown>, number]>([
		['no title', { title: '' }, 41011],
		['a title of 33 characters', { title: '题'.repeat(33) }, 45003],
		['a title of 32 characters', { title: '题'.repeat(32) }, 0],
		['an author of 17 characters', { author: 'a'.repeat(17) }, 45110],
		['a digest of 129 characters', { digest: '摘'.repeat(129) }, 45004],
		['no content', { content: '' }, 44004],
		['20 000 characters of content', { content: '字'.repeat(20_000) }, 45166],
		['19 999 characters of content', { content: '字'.repeat(19_999) }, 0],
		['content that is no text', { content: 1 }, 45166],
		[
			'a source link of more than 1 KB',
			{ content_source_url: `https://example.com/${'a'.repeat(1024)}` },
			41039,
		],
		['a source link that is none', { content_source_url: 'javascript:alert(1)' }, 41039],
		['no cover', { thumb_media_id: undefined }, 40007],
		['an unknown type', { article_type: 'video' }, 40097],
		['a switch that is neither 0 nor 1', { need_open_comment: 2 }, 40097],
		['a picture post without pictures', { article_type: 'newspic' }, 40007],
		[
			'an unknown ratio',
			{ cover_info: { crop_percent_list: [{ ratio: '16_9', x1: '0', y1: '0', x2: '1', y2: '1' }] } },
			40097,
		],
		[
			'coordinates as numbers',
			{ cover_info: { crop_percent_list: [{ ratio: '1_1', x1: 0, y1: 0, x2: 1, y2: 1 }] } },
			40097,
		],
		['a crop from right to left', { pic_crop_1_1: '1_0_0_1' }, 40097],
		['a crop in the older way', { pic_crop_235_1: '0_0.1_1_0.9' }, 0],
		[
			'a product card that was not given out',
			{ product_info: { footer_product_info: { product_key: 'x' } } },
			53405,
		],
	])('with %s answer %#', async (_case, fields, errcode) => {
		expect(await code(fields)).toBe(errcode);
	});

	it('refuse a 21st picture (40215), and temporary or foreign material as cover (40007)', async () => {
		const image_list = Array.from({ length: 21 }, () => ({ image_media_id: testbed.cover }));
		expect(await code({ article_type: 'newspic', image_info: { image_list } })).toBe(40215);
		const form = { fileName: 'a.jpg', bytes: fileOf(10) };
		const { media_id } = await uploadFile(
			testbed.platform,
			testbed.api,
			'/cgi-bin/media/upload?type=image',
			form,
		);
		expect(await code({ thumb_media_id: media_id })).toBe(40007);
		const other = await apiOf(testbed.platform, (await testbed.platform.simulator.control.account()).account);
		expect(await other.code(ADD, { articles: [article()] })).toBe(40007);
	});

	it('refuse comments without the permission (88000)', async () => {
		const { appid } = testbed.platform.account;
		expect(await code({ need_open_comment: 1 })).toBe(0);
		await testbed.platform.simulator.control.area('comment', 'permission', { appid, permitted: false });
		expect(await code({ need_open_comment: 1 })).toBe(88000);
		expect(await code({ need_open_comment: 0 })).toBe(0);
	});

	it('are open to personal accounts, up to 1000 a day', async () => {
		const { control } = testbed.platform.simulator;
		const { appid } = testbed.platform.account;
		await control.account({ appid, kind: 'subscription-uncertified', dailyLimits: { [ADD]: 1 } });
		expect([await code({}), await code({})]).toEqual([0, 45009]);
	});
});

describe('draft/update', () => {
	const update = (media_id: unknown, index: unknown, articles: unknown) =>
		testbed.api.code(UPDATE, { media_id, index, articles });

	it('replaces one article by its index from 0', async () => {
		const mediaId = await testbed.fileDraft('一', '二');
		expect(await update(mediaId, 1, article({ title: '新' }))).toBe(0);
		expect((await items(mediaId)).map(({ title }) => title)).toEqual(['一', '新']);
	});

	it('refuses other drafts, indexes and lists', async () => {
		const mediaId = await testbed.fileDraft('一');
		expect(await update('x', 0, article())).toBe(40007);
		expect(await update(mediaId, 1, article())).toBe(40114);
		expect(await update(mediaId, -1, article())).toBe(40114);
		expect(await update(mediaId, 0, [article()])).toBe(44003);
		expect(await update(mediaId, 0, article({ title: '题'.repeat(33) }))).toBe(45003);
	});
});

describe('draft/batchget, count and delete', () => {
	it('page through the drafts, last changed first, without content when asked', async () => {
		const first = await testbed.fileDraft('一');
		await testbed.platform.simulator.control.clock({ advanceSeconds: 10 });
		const second = await testbed.fileDraft('二');
		await testbed.platform.simulator.control.clock({ advanceSeconds: 10 });
		await testbed.api.post(UPDATE, { media_id: first, index: 0, articles: article({ title: '改' }) });
		const { json } = await testbed.api.post(LIST, { offset: 0, count: 1, no_content: 1 });
		expect(json).toMatchObject({ total_count: 2, item_count: 1, item: [{ media_id: first }] });
		expect(JSON.stringify(json)).not.toContain('"content":"');
		const rest = (await testbed.api.post(LIST, { offset: 1, count: 20 })).json;
		expect(rest.item).toMatchObject([
			{ media_id: second, content: { news_item: [{ content: '<p>二</p>' }] } },
		]);
		expect((await testbed.api.get(COUNT)).json).toEqual({ total_count: 2 });
	});

	it.each([
		[{ count: 1 }],
		[{ offset: -1, count: 1 }],
		[{ offset: 0, count: 0 }],
		[{ offset: 0, count: 21 }],
	])('refuse the page %j (40097)', async (body) => {
		expect(await testbed.api.code(LIST, body)).toBe(40097);
	});

	it('delete a draft for good', async () => {
		const media_id = await testbed.fileDraft('一');
		expect(await testbed.api.code(DELETE, { media_id })).toBe(0);
		expect(await testbed.api.code(DELETE, { media_id })).toBe(40007);
		expect(await testbed.api.code(GET, { media_id })).toBe(40007);
	});
});

it('draft/switch says that drafts are on', async () => {
	const { json } = await testbed.api.post('/cgi-bin/draft/switch?checkonly=1', {});
	expect(json).toEqual({ errcode: 0, errmsg: 'ok', is_open: 1 });
});

describe('getcardinfo', () => {
	it('gives a key that an article may carry', async () => {
		await testbed.platform.simulator.control.area('draft', 'products', { ids: ['p1'] });
		const { json } = await testbed.api.post(CARD, {
			product_id: 'p1',
			article_type: 'newspic',
			card_type: 3,
		});
		expect(json).toMatchObject({ errcode: 0, DOM: expect.stringContaining('mp-common-product') });
		const product_info = { footer_product_info: { product_key: json.product_key } };
		expect(await code({ product_info })).toBe(0);
	});

	it('refuses unknown products and cards that do not fit', async () => {
		await testbed.platform.simulator.control.area('draft', 'products', { ids: ['p1'] });
		const ask = (body: unknown) => testbed.api.code(CARD, body);
		expect(await ask({ product_id: 'p2', article_type: 'news', card_type: 0 })).toBe(10170001);
		expect(await ask({ product_id: 'p1', article_type: 'video', card_type: 0 })).toBe(10170002);
		expect(await ask({ product_id: 'p1', article_type: 'newspic', card_type: 0 })).toBe(10170003);
	});
});
