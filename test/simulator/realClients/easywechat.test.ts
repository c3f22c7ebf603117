import { startConnection, type Connection } from '../support/connection';
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
