import { apiOf, follow } from '../support/apiOf';
import { startConnection, type Connection } from '../support/connection';
import { addPicture } from '../support/draftTestbed';
import { loadClient } from './installClients';
import { redirectOfficialHosts } from './redirectOfficialHosts';

interface Message {
	[element: string]: string;
}
/** What these tests use of the library. */
interface OfficialAccount {
	setCache(cache: object): void;
	setRequest(request: object): void;
	getServer(): {
		addMessageListener(type: string, answer: (message: Message) => string): void;
		serve(): Promise<{ getBody(): { toString(): string } }>;
	};
	getClient(): {
		get(path: string): Promise<{ toObject(): Record<string, unknown> }>;
		postJson(path: string, body: object): Promise<{ toObject(): Record<string, unknown> }>;
	};
}
interface Library {
	OfficialAccount: new (config: object) => OfficialAccount;
	ServerRequest: new (method: string, url: string, headers: object, body: string) => object;
}

let library: Library;
let connection: Connection;
let app: OfficialAccount;
let restore: () => void;

beforeAll(async () => {
	library = await loadClient<Library>('node-easywechat');
}, 120_000);
beforeEach(async () => {
	connection = await startConnection();
	restore = redirectOfficialHosts(connection.platform.simulator.urls.api);
	app = createApp('safe');
});
afterEach(async () => {
	restore();
	await connection.close();
});

/** The library takes an account without key to be in plain mode. */
function createApp(mode: 'safe' | 'plain'): OfficialAccount {
	const { appid, secret, token, encodingAESKey } = connection.platform.account;
	const created = new library.OfficialAccount({
		app_id: appid,
		secret,
		token,
		aes_key: mode === 'safe' ? encodingAESKey : '',
		use_stable_access_token: true,
	});
	created.setCache(memoryCache());
	return created;
}

/** Tokens stay in memory instead of a file. */
function memoryCache(): object {
	const values = new Map<string, unknown>();
	return {
		get: (key: string) => Promise.resolve(values.get(key)),
		set: (key: string, value: unknown) => Promise.resolve(Boolean(values.set(key, value))),
		has: (key: string) => Promise.resolve(values.has(key)),
		delete: (key: string) => Promise.resolve(values.delete(key)),
		clear: () => Promise.resolve(values.clear()),
	};
}

describe('node-easywechat against the simulator', () => {
	it('calls the API with a stable token', async () => {
		await connection.platform.simulator.control.follower({ follow: true, push: false });
		const answer = await app.getClient().get('/cgi-bin/user/get');
		expect(answer.toObject()).toMatchObject({ total: 1, count: 1 });
		const paths = (await connection.platform.simulator.control.calls()).map(({ path }) => path);
		expect(paths).toEqual(['/cgi-bin/stable_token', '/cgi-bin/user/get']);
	});

	it('files a draft, publishes it, and answers a comment', async () => {
		const { platform } = connection;
		const cover = await addPicture(platform, await apiOf(platform));
		const post = async (path: string, body: object) =>
			(await app.getClient().postJson(`/cgi-bin/${path}`, body)).toObject();
		const articles = [{ title: '头条', content: '<p>文</p>', thumb_media_id: cover, need_open_comment: 1 }];
		const { media_id } = await post('draft/add', { articles });
		const { publish_id, msg_data_id } = await post('freepublish/submit', { media_id });
		const { publish_status, article_id } = await post('freepublish/get', { publish_id });
		expect(publish_status).toBe(0);
		expect(await post('freepublish/getarticle', { article_id })).toMatchObject({
			news_item: [{ title: '头条', is_deleted: false }],
		});
		const [openid = ''] = await follow(platform, 1);
		const written = { openid, msgDataId: Number(msg_data_id), content: '好文' };
		const { userCommentId } = await platform.simulator.control.area('comment', 'write', written);
		const place = { msg_data_id, index: 0, user_comment_id: userCommentId };
		expect(await post('comment/reply/add', { ...place, content: '谢谢' })).toMatchObject({ errcode: 0 });
		expect(await post('comment/list', { msg_data_id, index: 0, begin: 0, count: 10, type: 0 })).toMatchObject(
			{
				total: 1,
				comment: [{ content: '好文', reply: { content: '谢谢' } }],
			},
		);
	});

	it('counts, lists and changes drafts, and deletes what it published', async () => {
		const { platform } = connection;
		const cover = await addPicture(platform, await apiOf(platform));
		const post = async (path: string, body: object) =>
			(await app.getClient().postJson(`/cgi-bin/${path}`, body)).toObject();
		const article = { title: '一', content: '<p>文</p>', thumb_media_id: cover };
		const { media_id } = await post('draft/add', { articles: [article] });
		const changed = { media_id, index: 0, articles: { ...article, title: '二' } };
		expect(await post('draft/update', changed)).toMatchObject({ errcode: 0 });
		expect((await app.getClient().get('/cgi-bin/draft/count')).toObject()).toMatchObject({ total_count: 1 });
		const page = { offset: 0, count: 20, no_content: 1 };
		expect(await post('draft/batchget', page)).toMatchObject({
			item: [{ media_id, content: { news_item: [{ title: '二' }] } }],
		});
		const { publish_id } = await post('freepublish/submit', { media_id });
		expect(await post('freepublish/get', { publish_id })).toMatchObject({ publish_status: 0 });
		const listed = (await post('freepublish/batchget', page)).item as [{ article_id: string }];
		const { article_id } = listed[0];
		expect(await post('freepublish/delete', { article_id, index: 1 })).toMatchObject({ errcode: 0 });
		expect(await post('freepublish/getarticle', { article_id })).toMatchObject({
			news_item: [{ is_deleted: true }],
		});
	});

	it('elects a comment, reads the new figures of articles, and closes a session', async () => {
		const { platform } = connection;
		const { control } = platform.simulator;
		const openid = await connection.connect('plain');
		await control.follower({ openid, follow: true, push: false });
		const cover = await addPicture(platform, await apiOf(platform));
		const post = async (path: string, body: object) =>
			(await app.getClient().postJson(path, body)).toObject();
		const article = { title: '一', content: '<p>文</p>', thumb_media_id: cover, need_open_comment: 1 };
		const { media_id } = await post('/cgi-bin/draft/add', { articles: [article] });
		const { msg_data_id, publish_id } = await post('/cgi-bin/freepublish/submit', { media_id });
		await post('/cgi-bin/freepublish/get', { publish_id });
		const msgDataId = Number(msg_data_id);
		const written = { openid, msgDataId, content: '好文' };
		const { userCommentId: user_comment_id } = await control.area('comment', 'write', written);
		const comment = { msg_data_id, index: 0, user_comment_id };
		expect(await post('/cgi-bin/comment/markelect', comment)).toMatchObject({ errcode: 0 });
		const elected = { msg_data_id, index: 0, begin: 0, count: 10, type: 2 };
		expect(await post('/cgi-bin/comment/list', elected)).toMatchObject({ total: 1 });

		await control.area('analytics', 'read', { openid, msgDataId });
		const day = new Date((await control.clock({})).now + 8 * 3_600_000).toISOString().slice(0, 10);
		await control.clock({ advanceSeconds: 86_400 });
		app = createApp('safe');
		expect(await post('/datacube/getarticleread', { begin_date: day, end_date: day })).toMatchObject({
			list: [{ ref_date: day }],
		});

		const kf_account = 'anna@shop';
		await post('/customservice/kfaccount/add', { kf_account, nickname: 'Anna' });
		await post('/customservice/kfaccount/inviteworker', { kf_account, invite_wx: 'anna_wx' });
		await control.area('customerService', 'answerInvitation', { kfAccount: kf_account });
		await control.area('customerService', 'presence', { kfAccount: kf_account, status: 'web' });
		await connection.sayHello();
		const session = { kf_account, openid };
		expect(await post('/customservice/kfsession/create', session)).toMatchObject({ errcode: 0 });
		const asked = await app.getClient().get(`/customservice/kfsession/getsession?openid=${openid}`);
		expect(asked.toObject()).toMatchObject({ kf_account });
		expect(await post('/customservice/kfsession/close', session)).toMatchObject({ errcode: 0 });
	});

	it.each(['safe', 'plain'] as const)(
		'answers a push in %s mode so that the phone shows it',
		async (mode) => {
			const openid = await connection.connect(mode);
			app = createApp(mode);
			connection.server.answerWith(({ method, query, headers, body, response }) => {
				app.setRequest(new library.ServerRequest(method, `/wx?${query}`, headers, body));
				const server = app.getServer();
				server.addMessageListener('text', (message) => `收到：${message.Content}`);
				void server.serve().then((answer) => response.end(answer.getBody().toString()));
			});
			expect(await connection.sayHello()).toMatchObject({ outcome: 'replied' });
			const chat = await connection.platform.simulator.control.chat({ openid });
			expect(chat.at(-1)).toMatchObject({ from: 'account', content: { Content: '收到：hello' } });
		},
	);
});
