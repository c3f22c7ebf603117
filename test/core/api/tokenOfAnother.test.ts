import type { StoredToken } from '../../../core/api/obtainToken';
import { type SharedStore, tokenOfAnother } from '../../../core/api/tokenOfAnother';
import { fakePlatform } from './fakePlatform';

const LIFE_MS = 6_900_000;
const tokenOf = (accessToken: string): StoredToken => ({
	accessToken,
	expiresAt: Date.now() + LIFE_MS,
	forced: { times: [], inVain: 0 },
});

beforeEach(() => jest.useFakeTimers({ now: 1_790_000_000_000 }));
afterEach(() => jest.useRealTimers());

const wait = async (milliseconds: number) => {
	if (milliseconds > 0) await new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
};
const ports = { ...fakePlatform([]).ports, now: () => Date.now(), sleep: wait };

/** n8n's store: it takes a while, knows no locks, and keeps what was written last, with what was read before the write. */
function slowStore(readMs = 20, writeMs = 200) {
	const kept: { token?: StoredToken; claim: string } = { claim: '' };
	const storeOf = (lookMs = readMs, claimMs = writeMs): SharedStore => ({
		look: async () => {
			const seen = { ...kept };
			await wait(lookMs);
			return seen;
		},
		claim: async (claim, replaced) => {
			const { token, claim: current } = kept;
			if (current !== replaced) return;
			await wait(claimMs);
			Object.assign(kept, { token, claim });
		},
	});
	return { kept, store: storeOf(), storeOf };
}

interface Differences {
	/** The token that does not count. */
	refused?: string;
	/** Which of those that ask dies before it has a token. */
	dies?: number;
	/** How long a process takes to look, where it is not as long as the others. */
	looks?: readonly number[];
	/** The same for a write. */
	writes?: readonly number[];
}

/** Processes that need a token at the moments given; says who asked the platform, and what each of them got. */
async function needing(
	starts: readonly number[],
	{ kept, storeOf }: ReturnType<typeof slowStore>,
	{ refused, dies = -1, looks = [], writes = [] }: Differences = {},
) {
	const asked: number[] = [];
	const process = async (start: number, index: number) => {
		await wait(start);
		const shared = storeOf(looks[index], writes[index]);
		const theirs = await tokenOfAnother(ports, shared, `p${index}`, refused);
		if (theirs) return theirs.accessToken;
		asked.push(index);
		await wait(300);
		if (asked[dies] === index) return 'died';
		kept.token = tokenOf(`of ${index}`);
		return kept.token.accessToken;
	};
	const all = Promise.all(starts.map(process));
	await jest.advanceTimersByTimeAsync(60_000);
	return { asked, got: await all };
}

describe('of processes that need a token at once', () => {
	test.each([
		['at the same moment', [0, 0, 0, 0]],
		['shortly one after the other', [0, 10, 25, 210]],
		['while the first one waits', [0, 500, 900, 1200]],
		['while the first one asks', [0, 1230, 1400, 1500]],
	])('%s, one asks, and the others get its token', async (_when, starts) => {
		const { asked, got } = await needing(starts, slowStore());
		expect(asked).toHaveLength(1);
		expect(new Set(got)).toEqual(new Set([`of ${asked[0]}`]));
	});

	test('one asks when another one has seen no claim, and takes so long to look that the first has its token', async () => {
		const { asked, got } = await needing([0, 10, 20], slowStore(), { looks: [20, 1_600, 2_000] });
		expect([asked, new Set(got)]).toEqual([[0], new Set(['of 0'])]);
	});

	test.each([1_000, 1_100, 1_240])(
		'one asks when writes take %i ms and the second begins just before the first is done',
		async (writeMs) => {
			const { asked, got } = await needing([0, writeMs - 10], slowStore(0, writeMs));
			expect([asked, new Set(got)]).toEqual([[1], new Set(['of 1'])]);
		},
	);

	test('one asks when the write of the second takes almost twice as long as that of the first', async () => {
		const { asked, got } = await needing([0, 990], slowStore(0), { writes: [1_000, 1_900] });
		expect([asked, new Set(got)]).toEqual([[1], new Set(['of 1'])]);
	});

	test('one asks when the token in the store has expired', async () => {
		const parts = slowStore();
		parts.kept.token = { ...tokenOf('old'), expiresAt: Date.now() };
		const { asked, got } = await needing([0, 0], parts);
		expect([asked.length, new Set(got)]).toEqual([1, new Set([`of ${asked[0]}`])]);
	});

	test('one asks for another token than the refused one that is stored', async () => {
		const parts = slowStore();
		parts.kept.token = tokenOf('refused');
		const { asked, got } = await needing([0, 0, 40], parts, { refused: 'refused' });
		expect(asked).toHaveLength(1);
		expect(got).not.toContain('refused');
	});

	test('one more asks when the first one dies in the middle', async () => {
		const { asked, got } = await needing([0, 0, 100], slowStore(), { dies: 0 });
		expect(asked).toHaveLength(2);
		expect(got.filter((token) => token === `of ${asked[1]}`)).toHaveLength(2);
	});
});

describe('a process that makes no claims', () => {
	const { store: slow, kept } = slowStore(0, 0);
	const store: SharedStore = { look: slow.look };
	const ask = async (claim: string) => {
		kept.claim = claim;
		const started = Date.now();
		const asking = tokenOfAnother(ports, store, 'me', undefined);
		const told = asking.then((token) => ({ token: token?.accessToken, after: Date.now() - started }));
		await jest.advanceTimersByTimeAsync(60_000);
		return await told;
	};
	afterEach(() => delete kept.token);

	test.each(['', '1689999999999/p1'])(
		'asks at once when the claim is %j, which is nobody’s',
		async (claim) => {
			expect(await ask(claim)).toEqual({ token: undefined, after: 0 });
		},
	);

	test('waits for the token of the one that has claimed it, and asks when that one is dead', async () => {
		setTimeout(() => void (kept.token = tokenOf('theirs')), 1_500);
		expect(await ask(`${Date.now()}/p1`)).toEqual({ token: 'theirs', after: 2_000 });
		delete kept.token;
		expect(await ask(`${Date.now()}/p1`)).toEqual({ token: undefined, after: 5_000 });
	});
});

describe('a process asks', () => {
	const timeOf = async (store: SharedStore) => {
		const started = Date.now();
		const result = tokenOfAnother(ports, store, 'me', undefined).then((token) => ({
			token,
			after: Date.now() - started,
		}));
		await jest.advanceTimersByTimeAsync(60_000);
		return await result;
	};

	test('at once when the store cannot be read, or takes no claim', async () => {
		const broken = async () => await Promise.reject(new Error('no database'));
		const { store } = slowStore(0, 0);
		expect(await timeOf({ ...store, look: broken })).toEqual({ token: undefined, after: 0 });
		expect(await timeOf({ ...store, claim: broken })).toEqual({ token: undefined, after: 0 });
	});

	test('after one pause when the store has kept nothing, as that of a credential without an entry', async () => {
		const { store } = slowStore(0, 0);
		expect(await timeOf({ ...store, claim: async () => {} })).toEqual({ token: undefined, after: 1000 });
	});

	test.each(['yes', '1790000000000', '1689999999999/p1', '1890000000000/p1'])(
		'after one pause when the claim is %s: damaged, old, or of a clock that ran ahead',
		async (claim) => {
			const { store, kept } = slowStore(0, 0);
			kept.claim = claim;
			expect(await timeOf(store)).toEqual({ token: undefined, after: 1000 });
		},
	);

	test('after ten seconds when others never stop claiming and never fetch', async () => {
		const { store } = slowStore(0, 0);
		const busy = async () => await Promise.resolve({ claim: `${Date.now()}/p1` });
		expect(await timeOf({ ...store, look: busy })).toEqual({ token: undefined, after: 10_000 });
	});

	test('only when its claim stands, though others have claimed in between and let go', async () => {
		const { store, kept } = slowStore(0, 0);
		const claims: string[] = [];
		const asking = timeOf({
			...store,
			claim: async (claim) => {
				claims.push(claim);
				kept.claim = claim;
				// Somebody who had looked before writes over the first one, and is gone at the next look but one.
				if (claims.length > 1) return;
				setTimeout(() => void (kept.claim = `${Date.now()}/p1`), 500);
				setTimeout(() => void (kept.claim = ''), 1500);
			},
		});
		expect(await asking).toEqual({ token: undefined, after: 3000 });
		expect(claims).toHaveLength(2);
	});

	test('before its claim gets too old when the store takes two seconds to write', async () => {
		expect(await timeOf(slowStore(0, 2_000).store)).toEqual({ token: undefined, after: 4_500 });
	});

	test('at once when its own claim still stands', async () => {
		const { store, kept } = slowStore(0, 0);
		kept.claim = `${Date.now()}/me`;
		expect(await timeOf(store)).toEqual({ token: undefined, after: 0 });
	});
});
