import { readdirSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import axios from 'axios';
import type { PageView } from '../../simulator/ui/PageView';
import { startPlatform, type Platform } from './support/platform';
import { apiOf } from './support/apiOf';

const FILES = readdirSync(path.join(__dirname, '..', '..', 'simulator', 'ui', 'page')).filter((name) =>
	/\.(html|css|js|svg)$/.test(name),
);

let platform: Platform;

beforeEach(async () => {
	platform = await startPlatform();
});
afterEach(() => platform.simulator.close());

const get = (place: string, headers: Record<string, string> = {}) =>
	axios.get<string>(platform.simulator.urls.ui + place, {
		headers,
		proxy: false,
		validateStatus: () => true,
		transformResponse: (text: string) => text,
	});

async function view(query = ''): Promise<PageView> {
	return JSON.parse((await get(`view${query}`)).data) as PageView;
}

/** Opens the stream of changes; `nth(n)` ends when so many have come. */
function listen() {
	let count = 0;
	let waiting: { at: number; resolve: () => void }[] = [];
	const request = http.get(`${platform.simulator.urls.ui}events`, (response) => {
		response.setEncoding('utf8').on('data', (text: string) => {
			count += text.split('event: change').length - 1;
			for (const { at, resolve } of waiting) if (count >= at) resolve();
			waiting = waiting.filter(({ at }) => count < at);
		});
	});
	request.on('error', () => undefined);
	return {
		nth: (at: number) =>
			count >= at ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ at, resolve })),
		close: () => request.destroy(),
	};
}

describe('the files of the page', () => {
	it.each(['', ...FILES])(
		'/_ui/%s is served under a policy that allows nothing from elsewhere',
		async (name) => {
			const { status, headers } = await get(name);
			expect(status).toBe(200);
			expect(headers['content-security-policy']).toContain(
				"default-src 'none'; script-src 'self'; style-src 'self'",
			);
			expect(headers['x-content-type-options']).toBe('nosniff');
		},
	);

	it('name no address outside of the page', async () => {
		for (const name of FILES) {
			const { data } = await get(name);
			const addresses = data.match(/\b(?:src|href|url\(|from|import\()\s*[=(]?\s*["']https?:[^"']+/g);
			expect({ name, addresses }).toEqual({ name, addresses: null });
		}
	});

	it.each(['missing.js', '../World.ts', '..%2FWorld.ts', '%2e%2e/World.ts', 'tsconfig.json', 'view/x'])(
		'/_ui/%s is not there',
		async (name) => {
			const answer = await new Promise<number | undefined>((resolve) => {
				const { port } = new URL(platform.simulator.urls.ui);
				http.get({ host: '127.0.0.1', port, path: `/_ui/${name}` }, (response) => {
					response.resume();
					resolve(response.statusCode);
				});
			});
			expect(answer).toBe(404);
		},
	);

	it('are refused to names that are not loopback', async () => {
		expect((await get('', { host: 'rebound.example' })).status).toBe(403);
		expect((await get('view', { origin: 'http://evil.example' })).status).toBe(403);
	});

	it('are refused to other methods than GET', async () => {
		const answer = await axios.post(platform.simulator.urls.ui, '', {
			proxy: false,
			validateStatus: () => true,
		});
		expect(answer.status).toBe(405);
	});
});

describe('GET /_ui/view', () => {
	it('shows a platform without accounts', async () => {
		await platform.simulator.control.reset();
		expect(await view()).toMatchObject({ accounts: [], account: null, calls: [], deliveries: [] });
	});

	it('shows people, and conversations and menus of those whose phones are open', async () => {
		const { control } = platform.simulator;
		const { follower } = await control.follower({ nickname: '<b>小明</b>', follow: true });
		await control.follower({ nickname: '小红' });
		const { account } = await view(`?openids=${follower.openid}`);
		expect(account).toMatchObject({ known: 2, people: [{ nickname: '<b>小明</b>' }, { nickname: '小红' }] });
		expect(account?.chats).toEqual({
			[follower.openid]: [expect.objectContaining({ kind: 'event:subscribe' })],
		});
		expect(account?.menus).toEqual({ [follower.openid]: [] });
	});

	it('numbers the calls, newest first, and holds none of the secrets', async () => {
		const api = await apiOf(platform);
		await api.get('/cgi-bin/user/get');
		const { data } = await get('view');
		const { calls } = JSON.parse(data) as PageView;
		expect(calls.map(({ id, path: called }) => [id, called])).toEqual([
			[1, '/cgi-bin/user/get'],
			[0, '/cgi-bin/stable_token'],
		]);
		const { secret, token, encodingAESKey } = platform.account;
		for (const value of [secret, token, encodingAESKey, api.token]) expect(data).not.toContain(value);
	});
});

describe('GET /_ui/events', () => {
	it('tells of what is done through the control API, of calls and of pushes', async () => {
		const changes = listen();
		await changes.nth(1);
		await platform.simulator.control.follower({ nickname: '小明' });
		await changes.nth(2);
		await apiOf(platform);
		await changes.nth(3);
		await platform.simulator.control.fault({ match: '*', errcode: -1 });
		await changes.nth(4);
		changes.close();
	});
});
