import { writeFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPlatform, type Platform } from '../support/platform';
import { follow } from '../support/apiOf';
import { loadClient } from './installClients';
import { redirectOfficialHosts } from './redirectOfficialHosts';

type Answer = Record<string, unknown> & { errcode?: number };

/** What these tests use of the client, as its own documentation names it. */
interface Api {
	prefix: string;
	ensureAccessToken(): Promise<{ accessToken: string }>;
	getFollowers(next?: string): Promise<Answer & { total: number; data: { openid: string[] } }>;
	getUser(options: { openid: string; lang: string }): Promise<Answer>;
	batchGetUsers(openids: string[]): Promise<{ user_info_list: Answer[] }>;
	updateRemark(openid: string, remark: string): Promise<Answer>;
	createTags(name: string): Promise<{ tag: { id: number; name: string } }>;
	getTags(): Promise<{ tags: { id: number; name: string; count: number }[] }>;
	batchTagging(openids: string[], tag: number): Promise<Answer>;
	getIdList(openid: string): Promise<{ tagid_list: number[] }>;
	getAllPrivateTemplate(): Promise<{ template_list: Answer[] }>;
	sendTemplate(
		openid: string,
		template: string,
		url: string,
		color: string,
		data: Record<string, { value: string }>,
	): Promise<Answer>;
	sendText(openid: string, text: string): Promise<Answer>;
	uploadMedia(file: string, type: string): Promise<{ media_id: string; type: string }>;
	getMedia(mediaId: string): Promise<Buffer>;
	sendImage(openid: string, mediaId: string): Promise<Answer>;
	createMenu(menu: object): Promise<Answer>;
	getMenu(): Promise<{ menu: { button: Answer[] } }>;
	removeMenu(): Promise<Answer>;
	getIp(): Promise<{ ip_list: string[] }>;
}
type ApiClass = new (appid: string, secret: string) => Api;

const CONTENT = '商品名称：{{thing1.DATA}}\n支付金额：{{amount2.DATA}}';
const VALUES = { thing1: { value: '手冲咖啡' }, amount2: { value: '¥39.80' } };
const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

let Client: ApiClass;
let platform: Platform;
let api: Api;
let restore: () => void;

beforeAll(async () => {
	Client = await loadClient<ApiClass>('co-wechat-api');
}, 120_000);
beforeEach(async () => {
	platform = await startPlatform();
	restore = redirectOfficialHosts(platform.simulator.urls.api);
	api = new Client(platform.account.appid, platform.account.secret);
});
afterEach(async () => {
	restore();
	await platform.simulator.close();
});

describe('co-wechat-api against the simulator', () => {
	it('lists followers, reads them one by one and together, and remarks them', async () => {
		const [first = '', second = ''] = await follow(platform, 2);
		const { total, data } = await api.getFollowers();
		expect({ total, openids: data.openid }).toEqual({ total: 2, openids: [first, second] });
		expect(await api.updateRemark(first, '老客户')).toMatchObject({ errcode: 0 });
		expect(await api.getUser({ openid: first, lang: 'en' })).toMatchObject({
			subscribe: 1,
			remark: '老客户',
		});
		const { user_info_list: list } = await api.batchGetUsers([first, second]);
		expect(list.map(({ openid }) => openid)).toEqual([first, second]);
	});

	it('creates a tag and puts people into it', async () => {
		const [openid = ''] = await follow(platform, 1);
		const { tag } = await api.createTags('会员');
		expect(await api.batchTagging([openid], tag.id)).toMatchObject({ errcode: 0 });
		expect(await api.getIdList(openid)).toMatchObject({ tagid_list: [tag.id] });
		expect((await api.getTags()).tags).toContainEqual({ id: tag.id, name: '会员', count: 1 });
	});

	it('sends a template message and reads its 64-bit msgid without losing digits', async () => {
		const [openid = ''] = await follow(platform, 1);
		const { control } = platform.simulator;
		const { templateId } = await control.area('templates', 'add', { title: '订单', content: CONTENT });
		expect((await api.getAllPrivateTemplate()).template_list).toMatchObject([{ template_id: templateId }]);
		const { errcode, msgid } = await api.sendTemplate(openid, templateId, '', '', VALUES);
		const [account] = (await control.state()).accounts;
		expect(errcode).toBe(0);
		expect(account?.areas.templates).toMatchObject({ messages: [{ msgid: String(msgid), openid }] });
	});

	it('is refused with the code and the text of WeChat', async () => {
		await expect(api.getUser({ openid: 'nobody', lang: 'en' })).rejects.toMatchObject({
			name: 'WeChatAPIError',
			code: 40003,
			message: expect.stringMatching(/^invalid openid.* rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/),
		});
	});

	it('gets a new token and repeats the call when its token has expired (42001)', async () => {
		const before = await api.ensureAccessToken();
		await platform.simulator.control.area('tokens', 'expire', {});
		expect(await api.getFollowers()).toMatchObject({ total: 0 });
		expect((await api.ensureAccessToken()).accessToken).not.toBe(before.accessToken);
	});

	it('may be pointed at the simulator by its base URL alone', async () => {
		restore();
		api.prefix = `${platform.simulator.urls.api}/cgi-bin/`;
		expect(await api.getFollowers()).toMatchObject({ total: 0 });
	});

	it('uploads an image, reads it back, and sends it and a text within the 48-hour window', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'wechat-mp-client-'));
		try {
			const file = path.join(folder, 'picture.png');
			await writeFile(file, PNG);
			const [openid = ''] = await follow(platform, 1);
			const { media_id } = await api.uploadMedia(file, 'image');
			expect(Buffer.compare(await api.getMedia(media_id), PNG)).toBe(0);
			expect(await api.sendImage(openid, media_id)).toMatchObject({ errcode: 0 });
			expect(await api.sendText(openid, '你好')).toMatchObject({ errcode: 0 });
			const chat = await platform.simulator.control.chat({ openid });
			expect(chat.map(({ kind }) => kind).slice(-2)).toEqual(['custom:image', 'custom:text']);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});

	it('creates, reads and deletes the menu', async () => {
		const button = [{ type: 'click', name: '今日优惠', key: 'TODAY' }];
		expect(await api.createMenu({ button })).toMatchObject({ errcode: 0 });
		expect((await api.getMenu()).menu.button).toMatchObject(button);
		expect(await api.removeMenu()).toMatchObject({ errcode: 0 });
		await expect(api.getMenu()).rejects.toMatchObject({ code: 46003 });
	});

	it('reads the addresses of the callback servers', async () => {
		expect((await api.getIp()).ip_list).toEqual(
			expect.arrayContaining([expect.stringMatching(/^[\d.:a-f/]+$/)]),
		);
	});
});
