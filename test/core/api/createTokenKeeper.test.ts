import type { TokenStore } from '../../../core/api/createTokenFetcher';
import { createTokenKeeper } from '../../../core/api/createTokenKeeper';
import { NEVER_FORCED } from '../../../core/api/forcedRenewals';
import type { StoredToken } from '../../../core/api/obtainToken';
import { newTokenState } from '../../../core/api/tokenState';
import type { ApiPorts } from '../../../core/api/wire';
import { fakePlatform, json } from './fakePlatform';

const HOST = { baseUrl: 'https://api.example.com', timeoutMs: 1000 };
const SOURCE = {
	kind: 'stable' as const,
	appid: 'wx0123456789abcdef',
	secret: 'secret-secret-secret-secret-0000',
};

/** n8n keeps a token only with the next request, so for a while the store knows nothing of it. */
const forgetful: TokenStore = { read: async () => undefined, write: async () => {} };

/** A platform that hands out another token each time. */
function tokenEndpoint(hold: () => Promise<void> = async () => {}, expires_in = 7200) {
	const { ports } = fakePlatform([]);
	const given: string[] = [];
	ports.send = async () => {
		const token = `TOKEN-0000000000000000000000${given.length}`;
		given.push(token);
		await hold();
		return json({ access_token: token, expires_in });
	};
	return { ports, given };
}

const keeperOf = (ports: ApiPorts, store: TokenStore, state = newTokenState(), account = 'account') =>
	createTokenKeeper(ports, { host: HOST, source: SOURCE, fingerprint: account }, store, state);

test('a refusal that arrives after the renewal is over is answered with the renewed token', async () => {
	const { ports, given } = tokenEndpoint();
	const keeper = keeperOf(ports, forgetful);
	const first = await keeper.current();
	const { token: second } = await keeper.renewed(first);
	expect((await keeper.renewed(first)).token).toBe(second);
	expect(await keeper.current()).toBe(second);
	expect(given).toEqual([first, second]);
});

test('a refusal whose look into the store lasts longer than the renewal is answered with the renewed token', async () => {
	const { ports, given } = tokenEndpoint();
	const reads: Array<() => void> = [];
	const slow = { ...forgetful };
	const keeper = keeperOf(ports, slow);
	const first = await keeper.current();
	slow.read = async () => await new Promise((resolve) => reads.push(() => resolve(undefined)));
	const quick = keeper.renewed(first);
	const late = keeper.renewed(first);
	reads[0]?.();
	const { token: second } = await quick;
	reads[1]?.();
	expect((await late).token).toBe(second);
	expect(given).toEqual([first, second]);
});

test('what has run out is not given in the place of a refused token', async () => {
	const { ports, given } = tokenEndpoint();
	const over: StoredToken = {
		accessToken: 'TOKEN-OVER-00000000000000000',
		expiresAt: ports.now(),
		forced: NEVER_FORCED,
	};
	const keeper = keeperOf(ports, { ...forgetful, read: async () => over });
	const first = await keeper.current();
	ports.now = () => over.expiresAt + 7_200_000;
	const { token } = await keeper.renewed('TOKEN-OLDER-0000000000000000');
	expect(given).toEqual([first, token]);
});

test.each([
	[86_400_000, 0],
	[86_400_001, 1],
])(
	'a stored token that lasts %i ms more makes %i requests: none lasts longer than a day',
	async (ms, requests) => {
		const { ports, given } = tokenEndpoint();
		const stored: StoredToken = {
			accessToken: 'TOKEN-STORED-000000000000000',
			expiresAt: ports.now() + ms,
			forced: NEVER_FORCED,
		};
		await keeperOf(ports, { ...forgetful, read: async () => stored }).current();
		expect(given).toHaveLength(requests);
	},
);

test('a token that lasts for seconds is given to nobody after its end', async () => {
	const { ports, given } = tokenEndpoint(undefined, 8);
	const state = newTokenState();
	const start = ports.now();
	const token = await keeperOf(ports, forgetful, state).current();
	ports.now = () => start + 3_999;
	expect(await keeperOf(ports, forgetful, state).current()).toBe(token);
	ports.now = () => start + 4_000;
	expect(await keeperOf(ports, forgetful, state).current()).not.toBe(token);
	expect(given).toHaveLength(2);
});

test('the token that another process has fetched meanwhile is taken without a request, and known for ten seconds', async () => {
	const { ports, given } = tokenEndpoint();
	const state = newTokenState();
	const start = ports.now();
	const accessToken = 'TOKEN-THEIRS-000000000000000';
	const theirs: StoredToken = { accessToken, expiresAt: start + 7_200_000, forced: NEVER_FORCED };
	const shared = { look: async () => ({ token: theirs, claim: '' }) };
	expect(await keeperOf(ports, { ...forgetful, shared }, state).current()).toBe(accessToken);
	ports.now = () => start + 9_999;
	expect(await keeperOf(ports, forgetful, state).current()).toBe(accessToken);
	expect(given).toEqual([]);
	ports.now = () => start + 10_000;
	expect(await keeperOf(ports, forgetful, state).current()).toBe(given[0]);
});

test.each([
	'T'.repeat(15),
	'TOKEN WITH SPACES 0000000',
	'令牌0000000000000000000000',
	1234567890,
	null,
	undefined,
])('an access_token that is %j is none', async (access_token) => {
	const answer = { access_token, expires_in: 7200 };
	const { ports } = fakePlatform([answer, answer, answer, answer]);
	await expect(keeperOf(ports, forgetful).current()).rejects.toThrow('the response contains no access_token');
});

test('two accounts that ask at the same time get a token each', async () => {
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	const { ports, given } = tokenEndpoint(async () => await held);
	const state = newTokenState();
	const tokens = ['one', 'two'].map((account) => keeperOf(ports, forgetful, state, account).current());
	await new Promise(setImmediate);
	release();
	expect(await Promise.all(tokens)).toEqual(given);
	expect(given).toHaveLength(2);
});

test('many keepers of one account that ask at the same time share one request', async () => {
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	const { ports, given } = tokenEndpoint(async () => await held);
	const state = newTokenState();
	const tokens = [1, 2, 3].map(() => keeperOf(ports, forgetful, state).current());
	await new Promise(setImmediate);
	release();
	expect(new Set(await Promise.all(tokens))).toEqual(new Set(given));
	expect(given).toHaveLength(1);
});

test('who joined a request waits no longer than its own wait lasts, and the request goes on', async () => {
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	const { ports, given } = tokenEndpoint(async () => await held);
	const state = newTokenState();
	const first = keeperOf(ports, forgetful, state).current();
	await new Promise(setImmediate);
	const cancelled: ApiPorts = { ...ports, share: async () => await Promise.reject(new Error('cancelled')) };
	await expect(keeperOf(cancelled, forgetful, state).current()).rejects.toThrow('cancelled');
	release();
	expect(await first).toBe(given[0]);
	expect(given).toHaveLength(1);
});

describe('a token that ends while two processes work', () => {
	async function requestsOf(kind: 'stable' | 'classic', chances: number[]) {
		let now = 1_790_000_000_000;
		const { ports, given } = tokenEndpoint();
		ports.now = () => now;
		const kept: { token?: StoredToken } = {};
		const store: TokenStore = {
			read: async () => kept.token,
			write: async (token) => void (kept.token = token),
		};
		const source = { ...SOURCE, kind };
		const keepers = chances.map((chance) =>
			createTokenKeeper(ports, { host: HOST, source, fingerprint: 'account' }, store, newTokenState(chance)),
		);
		for (const keeper of keepers) await keeper.current();
		expect(given).toHaveLength(1);
		// Both look again in every minute of the next two hours, one right after the other has begun.
		for (const end = now + 7_200_000; now < end; now += 60_000) {
			await Promise.all(keepers.map(async (keeper) => await keeper.current()));
		}
		return { given, tokens: await Promise.all(keepers.map(async (keeper) => await keeper.current())) };
	}

	test('is replaced by one request, and both go on with the same one', async () => {
		const { given, tokens } = await requestsOf('stable', [0.9, 0.1]);
		expect(given).toHaveLength(2);
		expect(new Set(tokens)).toEqual(new Set(given.slice(1)));
	});

	test('is used for four minutes more at most', async () => {
		let now = 1_790_000_000_000;
		const { ports, given } = tokenEndpoint();
		ports.now = () => now;
		const keeper = keeperOf(ports, forgetful, newTokenState(1));
		await keeper.current();
		now += (7200 - 60) * 1000 - 1;
		await keeper.current();
		expect(given).toHaveLength(1);
		now += 1;
		await keeper.current();
		expect(given).toHaveLength(2);
	});

	test('is not used any longer where a new one ends it', async () => {
		const { given } = await requestsOf('classic', [0.9, 0.1]);
		expect(given).toHaveLength(3);
	});
});
