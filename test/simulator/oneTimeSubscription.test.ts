import { apiOf, follow, type AccountApi } from './support/apiOf';
import { startPlatform, type Platform } from './support/platform';

const SEND = '/cgi-bin/message/template/subscribe';
const TARGET = 'https://shop.example.com/back?step=2';

let platform: Platform;
let api: AccountApi;
let openid: string;
let other: string;
let templateId: string;

beforeEach(async () => {
	platform = await startPlatform();
	api = await apiOf(platform);
	[openid = '', other = ''] = await follow(platform, 2);
	({ templateId } = await platform.simulator.control.area('oneTimeSubscription', 'console', {}));
});
afterEach(() => platform.simulator.close());

function link(change: Record<string, string> = {}): string {
	const query = new URLSearchParams({
		action: 'get_confirm',
		appid: platform.account.appid,
		scene: '1000',
		template_id: templateId,
		redirect_url: TARGET,
		reserved: 'abc123',
		...change,
	});
	return `${platform.simulator.urls.mp}/mp/subscribemsg?${query.toString()}#wechat_redirect`;
}

const decide = (decision: 'confirm' | 'cancel', change: Record<string, string> = {}) =>
	platform.simulator.control.area('oneTimeSubscription', 'answer', { openid, url: link(change), decision });
const send = (change: Record<string, unknown> = {}) =>
	api.code(SEND, {
		touser: openid,
		template_id: templateId,
		scene: '1000',
		title: '优惠提醒',
		data: { content: { value: '您的咖啡好了' } },
		...change,
	});

describe('the confirm page', () => {
	it('asks, and sends the browser back with the decision', async () => {
		const page = await platform.http.get<string>(link());
		expect(page.data).toContain(openid);
		const answered = await platform.http.post<string>(
			link(),
			new URLSearchParams({ openid, decision: 'confirm' }),
			{ maxRedirects: 0 },
		);
		expect([answered.status, answered.headers.location]).toEqual([
			302,
			`${TARGET}&openid=${openid}&template_id=${templateId}&action=confirm&scene=1000&reserved=abc123`,
		]);
		expect(await send()).toBe(0);
	});

	it('does not give the openid away when the person cancels', async () => {
		const { location } = await decide('cancel');
		expect(location).toBe(`${TARGET}&template_id=${templateId}&action=cancel&scene=1000&reserved=abc123`);
		expect(await send()).toBe(43101);
	});

	it.each([
		['another action', { action: 'confirm' }, 'action'],
		['an unknown account', { appid: 'wx0' }, 'appid'],
		['a scene above 10000', { scene: '10001' }, 'scene'],
		['a foreign template', { template_id: 'x' }, 'template_id'],
		['an ill-formed reserved', { reserved: 'a-b' }, 'reserved'],
		['no redirect_url', { redirect_url: '' }, 'redirect_url'],
		['a script', { redirect_url: 'javascript:alert(1)' }, 'redirect_url'],
	])('refuses %s', async (_case, change, word) => {
		const page = await platform.http.get<string>(link(change));
		expect(page.data).toContain('参数错误');
		expect(page.data).toContain(word);
		await expect(decide('confirm', change)).rejects.toThrow(`url: ${word}`);
	});

	it('accepts hosts of the business domains only', async () => {
		const { control } = platform.simulator;
		await control.area('oneTimeSubscription', 'console', { domains: ['shop.example.com'] });
		await expect(decide('confirm')).resolves.toHaveProperty('location');
		await control.area('oneTimeSubscription', 'console', { domains: ['example.com'] });
		await expect(decide('confirm')).rejects.toThrow('business domain');
	});
});

describe('message/template/subscribe', () => {
	it('sends once per agreement, scene and person', async () => {
		await decide('confirm');
		await decide('confirm');
		expect(await send({ scene: '7' })).toBe(43101);
		expect(await send({ touser: other })).toBe(43101);
		expect([await send(), await send()]).toEqual([0, 43101]);
	});

	it('reaches people who do not follow, and shows the message', async () => {
		await decide('confirm', { scene: '0' });
		await platform.simulator.control.follower({ openid, follow: false });
		expect(await send({ scene: 0, url: 'https://example.com/' })).toBe(0);
		expect((await platform.simulator.control.chat({ openid })).at(-1)).toMatchObject({
			kind: 'oneTimeSubscription',
			content: { title: '优惠提醒', content: '您的咖啡好了', url: 'https://example.com/' },
		});
	});

	it.each([
		['a stranger', { touser: 'oUnknown' }, 40003],
		['a foreign template', { template_id: 'x' }, 40037],
		['no scene', { scene: undefined }, 40097],
		['no title', { title: '' }, 40062],
		['a title of 16 characters', { title: '题'.repeat(16) }, 40062],
		['no data', { data: undefined }, 47001],
		['an empty content', { data: { content: { value: '' } } }, 44004],
		['a content of 201 characters', { data: { content: { value: '字'.repeat(201) } } }, 45002],
		['a foreign mini program', { miniprogram: { appid: 'wx1234567890abcdef' } }, 40166],
	])('refuses %s without using the agreement up', async (_case, change, errcode) => {
		await decide('confirm');
		expect(await send(change)).toBe(errcode);
		expect(await send()).toBe(0);
	});
});
