import { readStandardXml } from '../../../core/protocol/readStandardXml';
import { apiOf } from '../support/apiOf';
import { startDraftTestbed, type DraftTestbed } from '../support/draftTestbed';

const SUBMIT = '/cgi-bin/freepublish/submit';
const GET = '/cgi-bin/freepublish/get';
const DELETE = '/cgi-bin/freepublish/delete';
const ARTICLE = '/cgi-bin/freepublish/getarticle';
const LIST = '/cgi-bin/freepublish/batchget';

let testbed: DraftTestbed;

beforeEach(async () => {
	testbed = await startDraftTestbed();
});
afterEach(() => testbed.platform.simulator.close());

const review = (input: {
	outcome?: 'published' | 'original' | 'failed' | 'review';
	delayMs?: number;
	failIdx?: number[];
}) => testbed.platform.simulator.control.area('article', 'review', input);
const submit = async (media_id: string) => (await testbed.api.post(SUBMIT, { media_id })).json;
const status = async (publish_id: unknown) => (await testbed.api.post(GET, { publish_id })).json;
const later = (advanceSeconds: number) => testbed.platform.simulator.control.clock({ advanceSeconds });

describe('freepublish/submit', () => {
	it('publishes a draft, which is gone then, and gives each article an address', async () => {
		const mediaId = await testbed.fileDraft('一', '二');
		const accepted = await submit(mediaId);
		expect(accepted).toEqual({
			errcode: 0,
			errmsg: 'ok',
			publish_id: expect.stringMatching(/^\d+$/),
			msg_data_id: expect.stringMatching(/^\d+$/),
		});
		const article_url = expect.stringMatching(/^http:\/\/mp\.weixin\.qq\.com\/s\/[A-Za-z0-9]{22}$/) as string;
		expect(await status(accepted.publish_id)).toEqual({
			publish_id: accepted.publish_id,
			publish_status: 0,
			article_id: expect.any(String),
			article_detail: {
				count: 2,
				item: [
					{ idx: 1, article_url },
					{ idx: 2, article_url },
				],
			},
			fail_idx: [],
		});
		expect(await testbed.api.code('/cgi-bin/draft/get', { media_id: mediaId })).toBe(40007);
		expect(await testbed.api.code(SUBMIT, { media_id: mediaId })).toBe(53503);
	});

	it('runs until its time has come (1), and takes the draft only then', async () => {
		await review({ delayMs: 60_000 });
		const mediaId = await testbed.fileDraft('一');
		const { publish_id } = await submit(mediaId);
		expect(await status(publish_id)).toEqual({ publish_id, publish_status: 1, fail_idx: [] });
		expect(await testbed.api.code(SUBMIT, { media_id: mediaId })).toBe(53503);
		expect(await testbed.api.code('/cgi-bin/draft/get', { media_id: mediaId })).toBe(0);
		await later(60);
		expect(await status(publish_id)).toMatchObject({ publish_status: 0 });
		expect(await testbed.api.code('/cgi-bin/draft/get', { media_id: mediaId })).toBe(40007);
	});

	it.each([
		['original', 2, [1, 2]],
		['failed', 3, []],
		['review', 4, [1, 2]],
	] as const)('%s: ends in state %i and keeps the draft', async (outcome, publish_status, fail_idx) => {
		await review({ outcome });
		const mediaId = await testbed.fileDraft('一', '二');
		const { publish_id } = await submit(mediaId);
		expect(await status(publish_id)).toEqual({ publish_id, publish_status, fail_idx });
		expect(await testbed.api.code('/cgi-bin/draft/get', { media_id: mediaId })).toBe(0);
		await review({});
		expect(await testbed.publish(mediaId)).toMatchObject({ publish_status: 0 });
	});

	it('names the refused articles that were chosen', async () => {
		await review({ outcome: 'review', failIdx: [2] });
		const { publish_id } = await submit(await testbed.fileDraft('一', '二'));
		expect(await status(publish_id)).toMatchObject({ publish_status: 4, fail_idx: [2] });
	});

	it('refuses unknown and foreign drafts (40007), and unknown jobs (53502)', async () => {
		const mediaId = await testbed.fileDraft('一');
		const other = await apiOf(testbed.platform, (await testbed.platform.simulator.control.account()).account);
		expect(await other.code(SUBMIT, { media_id: mediaId })).toBe(40007);
		expect(await testbed.api.code(SUBMIT, {})).toBe(40007);
		expect(await testbed.api.code(GET, { publish_id: '1' })).toBe(53502);
	});

	it('pushes PUBLISHJOBFINISH when the job ends, not before', async () => {
		const { appid } = testbed.platform.account;
		const { control } = testbed.platform.simulator;
		const callbackUrl = 'http://127.0.0.1:9/';
		await control.account({ appid, mode: 'plain', callbackUrl, handshake: false });
		await review({ delayMs: 5000 });
		const { publish_id } = await submit(await testbed.fileDraft('一', '二'));
		expect(await control.deliveries()).toEqual([]);
		await later(5);
		await control.settled();
		const { article_id } = await status(publish_id);
		const [delivery, ...others] = await control.deliveries();
		expect(others).toEqual([]);
		expect(readStandardXml(delivery?.request.body ?? '')).toMatchObject({
			Event: 'PUBLISHJOBFINISH',
			PublishEventInfo: {
				publish_id,
				publish_status: '0',
				article_id,
				article_detail: { count: '2', item: [{ idx: '1' }, { idx: '2' }] },
			},
		});
	});

	it('pushes which articles failed, and no link, when the review refuses them', async () => {
		const { appid } = testbed.platform.account;
		const { control } = testbed.platform.simulator;
		await control.account({ appid, mode: 'plain', callbackUrl: 'http://127.0.0.1:9/', handshake: false });
		await review({ outcome: 'review', failIdx: [2], delayMs: 5000 });
		const { publish_id } = await submit(await testbed.fileDraft('一', '二'));
		await later(5);
		await control.settled();
		expect((await status(publish_id)).publish_status).toBe(4);
		const [delivery] = await control.deliveries();
		expect(readStandardXml(delivery?.request.body ?? '').PublishEventInfo).toEqual({
			publish_id,
			publish_status: '4',
			fail_idx: ['2'],
		});
	});

	it.each(['subscription-uncertified', 'service-uncertified', 'test-number'] as const)(
		'is withdrawn from accounts of kind %s (48001)',
		async (kind) => {
			const media_id = await testbed.fileDraft('一');
			await testbed.platform.simulator.control.account({ appid: testbed.platform.account.appid, kind });
			for (const path of [SUBMIT, GET, DELETE, ARTICLE, LIST])
				expect(await testbed.api.code(path, { media_id })).toBe(48001);
		},
	);
});

describe('published articles', () => {
	it('are read and listed, newest first', async () => {
		const first = await testbed.publish(await testbed.fileDraft('一'));
		const second = await testbed.publish(await testbed.fileDraft('二', '三'));
		const { json } = await testbed.api.post(ARTICLE, { article_id: second.article_id });
		expect(json.news_item).toMatchObject([
			{ title: '二', content: '<p>二</p>', is_deleted: false },
			{ title: '三', is_deleted: false },
		]);
		const list = (await testbed.api.post(LIST, { offset: 0, count: 20, no_content: 1 })).json;
		expect(list).toMatchObject({
			total_count: 2,
			item_count: 2,
			item: [{ article_id: second.article_id }, { article_id: first.article_id }],
		});
		expect(JSON.stringify(list)).not.toContain('<p>');
	});

	it('are deleted one by one by their index from 1, or all at once', async () => {
		const { publish_id, article_id } = await testbed.publish(await testbed.fileDraft('一', '二'));
		expect(await testbed.api.code(DELETE, { article_id, index: 3 })).toBe(40114);
		expect(await testbed.api.code(DELETE, { article_id, index: 2 })).toBe(0);
		const flags = async () =>
			((await testbed.api.post(ARTICLE, { article_id })).json.news_item as { is_deleted: boolean }[]).map(
				({ is_deleted }) => is_deleted,
			);
		expect(await flags()).toEqual([false, true]);
		expect(await status(publish_id)).toMatchObject({ publish_status: 0 });
		expect(await testbed.api.code(DELETE, { article_id })).toBe(0);
		expect(await flags()).toEqual([true, true]);
		expect(await status(publish_id)).toMatchObject({ publish_status: 5 });
		expect((await testbed.api.post(LIST, { offset: 0, count: 1 })).json.total_count).toBe(0);
	});

	it('may be taken down by the platform (state 6)', async () => {
		const { publish_id, article_id } = await testbed.publish(await testbed.fileDraft('一'));
		await testbed.platform.simulator.control.area('article', 'ban', { articleId: String(article_id) });
		expect(await status(publish_id)).toMatchObject({ publish_status: 6 });
	});

	it('that do not exist answer 53600', async () => {
		expect(await testbed.api.code(ARTICLE, { article_id: 'x' })).toBe(53600);
		expect(await testbed.api.code(DELETE, { article_id: 'x' })).toBe(53600);
		expect(await testbed.api.code(LIST, { offset: 0, count: 21 })).toBe(40097);
	});

	it('can be sent as customer service messages by their article id', async () => {
		const { article_id } = await testbed.publish(await testbed.fileDraft('一'));
		const { follower } = await testbed.platform.simulator.control.follower({ follow: true, push: false });
		const send = (id: unknown) =>
			testbed.api.code('/cgi-bin/message/custom/send', {
				touser: follower.openid,
				msgtype: 'mpnewsarticle',
				mpnewsarticle: { article_id: id },
			});
		expect([await send(article_id), await send('x')]).toEqual([0, 53600]);
	});

	it('survive a snapshot in the middle of a job', async () => {
		await review({ delayMs: 60_000 });
		const { publish_id } = await submit(await testbed.fileDraft('一'));
		const { control } = testbed.platform.simulator;
		await control.restore(await control.snapshot());
		await later(60);
		expect(await status(publish_id)).toMatchObject({ publish_status: 0 });
	});
});
