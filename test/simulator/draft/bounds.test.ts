import { startDraftTestbed, type DraftTestbed } from '../support/draftTestbed';
import { uploadFile } from '../support/uploadFile';

const MB = 1024 * 1024;

let testbed: DraftTestbed;

beforeEach(async () => {
	testbed = await startDraftTestbed();
});
afterEach(() => testbed.platform.simulator.close());

const post = async (path: string, body: object) =>
	(await testbed.api.post(`/cgi-bin/draft/${path}`, body)).json;
const article = (fields: object = {}) => ({
	title: '标题',
	content: '<p>正文</p>',
	thumb_media_id: testbed.cover,
	...fields,
});
/** Adds a draft of one article; gives the article as it was kept, or the errcode. */
async function kept(fields: object): Promise<unknown> {
	const { media_id, errcode } = await post('add', { articles: [article(fields)] });
	if (errcode !== undefined) return errcode;
	return ((await post('get', { media_id })).news_item as unknown[])[0];
}

describe('draft/add', () => {
	it.each([
		[1024, undefined],
		[1025, 41039],
	])('of an article with a source link of %i bytes answers %s', async (bytes, errcode) => {
		const content_source_url = 'https://example.com/'.padEnd(bytes, 'a');
		expect(await kept({ content_source_url })).toEqual(
			errcode ?? expect.objectContaining({ content_source_url }),
		);
	});

	it.each([
		[MB - 1, undefined],
		[MB, 45166],
	])('of an article with %i bytes of HTML answers %s', async (bytes, errcode) => {
		const content = `<p>正文</p><!--${'x'.repeat(bytes - 20)}-->`;
		expect(Buffer.byteLength(content)).toBe(bytes);
		expect(await kept({ content })).toEqual(errcode ?? expect.objectContaining({ content: '<p>正文</p>' }));
	});

	it.each([
		[undefined, 0],
		[null, 0],
		[0, 0],
		['0', 0],
		[false, 0],
		[1, 1],
		['1', 1],
		[true, 1],
	])('takes %j for the switch %i', async (need_open_comment, need) => {
		expect(await kept({ need_open_comment })).toMatchObject({ need_open_comment: need });
	});

	it('counts an emoji of a title as one character', async () => {
		expect(await kept({ title: '😀'.repeat(32) })).toMatchObject({ title: '😀'.repeat(32) });
		expect(await kept({ title: '😀'.repeat(33) })).toBe(45003);
	});

	it('takes a thumb as the cover', async () => {
		const { media_id } = await uploadFile(
			testbed.platform,
			testbed.api,
			'/cgi-bin/material/add_material?type=thumb',
			{ fileName: 'a.jpg', bytes: Buffer.from('x') },
		);
		expect(await kept({ thumb_media_id: media_id })).toMatchObject({ thumb_media_id: media_id });
	});

	it('takes a picture post without a text', async () => {
		const image_info = { image_list: [{ image_media_id: testbed.cover }] };
		expect(await kept({ article_type: 'newspic', content: undefined, image_info })).toMatchObject({
			content: '',
			image_info,
		});
	});
});

describe('a crop of the cover', () => {
	it('in the older way has the ratio of its field', async () => {
		const crops = { pic_crop_1_1: '0_0_1_1', pic_crop_235_1: '0_0.1_1.0_0.123456' };
		const edges = { x1: '0', y1: '0', x2: '1', y2: '1' };
		const { cover_info } = (await kept(crops)) as { cover_info: { crop_percent_list: unknown[] } };
		expect(cover_info.crop_percent_list).toHaveLength(2);
		expect(cover_info.crop_percent_list).toEqual(
			expect.arrayContaining([
				{ ratio: '1_1', ...edges },
				{ ratio: '2.35_1', ...edges, y1: '0.1', x2: '1.0', y2: '0.123456' },
			]),
		);
	});

	it.each(['0.5_0_0.5_1', '0_0.5_1_0.5', '0_1_1_0', '0_0_1_0.1234567', '0_0_1', '0_0_1_1.1'])(
		'of %s is refused (40097)',
		async (pic_crop_1_1) => {
			expect(await kept({ pic_crop_1_1 })).toBe(40097);
		},
	);

	it('is refused where the list of crops is none (40097)', async () => {
		expect(await kept({ cover_info: { crop_percent_list: 'x' } })).toBe(40097);
	});
});

it('draft/update without an index replaces the first article, which has a digest only if it is alone', async () => {
	for (const titles of [['一'], ['一', '二']]) {
		const media_id = await testbed.fileDraft(...titles);
		expect(
			await post('update', { media_id, articles: article({ title: '新', digest: '摘要' }) }),
		).toMatchObject({
			errcode: 0,
		});
		const [first] = (await post('get', { media_id })).news_item as unknown[];
		expect(first).toMatchObject({ title: '新', digest: titles.length === 1 ? '摘要' : '' });
	}
});

it('draft/batchget leaves the content out for the number 1 only', async () => {
	await testbed.fileDraft('一');
	const contentFor = async (no_content: unknown) =>
		JSON.stringify(await post('batchget', { offset: 0, count: 1, no_content })).includes('<p>一</p>');
	expect(await Promise.all([undefined, 0, '1', 1].map(contentFor))).toEqual([true, true, true, false]);
});

it.each([
	['news', [0, 0, 0, 10170003]],
	['newspic', [10170003, 0, 0, 0]],
	['constructor', [10170002, 10170002, 10170002, 10170002]],
])('getcardinfo for %s answers the card types 0 to 3 with %j', async (article_type, codes) => {
	await testbed.platform.simulator.control.area('draft', 'products', { ids: ['p1'] });
	const codeOf = async (card_type: number) =>
		await testbed.api.code('/channels/ec/service/product/getcardinfo', {
			product_id: 'p1',
			article_type,
			card_type,
		});
	expect(await Promise.all([0, 1, 2, 3].map(codeOf))).toEqual(codes);
});
