import { findOperation } from '../support/findOperation';
import { type CannedPlatform, startCannedPlatform } from '../support/cannedPlatform';
import { NODE, runOperation } from '../support/runOperation';
import { SAMPLE_APPID } from '../support/stubItem';

const buildConfirmUrl = findOperation('oneTimeSubscription', 'buildUrl');
const sendOneTimeMessage = findOperation('oneTimeSubscription', 'send');

let platform: CannedPlatform;
beforeAll(async () => {
	platform = await startCannedPlatform();
});
beforeEach(() => platform.answer(() => ({ json: { errcode: 0, errmsg: 'ok' } })));
afterAll(async () => await platform.close());

describe('oneTimeSubscription buildUrl', () => {
	const { params } = buildConfirmUrl.sample;

	test('gives the page of the credential’s host for each item, without any call', async () => {
		const perItem = { ...params, subscriptionScene: '={{ $json.scene }}' };
		const input = [{ json: { scene: 0 } }, { json: { scene: '10000' } }];
		const { items, error } = await runOperation(platform.url, buildConfirmUrl, { params: perItem, input });
		expect(error).toBeUndefined();
		const urls = items(NODE).map(({ json }) => new URL(String(json.url)));
		expect(urls.map(({ searchParams }) => searchParams.get('scene'))).toEqual(['0', '10000']);
		expect(
			urls[0]?.href.startsWith(`${platform.url}/mp/subscribemsg?action=get_confirm&appid=${SAMPLE_APPID}&`),
		).toBe(true);
		expect(urls[0]?.hash).toBe('#wechat_redirect');
		expect(items(NODE).map(({ json }) => json.scene)).toEqual([0, 10_000]);
		expect(platform.received).toEqual([]);
	});

	test.each([
		['a scene over 10000', { subscriptionScene: 10_001 }, 'Scene: must be a whole number from 0 to 10000'],
		['a broken scene', { subscriptionScene: 1.5 }, 'Scene: must be'],
		['a redirect without scheme', { redirectUrl: 'example.com' }, 'Redirect URL: is not a web address'],
		['a reserved text with symbols', { reserved: 'a-b' }, 'Reserved: must be'],
		['a reserved text of 129', { reserved: 'a'.repeat(129) }, 'Reserved: must be'],
		['a template ID with spaces', { oneTimeTemplateId: '={{ "a b" }}' }, 'Template: is not'],
	])('refuses %s', async (_name, wrong, message) => {
		const { error } = await runOperation(platform.url, buildConfirmUrl, { params: { ...params, ...wrong } });
		expect(error?.message).toContain(message);
	});
});

describe('oneTimeSubscription send', () => {
	const { params } = sendOneTimeMessage.sample;
	const bodies = () =>
		platform.received.map(({ body }) => JSON.parse(body.toString('utf8')) as Record<string, unknown>);

	test('sends two items, each to its own person and scene', async () => {
		const perItem = {
			...params,
			touser: '={{ $json.openid }}',
			subscriptionScene: '={{ $json.scene }}',
			content: '={{ $json.text }}',
		};
		const input = [
			{ json: { openid: 'oA', scene: 1, text: 'one\r\ntwo' } },
			{ json: { openid: 'oB', scene: 2, text: 'three' } },
		];
		const { items, error } = await runOperation(platform.url, sendOneTimeMessage, { params: perItem, input });
		expect(error).toBeUndefined();
		const template_id = params.oneTimeTemplateId;
		expect(items(NODE).map(({ json }) => json)).toEqual([
			{ touser: 'oA', template_id, scene: '1', success: true },
			{ touser: 'oB', template_id, scene: '2', success: true },
		]);
		const content = (value: string) => ({ content: { value, color: '#173177' } });
		expect(bodies()).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ touser: 'oA', scene: '1', data: content('one\ntwo') }),
				expect.objectContaining({ touser: 'oB', scene: '2', data: content('three') }),
			]),
		);
	});

	test('refuses a long title before any call, and cuts it when told to', async () => {
		const long = { ...params, title: '一'.repeat(16) };
		const strict = await runOperation(platform.url, sendOneTimeMessage, { params: long });
		expect(strict.error?.message).toBe(
			'Title: has 16 characters, at most 15 are allowed; WeChat refuses the message',
		);
		expect(platform.received).toEqual([]);
		await runOperation(platform.url, sendOneTimeMessage, {
			params: { ...long, options: { overLongValues: 'shorten' } },
		});
		expect(bodies()[0]?.title).toBe('一'.repeat(15));
	});

	test('explains 43101 in the words of this message', async () => {
		platform.answer(() => ({ json: { errcode: 43101, errmsg: 'user refuse to accept the msg' } }));
		const { error } = await runOperation(platform.url, sendOneTimeMessage, {});
		expect(error).toMatchObject({ description: expect.stringContaining('new confirm link') as string });
	});
});
