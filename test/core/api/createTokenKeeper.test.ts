import type { TokenStore } from '../../../core/api/createTokenFetcher';
import { createTokenKeeper } from '../../../core/api/createTokenKeeper';
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
function tokenEndpoint(hold: () => Promise<void> = async () => {}) {
	const { ports } = fakePlatform([]);
	const given: string[] = [];
	ports.send = async () => {
		const token = `TOKEN-0000000000000000000000${given.length}`;
		given.push(token);
		await hold();
		return json({ access_token: token, expires_in: 7200 });
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
