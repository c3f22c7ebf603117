import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { apiOf, follow } from '../support/apiOf';
import { addPicture } from '../support/draftTestbed';
import { startPlatform, type Platform } from '../support/platform';
import { loadClient } from './installClients';
import { redirectOfficialHosts } from './redirectOfficialHosts';

type Answer = Record<string, unknown> & { errcode?: number };

/** What these tests use of the client, as its own documentation names it. */
interface Api {
	uploadNews(news: object): Promise<{ type: string; media_id: string }>;
	massSendNews(mediaId: string, receivers: string[] | boolean, clientMsgId?: string): Promise<Answer>;
	massSendText(text: string, receivers: string[] | boolean, clientMsgId?: string): Promise<Answer>;
	massSendMPVideo(video: object, receivers: string[], clientMsgId?: string): Promise<Answer>;
	uploadMedia(file: string, type: string): Promise<{ media_id: string }>;
	uploadVideoMaterial(file: string, description: object): Promise<{ media_id: string }>;
	previewText(openid: string, text: string): Promise<Answer>;
	getMassMessageStatus(messageId: unknown): Promise<Answer>;
	deleteMass(messageId: unknown): Promise<Answer>;
	getUserSummary(begin: string, end: string): Promise<{ list: Answer[] }>;
	getUserCumulate(begin: string, end: string): Promise<{ list: Answer[] }>;
	getArticleTotal(begin: string, end: string): Promise<{ list: Answer[] }>;
	getUpstreamMsgHour(begin: string, end: string): Promise<{ list: Answer[] }>;
	getInterfaceSummary(begin: string, end: string): Promise<{ list: Answer[] }>;
	addKfAccount(account: string, nick: string): Promise<Answer>;
	inviteworker(account: string, wechatId: string): Promise<Answer>;
	setKfAccountAvatar(account: string, file: string): Promise<Answer>;
	getOnlineCustomServiceList(): Promise<{ kf_online_list: Answer[] }>;
	createKfSession(account: string, openid: string): Promise<Answer>;
}
type ApiClass = new (appid: string, secret: string) => Api;

const DAY = '2026-11-22';

let Client: ApiClass;
let platform: Platform;
let api: Api;
let restore: () => void;

beforeAll(async () => {
	Client = await loadClient<ApiClass>('co-wechat-api');
}, 120_000);
beforeEach(async () => {
	platform = await startPlatform();
	await platform.simulator.control.clock({ now: `${DAY}T02:00:00Z` });
	restore = redirectOfficialHosts(platform.simulator.urls.api);
	api = new Client(platform.account.appid, platform.account.secret);
});
afterEach(async () => {
	restore();
	await platform.simulator.close();
});

/** Articles as this client uploads them. */
async function uploadArticle(): Promise<string> {
	const cover = await addPicture(platform, await apiOf(platform));
	const articles = [{ title: '头条', content: '<p>文</p>', thumb_media_id: cover }];
	const { type, media_id } = await api.uploadNews({ articles });
	expect(type).toBe('news');
	return media_id;
}

describe('co-wechat-api against the simulator', () => {
	it('sends articles to all, asks what became of them, and deletes them', async () => {
		const [openid = ''] = await follow(platform, 2);
		const { msg_id } = await api.massSendNews(await uploadArticle(), true, 'week-47');
		expect(await api.getMassMessageStatus(msg_id)).toMatchObject({ msg_id, msg_status: 'SEND_SUCCESS' });
		expect((await platform.simulator.control.chat({ openid })).at(-1)).toMatchObject({
			kind: 'mass:mpnews',
			content: { articles: [{ title: '头条' }] },
		});
		expect(await api.deleteMass(msg_id)).toMatchObject({ errcode: 0 });
		expect(await api.getMassMessageStatus(msg_id)).toMatchObject({ msg_status: 'DELETE' });
	});

	it('is told that a clientmsgid was used (45065), and previews a text', async () => {
		const people = await follow(platform, 2);
		expect(await api.massSendText('你好', people, 'run-1')).toMatchObject({ errcode: 0 });
		await expect(api.massSendText('再见', people, 'run-1')).rejects.toMatchObject({ code: 45065 });
		expect(await api.previewText(people[0] ?? '', '预览')).toMatchObject({ errcode: 0 });
	});

	it('makes temporary and permanent videos ready by uploadvideo and sends them', async () => {
		const people = await follow(platform, 2);
		const folder = mkdtempSync(path.join(tmpdir(), 'wechat-mp-client-'));
		try {
			const file = path.join(folder, 'summer.mp4');
			writeFileSync(file, Buffer.from('00000018667479706d703432', 'hex'));
			const described = { title: '夏', introduction: '海' };
			const videos = [await api.uploadMedia(file, 'video'), await api.uploadVideoMaterial(file, described)];
			for (const { media_id } of videos) {
				const video = { media_id, title: '夏', description: '海' };
				const { msg_id } = await api.massSendMPVideo(video, people, media_id.slice(0, 32));
				// Asking ends a message whose time has come.
				expect(await api.getMassMessageStatus(msg_id)).toMatchObject({ msg_status: 'SEND_SUCCESS' });
			}
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
		const received = await platform.simulator.control.chat({ openid: people[0] });
		expect(received.slice(-2)).toMatchObject(
			Array(2).fill({ kind: 'mass:mpvideo', content: { title: '夏', description: '海' } }),
		);
	});

	it('reads the figures of followers, articles, messages and pushes', async () => {
		const { control } = platform.simulator;
		const [openid = ''] = await follow(platform, 1);
		const { appid } = platform.account;
		await control.account({ appid, callbackUrl: 'http://127.0.0.1:9/', handshake: false });
		await control.push({ openid, message: { MsgType: 'text', Content: 'hi' } });
		await api.massSendNews(await uploadArticle(), true);
		await control.settled();
		await control.clock({ now: '2026-11-23T02:00:00Z' });
		api = new Client(platform.account.appid, platform.account.secret);
		expect((await api.getUserSummary(DAY, DAY)).list).toMatchObject([{ ref_date: DAY, new_user: 1 }]);
		expect((await api.getUserCumulate(DAY, DAY)).list).toEqual([{ ref_date: DAY, cumulate_user: 1 }]);
		expect((await api.getArticleTotal(DAY, DAY)).list).toMatchObject([{ title: '头条' }]);
		expect((await api.getUpstreamMsgHour(DAY, DAY)).list).toMatchObject([{ ref_hour: 1000, msg_count: 1 }]);
		const [pushes] = (await api.getInterfaceSummary(DAY, DAY)).list;
		expect(pushes?.fail_count).toBe(pushes?.callback_count);
		await expect(api.getUserSummary('2026-11-15', DAY)).rejects.toMatchObject({ code: 61501 });
	});

	it('puts an agent to the desk and opens a session', async () => {
		const { control } = platform.simulator;
		const [openid = ''] = await follow(platform, 1);
		const kfAccount = 'anna@shop';
		const folder = mkdtempSync(path.join(tmpdir(), 'wechat-mp-client-'));
		try {
			const file = path.join(folder, 'anna.jpg');
			writeFileSync(file, 'jpg');
			expect(await api.addKfAccount(kfAccount, 'Anna')).toMatchObject({ errcode: 0 });
			expect(await api.setKfAccountAvatar(kfAccount, file)).toMatchObject({ errcode: 0 });
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
		expect(await api.inviteworker(kfAccount, 'anna_wx')).toMatchObject({ errcode: 0 });
		await expect(api.createKfSession(kfAccount, openid)).rejects.toMatchObject({ code: 65402 });
		await control.area('customerService', 'answerInvitation', { kfAccount });
		await control.area('customerService', 'presence', { kfAccount, status: 'web' });
		const { appid } = platform.account;
		await control.account({ appid, callbackUrl: 'http://127.0.0.1:9/', handshake: false });
		await control.push({ openid, message: { MsgType: 'text', Content: '在吗' } });
		expect(await api.createKfSession(kfAccount, openid)).toMatchObject({ errcode: 0 });
		expect((await api.getOnlineCustomServiceList()).kf_online_list).toMatchObject([
			{ kf_account: kfAccount, status: 1, accepted_case: 1 },
		]);
	});
});
