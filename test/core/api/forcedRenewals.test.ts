import fc from 'fast-check';
import { createCaller } from '../../../core/api/createCaller';
import type { TokenStore } from '../../../core/api/createTokenFetcher';
import { createTokenKeeper } from '../../../core/api/createTokenKeeper';
import {
	type ForcedRenewals,
	mergeForced,
	NEVER_FORCED,
	nextForceAt,
	readForced,
	withAccepted,
	withForced,
	writeForced,
} from '../../../core/api/forcedRenewals';
import { obtainToken, type StoredToken, type TokenSource } from '../../../core/api/obtainToken';
import { newTokenState } from '../../../core/api/tokenState';
import { WechatApiError } from '../../../core/errors/WechatErrors';
import { fakePlatform, json } from './fakePlatform';

const HOST = { baseUrl: 'https://api.example.com', timeoutMs: 1000 };
const APP = { appid: 'wx0123456789abcdef', secret: 'secret-secret-secret-secret-0000' };
const READ = { method: 'GET' as const, path: '/cgi-bin/user/info' };
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = 1_790_000_000_000;

const SOURCES: Record<TokenSource['kind'], TokenSource> = {
	stable: { kind: 'stable', ...APP },
	classic: { kind: 'classic', ...APP },
	service: { kind: 'service', url: 'https://token.example.com/' },
};

/** A platform that refuses the tokens that `refuses` names, and a store that remembers. */
function account(kind: TokenSource['kind'], refuses: (token: string) => boolean) {
	const platform = fakePlatform([]);
	const store: TokenStore & { token: StoredToken | undefined } = {
		token: undefined,
		read: async () => store.token,
		write: async (token) => void (store.token = token),
	};
	const renewals: number[] = [];
	let number = 0;
	const valid = () => `TOKEN-${String(number).padStart(24, '0')}`;
	platform.ports.send = async ({ url, body }) => {
		const { pathname, searchParams } = new URL(url);
		if (pathname === '/cgi-bin/user/info') {
			return json(
				refuses(searchParams.get('access_token') ?? '') ? { errcode: 40001, errmsg: 'x' } : { ok: 1 },
			);
		}
		const isNew = pathname === '/cgi-bin/stable_token' ? String(body).includes('"force_refresh":true') : true;
		if (isNew) {
			number += 1;
			renewals.push(platform.ports.now());
		}
		return json({ access_token: valid(), expires_in: 7200 });
	};
	/** One execution, in a process of its own or in one that has run before. */
	const execution = (state = newTokenState()) => {
		const tokens = createTokenKeeper(
			platform.ports,
			{ host: HOST, source: SOURCES[kind], fingerprint: 'account' },
			store,
			state,
		);
		const call = createCaller(platform.ports, HOST, APP, tokens);
		return async () => await call(READ, { effect: 'read' }).catch((error: unknown) => error);
	};
	return { platform, store, renewals, execution, valid };
}

const gaps = (times: readonly number[]) => times.slice(1).map((time, index) => time - (times[index] ?? 0));

describe.each([
	['in one process', true],
	['each in a process of its own as after a restart', false],
])('an API that refuses every token for a day, a call every half minute at least, %s', (_case, shared) => {
	async function callAllDay(kind: TokenSource['kind']) {
		const { platform, renewals, execution } = account(kind, () => true);
		const state = shared ? newTokenState() : undefined;
		const start = platform.ports.now();
		let last: unknown;
		while (platform.ports.now() < start + DAY) {
			last = await execution(state)();
			// In small steps while the pauses are short.
			platform.advance((renewals.length < 4 ? 5 : 30) * SECOND);
		}
		return { renewals, last, start };
	}

	test('is answered with ten forced renewals, further and further apart', async () => {
		const { renewals, last, start } = await callAllDay('stable');
		expect(renewals).toHaveLength(10);
		expect(gaps(renewals)).toEqual([
			30 * SECOND,
			2 * MINUTE,
			8 * MINUTE,
			32 * MINUTE,
			128 * MINUTE,
			...Array.from({ length: 4 }, () => 4 * HOUR),
		]);
		expect(last).toBeInstanceOf(WechatApiError);
		expect((last as WechatApiError).refusal.renewal).toEqual({
			replaced: false,
			forced: 10,
			mostForced: 10,
			nextForceAt: start + DAY,
		});
	});

	test('asks for few classic tokens, each of which would invalidate the previous one', async () => {
		const { renewals } = await callAllDay('classic');
		// The first one of all, and one for each that had reached its end before it was replaced.
		expect(renewals.length).toBeLessThanOrEqual(25);
	});
});

test('a token service is asked again for a refused token once a minute at most', async () => {
	const { platform, renewals, execution } = account('service', () => true);
	const state = newTokenState();
	for (let second = 0; second < 600; second++) {
		await execution(state)();
		platform.advance(SECOND);
	}
	expect(gaps(renewals).slice(0, 4)).toEqual([0, SECOND, 4 * SECOND, 16 * SECOND]);
	expect(new Set(gaps(renewals).slice(4))).toEqual(new Set([MINUTE]));
});

test('a forced token that works lets the pauses begin anew, in another process too, and keeps the count of the day', async () => {
	let refused = new Set<string>();
	const { platform, store, renewals, execution, valid } = account('stable', (token) => refused.has(token));
	const refuseNow = () => void (refused = new Set([...refused, valid()]));
	await execution()();
	for (let renewal = 0; renewal < 3; renewal++) {
		refuseNow();
		const run = execution();
		await run();
		// A second call of the run carries to the store that the token is accepted.
		await run();
		expect(store.token?.forced).toEqual({ times: renewals, inVain: 0 });
		platform.advance(30 * SECOND);
	}
	expect(renewals).toHaveLength(3);
});

test('what a process knows better than the store goes to the store with its next token', async () => {
	let isRefused = true;
	const { platform, store, execution } = account('stable', () => isRefused);
	const state = newTokenState();
	await execution(state)();
	await execution(state)();
	const behind = store.token;
	isRefused = false;
	await execution(state)();
	expect(store.token?.forced.inVain).toBe(0);
	store.token = behind;
	platform.advance(SECOND);
	await execution(state)();
	expect(store.token?.forced.inVain).toBe(0);
});

test('a refusal for another reason shows that the token was accepted', async () => {
	const { platform, store, execution } = account('stable', () => true);
	const { send } = platform.ports;
	await execution()();
	expect(store.token?.forced.inVain).toBe(1);
	platform.ports.send = async (wire) =>
		wire.url.includes('/user/info') ? json({ errcode: 40003, errmsg: 'x' }) : await send(wire);
	await execution()();
	expect(store.token?.forced.inVain).toBe(0);
});

test('a refused token whose renewal is refused as well does not count as accepted', async () => {
	const { platform, store, execution } = account('stable', () => true);
	const { send } = platform.ports;
	await execution()();
	platform.ports.send = async (wire) =>
		wire.path.endsWith('_token') ? json({ errcode: 40164, errmsg: 'not in whitelist' }) : await send(wire);
	expect(await execution()()).toMatchObject({ refusal: { errcode: 40164 } });
	expect(store.token?.forced.inVain).toBe(1);
});

test('"system busy" does not show that the token was accepted', async () => {
	const { platform, store, execution } = account('stable', () => true);
	const { send } = platform.ports;
	await execution()();
	platform.ports.send = async (wire) =>
		wire.url.includes('/user/info') ? json({ errcode: -1, errmsg: 'x' }) : await send(wire);
	await execution()();
	expect(store.token?.forced.inVain).toBe(1);
});

test('a forced renewal whose answer is lost counts, and is not asked for a second time at once', async () => {
	const { platform, renewals, execution } = account('stable', () => true);
	const { send } = platform.ports;
	let lost = 0;
	platform.ports.send = async (wire) => {
		const answer = await send(wire);
		if (!String(wire.body).includes('"force_refresh":true')) return answer;
		lost += 1;
		return { status: 502, headers: {}, body: Buffer.from('') };
	};
	const state = newTokenState();
	await execution(state)();
	await execution(state)();
	expect(lost).toBe(1);
	expect(renewals).toHaveLength(1);
});

test('a forced renewal that is lost on its way is not asked for again at once either', async () => {
	const { platform, execution } = account('stable', () => true);
	const { send } = platform.ports;
	let lost = 0;
	platform.ports.send = async (wire) => {
		if (!String(wire.body).includes('"force_refresh":true')) return await send(wire);
		lost += 1;
		return { status: 502, headers: {}, body: Buffer.from('') };
	};
	await execution()();
	expect(lost).toBe(1);
});

test('a forced renewal whose answer was lost gets into the store with the next call, for other processes', async () => {
	let isRefused = true;
	const { platform, store, execution } = account('stable', () => isRefused);
	const { send } = platform.ports;
	platform.ports.send = async (wire) =>
		String(wire.body).includes('"force_refresh":true')
			? { status: 502, headers: {}, body: Buffer.from('') }
			: await send(wire);
	const state = newTokenState();
	await execution(state)();
	const behind = { ...store.token, forced: NEVER_FORCED } as StoredToken;
	store.token = behind;
	isRefused = false;
	await execution(state)();
	expect(store.token.forced.times).toHaveLength(1);
});

test('a classic token whose answer is lost is asked for again at once, since nothing else tells it', async () => {
	let refused = '';
	const { platform, execution, valid } = account('classic', (token) => token === refused);
	const call = execution();
	await call();
	refused = valid();
	const { send } = platform.ports;
	let lost = 0;
	platform.ports.send = async (wire) => {
		if (wire.path !== '/cgi-bin/token' || lost > 0) return await send(wire);
		lost += 1;
		return { status: 502, headers: {}, body: Buffer.from('') };
	};
	expect(await call()).toMatchObject({ kind: 'json' });
	expect(lost).toBe(1);
});

test('what was accepted in this process counts for its next renewal, although the store does not know it', async () => {
	let isRefused = true;
	const { platform, store, renewals, execution } = account('stable', () => isRefused);
	const state = newTokenState();
	for (let renewal = 0; renewal < 2; renewal++) {
		await execution(state)();
		platform.advance(30 * SECOND);
	}
	const behind = store.token;
	expect(behind?.forced.inVain).toBe(2);
	isRefused = false;
	await execution(state)();
	store.token = behind;
	isRefused = true;
	await execution(state)();
	expect(renewals).toHaveLength(3);
});

test('a refused token that may not be replaced yet is given back with what is known of renewals by now', async () => {
	const { ports } = fakePlatform([]);
	const refused = { accessToken: 'TOKEN', expiresAt: ports.now() + HOUR, forced: NEVER_FORCED };
	const forced = { times: [ports.now() - SECOND], inVain: 1 };
	expect(await obtainToken(ports, HOST, SOURCES.classic, { refused, forced })).toEqual({
		...refused,
		forced,
	});
});

test('an answer to an older token that comes late does not show that the renewed one was accepted', async () => {
	const { platform, store } = account('stable', () => true);
	const forced = { times: [platform.ports.now()], inVain: 1 };
	store.token = { accessToken: 'TOKEN-RENEWED-0000000000', expiresAt: platform.ports.now() + HOUR, forced };
	const keeper = createTokenKeeper(
		platform.ports,
		{ host: HOST, source: SOURCES.stable, fingerprint: 'account' },
		store,
		newTokenState(),
	);
	await keeper.current();
	await keeper.accepted('TOKEN-BEFORE-0000000000');
	expect(store.token.forced.inVain).toBe(1);
	await keeper.accepted('TOKEN-RENEWED-0000000000');
	expect(store.token.forced.inVain).toBe(0);
});

describe('what is stored', () => {
	test.each<[string, ForcedRenewals]>([
		['', NEVER_FORCED],
		['0', NEVER_FORCED],
		['1790000000000', { times: [NOW], inVain: 1 }],
		['1790000000000,1790000030000/2', { times: [NOW, NOW + 30_000], inVain: 2 }],
		['1790000030000,1790000000000/2', { times: [NOW, NOW + 30_000], inVain: 2 }],
		...[
			'x',
			'NaN',
			'null',
			'-1',
			'1e13',
			'1790000000000,',
			'1790000000000/x',
			'1790000000000/-1',
			'{"times":[1]}',
		].map((text): [string, ForcedRenewals] => [text, NEVER_FORCED]),
	])('%j is read as %j', (text, forced) => {
		expect(readForced(text)).toEqual(forced);
	});

	test('any other text counts as none, and any time allows a renewal again within a day', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const forced = readForced(text);
				expect(nextForceAt(forced, 'stable', NOW)).toBeLessThanOrEqual(NOW + DAY);
			}),
		);
	});

	test('what was written is read again', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: DAY }), { maxLength: 12 }), (offsets) => {
				const forced = [...offsets]
					.sort((a, b) => a - b)
					.reduce((known, at) => withForced(known, NOW + at), NEVER_FORCED);
				expect(readForced(writeForced(forced))).toEqual(forced);
			}),
		);
	});
});

describe('when the next renewal may be forced', () => {
	const at = (...times: number[]): ForcedRenewals => ({ times, inVain: 1 });

	test('a time in the future counts as none: the clock was set back', () => {
		expect(nextForceAt(at(NOW + 1), 'stable', NOW)).toBe(0);
		expect(nextForceAt({ times: [NOW + HOUR], inVain: 9 }, 'stable', NOW)).toBe(0);
		expect(withForced(at(NOW + HOUR), NOW)).toEqual({ times: [NOW], inVain: 1 });
		expect(mergeForced(at(NOW - HOUR), { times: [NOW + HOUR], inVain: 9 }, NOW)).toEqual(at(NOW - HOUR));
	});

	test('of two that know the same renewals, the one that knows of an accepted token is right', () => {
		const [accepted, unknown] = [
			{ times: [NOW], inVain: 0 },
			{ times: [NOW], inVain: 3 },
		];
		expect(mergeForced(accepted, unknown, NOW)).toEqual(accepted);
		expect(mergeForced(unknown, accepted, NOW)).toEqual(accepted);
		const later = { times: [NOW, NOW + 30_000], inVain: 4 };
		expect(mergeForced(accepted, later, NOW + MINUTE)).toEqual(later);
	});

	test('30 seconds after the last one, which is the very moment', () => {
		expect(nextForceAt(at(NOW), 'stable', NOW + 1)).toBe(NOW + 30_000);
	});

	test('after ten within 24 hours, when the first of them is a day old', () => {
		const ten = Array.from({ length: 10 }, (_, index) => NOW + index * MINUTE);
		const forced = { times: ten, inVain: 0 };
		expect(nextForceAt(forced, 'stable', NOW + HOUR)).toBe(NOW + DAY);
		expect(nextForceAt(forced, 'stable', NOW + DAY)).toBe(NOW + 9 * MINUTE + 30_000);
	});

	test('an accepted token resets the pause, not the count', () => {
		const forced = withAccepted({ times: [NOW], inVain: 7 });
		expect(forced).toEqual({ times: [NOW], inVain: 0 });
		expect(nextForceAt(forced, 'stable', NOW)).toBe(NOW + 30_000);
	});

	test('never more than ten in any 24 hours, whatever is accepted and refused in between', () => {
		const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: HOUR }), fc.boolean()), { maxLength: 200 });
		fc.assert(
			fc.property(steps, (script) => {
				let [now, forced] = [NOW, NEVER_FORCED];
				const made: number[] = [];
				for (const [wait, works] of script) {
					now += wait;
					if (nextForceAt(forced, 'stable', now) <= now) {
						forced = withForced(forced, now);
						made.push(now);
					}
					if (works) forced = withAccepted(forced);
				}
				for (const end of made)
					expect(made.filter((time) => time <= end && time > end - DAY).length).toBeLessThanOrEqual(10);
				for (const gap of gaps(made)) expect(gap).toBeGreaterThanOrEqual(30_000);
			}),
		);
	});
});
