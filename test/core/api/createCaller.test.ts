import { createCaller } from '../../../core/api/createCaller';
import { ExactNumber } from '../../../core/json/ExactNumber';
import type { TokenStore } from '../../../core/api/createTokenFetcher';
import { createTokenKeeper } from '../../../core/api/createTokenKeeper';
import { NEVER_FORCED } from '../../../core/api/forcedRenewals';
import type { StoredToken } from '../../../core/api/obtainToken';
import { newTokenState } from '../../../core/api/tokenState';
import { isIndeterminate } from '../../../core/errors/attempts';
import { WechatApiError, IndeterminateResultError } from '../../../core/errors/WechatErrors';
import { type FakePlatform, fakePlatform, json, type Script } from './fakePlatform';

const HOST = { baseUrl: 'https://api.example.com', timeoutMs: 1000 };
const APP = { appid: 'wx0123456789abcdef', secret: 'secret-secret-secret-secret-0000' };
const SOURCE = { kind: 'stable' as const, ...APP };
const FIRST = 'TOKEN-00000000000000000000001';
const SECOND = 'TOKEN-00000000000000000000002';
const READ = { method: 'GET' as const, path: '/cgi-bin/user/info', query: { openid: 'o1' } };
const WRITE = { method: 'POST' as const, path: '/cgi-bin/tags/create', body: { tag: { name: '会员' } } };

const token = (value: string) => ({ access_token: value, expires_in: 7200 });
const refusal = (errcode: number, errmsg = 'text') => ({ errcode, errmsg });
const dropped = () =>
	new IndeterminateResultError('maybe-sent', 'the connection was closed before an answer came', '');
const unsent = () => new IndeterminateResultError('not-sent', 'the connection was refused', '');

function memoryStore(initial?: StoredToken): TokenStore & { token: StoredToken | undefined } {
	return {
		token: initial,
		async read() {
			return this.token;
		},
		async write(value) {
			this.token = value;
		},
	};
}

function caller(script: Script[], store: TokenStore = memoryStore()) {
	const platform: FakePlatform = fakePlatform(script);
	const tokens = createTokenKeeper(
		platform.ports,
		{ host: HOST, source: SOURCE, fingerprint: 'account' },
		store,
		newTokenState(),
	);
	return { platform, store, call: createCaller(platform.ports, HOST, APP, tokens) };
}

const paths = (platform: FakePlatform) => platform.sent.map(({ url }) => new URL(url).pathname);
const usedTokens = (platform: FakePlatform) =>
	platform.sent.map(({ url }) => new URL(url).searchParams.get('access_token'));

test('every answer is limited: what is read to 32 MB, a token and the answer to a write to 1 MB', async () => {
	const { call, platform } = caller([
		token(FIRST),
		{ errcode: 0 },
		{ errcode: 0 },
		{ errcode: 0 },
		{ errcode: 0 },
	]);
	await call(READ, { effect: 'read' });
	await call(READ, { effect: 'read', maxBytes: 10 });
	await call(WRITE, { effect: 'write' });
	await call({ ...WRITE, expects: 'binary' }, { effect: 'write', maxBytes: 10 });
	const MB = 1024 * 1024;
	expect(platform.sent.map(({ path, maxBytes, expects }) => [path, maxBytes, expects])).toEqual([
		['/cgi-bin/stable_token', MB, undefined],
		[READ.path, 32 * MB, 'json'],
		[READ.path, 10, 'json'],
		[WRITE.path, MB, 'json'],
		[WRITE.path, 10, 'binary'],
	]);
});

describe('token', () => {
	test('two calls ask for one token and keep it for everybody', async () => {
		const store = memoryStore();
		const { call, platform } = caller([token(FIRST), { openid: 'o1' }, { openid: 'o2' }], store);
		await call(READ, { effect: 'read' });
		await call(READ, { effect: 'read' });
		expect(paths(platform)).toEqual(['/cgi-bin/stable_token', '/cgi-bin/user/info', '/cgi-bin/user/info']);
		expect(store.token?.accessToken).toBe(FIRST);
	});

	test('a stored token is used until its time is over, then normal mode is asked again', async () => {
		const store = memoryStore({
			accessToken: FIRST,
			expiresAt: 1_790_000_000_000 + 5000,
			forced: NEVER_FORCED,
		});
		const { call, platform } = caller(
			[{ errcode: 0 }, token(SECOND), { errcode: 0, errmsg: 'second' }],
			store,
		);
		await call(READ, { effect: 'read' });
		platform.advance(5001);
		await call(READ, { effect: 'read' });
		expect(usedTokens(platform)).toEqual([FIRST, null, SECOND]);
		expect(JSON.parse(String(platform.sent[1]?.body))).toMatchObject({ force_refresh: false });
	});

	test('many calls at once share one token request', async () => {
		const { call, platform } = caller([token(FIRST), ...Array.from({ length: 5 }, () => ({ errcode: 0 }))]);
		await Promise.all(Array.from({ length: 5 }, () => call(READ, { effect: 'read' })));
		expect(paths(platform).filter((path) => path.includes('token'))).toHaveLength(1);
	});

	test.each([40001, 40014, 42001])(
		'%i renews the token and repeats once, also for a write',
		async (errcode) => {
			const { call, platform } = caller([token(FIRST), refusal(errcode), token(SECOND), { tag: { id: 1 } }]);
			await call(WRITE, { effect: 'write', promised: ['tag'] });
			expect(usedTokens(platform)).toEqual([null, FIRST, null, SECOND]);
		},
	);

	test('the same token again after a refusal is renewed by force, but not within 30 seconds of the last time', async () => {
		const { call, platform } = caller([
			token(FIRST),
			refusal(40001),
			token(FIRST),
			token(SECOND),
			refusal(40001),
		]);
		await expect(call(READ, { effect: 'read' })).rejects.toThrow(WechatApiError);
		expect(
			platform.sent.map(({ body }) => (body ? JSON.parse(String(body)).force_refresh : undefined)),
		).toEqual([false, undefined, false, true, undefined]);

		const recent = memoryStore({
			accessToken: FIRST,
			expiresAt: 1_790_000_900_000,
			forced: { times: [1_790_000_000_000 - 29_999], inVain: 1 },
		});
		const second = caller([refusal(40001), token(FIRST), refusal(40001)], recent);
		await expect(second.call(READ, { effect: 'read' })).rejects.toThrow('40001');
		expect(paths(second.platform)).toEqual([
			'/cgi-bin/user/info',
			'/cgi-bin/stable_token',
			'/cgi-bin/user/info',
		]);
	});

	test('a token that another process renewed meanwhile is used without asking the platform', async () => {
		const store = memoryStore({ accessToken: FIRST, expiresAt: 1_790_000_900_000, forced: NEVER_FORCED });
		const { call, platform } = caller([refusal(40001), { errcode: 0 }], store);
		const reads = store.read.bind(store);
		let asked = 0;
		store.read = async () => {
			asked += 1;
			return asked === 1
				? await reads()
				: { accessToken: SECOND, expiresAt: 1_790_000_900_000, forced: NEVER_FORCED };
		};
		await call(READ, { effect: 'read' });
		expect(usedTokens(platform)).toEqual([FIRST, SECOND]);
	});

	test('twenty calls refused at once renew the token once, also those that read the store meanwhile', async () => {
		const store = memoryStore();
		const { call, platform } = caller([], store);
		const stale = new Set<string>();
		let given = 0;
		platform.ports.send = async ({ url }) => {
			const { pathname, searchParams } = new URL(url);
			if (pathname.endsWith('/stable_token')) return json(token(given++ === 0 ? FIRST : SECOND));
			const used = searchParams.get('access_token') ?? '';
			// Answers come one by one, so that late refusals meet a renewal that is over.
			for (let turn = 0; turn < Number(searchParams.get('openid')); turn++) await Promise.resolve();
			return json(stale.has(used) ? refusal(40001) : { errcode: 0 });
		};
		const get = (nth: number) => call({ ...READ, query: { openid: String(nth) } }, { effect: 'read' });
		await get(0);
		stale.add(FIRST);
		await Promise.all(Array.from({ length: 20 }, (_, nth) => get(nth)));
		expect(given).toBe(2);
	});

	test('a busy token endpoint is asked again after a pause', async () => {
		const { call, platform } = caller([refusal(-1, 'system error'), token(FIRST), { errcode: 0 }]);
		await call(WRITE, { effect: 'write' });
		expect(usedTokens(platform)).toEqual([null, null, FIRST]);
		expect(platform.slept).toHaveLength(1);
	});

	test('a token request of somebody who was cancelled is made again by those who joined it', async () => {
		const state = newTokenState();
		const keeper = (script: Script[]) => {
			const platform = fakePlatform(script);
			const tokens = createTokenKeeper(
				platform.ports,
				{ host: HOST, source: SOURCE, fingerprint: 'account' },
				memoryStore(),
				state,
			);
			return { platform, tokens };
		};
		const cancelled = keeper([dropped()]);
		cancelled.platform.ports.sleep = async () => await Promise.reject(new Error('cancelled'));
		const other = keeper([token(FIRST)]);
		const [first, second] = await Promise.allSettled([cancelled.tokens.current(), other.tokens.current()]);
		expect(first).toMatchObject({ status: 'rejected', reason: expect.any(IndeterminateResultError) });
		expect(second).toEqual({ status: 'fulfilled', value: FIRST });
	});

	test('an execution that starts before the store has the new token takes it from the one that fetched it, for ten seconds', async () => {
		const state = newTokenState();
		const platform = fakePlatform([token(FIRST), token(SECOND), token(FIRST)]);
		const execution = () =>
			createTokenKeeper(
				platform.ports,
				{ host: HOST, source: SOURCE, fingerprint: 'account' },
				memoryStore(),
				state,
			);
		expect([await execution().current(), await execution().current()]).toEqual([FIRST, FIRST]);
		expect([await execution().renewed(FIRST), await execution().renewed(FIRST)]).toMatchObject([
			{ token: SECOND },
			{ token: SECOND },
		]);
		expect(platform.sent).toHaveLength(2);
		platform.advance(10_000);
		expect(await execution().current()).toBe(FIRST);
		expect(platform.sent).toHaveLength(3);
	});

	test('a token that is the refused one again is given to nobody else', async () => {
		const state = newTokenState();
		const platform = fakePlatform([token(FIRST), token(SECOND)]);
		const now = platform.ports.now();
		const execution = () => {
			const store = memoryStore({
				accessToken: FIRST,
				expiresAt: now + 900_000,
				forced: { times: [now], inVain: 1 },
			});
			return createTokenKeeper(
				platform.ports,
				{ host: HOST, source: SOURCE, fingerprint: 'account' },
				store,
				state,
			);
		};
		expect((await execution().renewed(FIRST)).token).toBe(FIRST);
		expect((await execution().renewed(FIRST)).token).toBe(SECOND);
	});

	test('40001 of a call to a token endpoint renews nothing', async () => {
		const { call, platform } = caller([token(FIRST), refusal(40001)]);
		const request = { method: 'POST' as const, path: '/cgi-bin/stable_token', body: {} };
		await expect(call(request, { effect: 'read' })).rejects.toThrow('40001');
		expect(platform.sent).toHaveLength(2);
	});

	test('40001 of the token endpoint itself is final', async () => {
		const { call, platform } = caller([refusal(40001, 'invalid credential')]);
		await expect(call(READ, { effect: 'read' })).rejects.toThrow('40001');
		expect(platform.sent).toHaveLength(1);
	});
});

describe('unknown results', () => {
	test('a dropped connection after a write is not repeated', async () => {
		const { call, platform } = caller([token(FIRST), dropped()]);
		await expect(call(WRITE, { effect: 'write' })).rejects.toMatchObject({
			name: 'IndeterminateResultError',
			reach: 'maybe-sent',
		});
		expect(paths(platform)).toEqual(['/cgi-bin/stable_token', '/cgi-bin/tags/create']);
	});

	test('a dropped connection after a read is repeated with growing pauses, four attempts in all', async () => {
		const { call, platform } = caller([token(FIRST), dropped(), dropped(), dropped(), dropped()]);
		await expect(call(READ, { effect: 'read' })).rejects.toBeInstanceOf(IndeterminateResultError);
		expect(platform.sent).toHaveLength(5);
		expect(platform.slept).toEqual([750, 1500, 3000]);
	});

	test.each([
		[0, [500, 1000, 2000]],
		[1, [1000, 2000, 4000]],
	])('the pauses are drawn by chance: %d gives %j', async (chance, pauses) => {
		const { call, platform } = caller([token(FIRST), dropped(), dropped(), dropped(), dropped()]);
		platform.ports.random = () => chance;
		await expect(call(READ, { effect: 'read' })).rejects.toBeInstanceOf(IndeterminateResultError);
		expect(platform.slept).toEqual(pauses);
	});

	test('a dropped connection after a write that the platform de-duplicates is repeated with the same body', async () => {
		const { call, platform } = caller([token(FIRST), dropped(), { errcode: 0, msgid: 1 }]);
		const answer = await call(WRITE, { effect: 'write', deduplicated: true });
		expect(answer).toMatchObject({ data: { msgid: '1' } });
		expect(platform.sent[1]?.body).toBe(platform.sent[2]?.body);
	});

	test('a write that never left this machine is repeated', async () => {
		const { call, platform } = caller([token(FIRST), unsent(), { tag: { id: 1 } }]);
		await call(WRITE, { effect: 'write', promised: ['tag'] });
		expect(platform.sent).toHaveLength(3);
	});

	test.each([
		['refused at once', [refusal(43004)], { made: 1, open: 0 }],
		['twice without an answer, then refused', [dropped(), dropped(), refusal(43004)], { made: 3, open: 2 }],
		['busy, then refused', [refusal(-1), refusal(43004)], { made: 2, open: 1 }],
		['not sent, then refused', [unsent(), refusal(43004)], { made: 2, open: 0 }],
	])('a send that was %s says how many attempts may have worked', async (_name, script, attempts) => {
		const { call } = caller([token(FIRST), ...script]);
		await expect(call(WRITE, { effect: 'write', deduplicated: true })).rejects.toMatchObject({
			refusal: { errcode: 43004, attempts: { effect: 'write', deduplicated: true, ...attempts } },
		});
	});

	test('-1 is repeated for a read and final for a write', async () => {
		const read = caller([token(FIRST), refusal(-1, 'system error'), { errcode: 0 }]);
		await read.call(READ, { effect: 'read' });
		const write = caller([token(FIRST), refusal(-1, 'system error')]);
		await expect(write.call(WRITE, { effect: 'write' })).rejects.toThrow('-1');
	});

	test.each([
		['HTTP 502 of a gateway', { status: 502, headers: {}, body: Buffer.from('<html>') }, 'HTTP 502'],
		['an empty body', json(''), 'is empty'],
		['a truncated body', json('{"errcode":0,"errm'), 'not JSON'],
	])('%s is an unknown result, not a success', async (_name, response, text) => {
		const { call } = caller([token(FIRST), response]);
		await expect(call(WRITE, { effect: 'write' })).rejects.toThrow(text);
	});
});

describe('wire form', () => {
	test('Chinese text goes out raw, control characters and half surrogates do not become escapes', async () => {
		const { call, platform } = caller([token(FIRST), { errcode: 0 }]);
		await call({ ...WRITE, body: { a: '你好\u0001 \ud83d "x"\n😀' } }, { effect: 'write' });
		expect(platform.sent[1]?.body).toBe('{"a":"你好 \ufffd \\"x\\"\\n😀"}');
	});

	test('long numbers go out digit by digit, and no text can pass for one', async () => {
		const { call, platform } = caller([token(FIRST), { errcode: 0 }]);
		const body = {
			id: new ExactNumber('3345678901234567891'),
			text: '\u00007',
			list: [new ExactNumber('-99')],
		};
		await call({ ...WRITE, body }, { effect: 'write' });
		expect(platform.sent[1]?.body).toBe('{"id":3345678901234567891,"text":"7","list":[-99]}');
	});

	test('query values are encoded, also half a character, and undefined ones are left out', async () => {
		const { call, platform } = caller([token(FIRST), { errcode: 0 }]);
		const query = { openid: 'a&b=c', lang: undefined, q: '😀\ud83d' };
		await call({ ...READ, query }, { effect: 'read' });
		expect(platform.sent[1]?.url).toBe(
			`https://api.example.com/cgi-bin/user/info?access_token=${FIRST}&openid=a%26b%3Dc&q=%F0%9F%98%80%EF%BF%BD`,
		);
	});

	test('app calls carry AppID and AppSecret instead of a token', async () => {
		const { call, platform } = caller([{ openid: 'o1' }]);
		await call(
			{ method: 'GET', path: '/sns/oauth2/access_token', query: { code: 'c' }, auth: 'app' },
			{ effect: 'write', promised: ['openid'] },
		);
		expect(Object.fromEntries(new URL(platform.sent[0]?.url ?? '').searchParams)).toEqual({
			...APP,
			code: 'c',
		});
	});
});

describe('a write of which nothing else is documented', () => {
	const rule = (deduplicated: boolean) => ({ effect: 'write', deduplicated }) as const;

	test('has an unknown result when JSON of somebody else comes', async () => {
		const { call, platform } = caller([token(FIRST), { status: 'blocked by policy' }]);
		await expect(call(WRITE, rule(false))).rejects.toMatchObject({
			reach: 'maybe-sent',
			reason: "the response is JSON without errcode, so it is not WeChat's",
			isForeign: true,
			attempts: { made: 1, open: 1 },
		});
		expect(paths(platform)).toEqual(['/cgi-bin/stable_token', WRITE.path]);
	});

	test('is made again where WeChat drops a second copy', async () => {
		const { call } = caller([token(FIRST), { status: 'blocked by policy' }, { errcode: 0, msgid: 7 }]);
		expect(await call(WRITE, rule(true))).toEqual({ kind: 'json', data: { errcode: 0, msgid: '7' } });
	});
});

test('the error for JSON of somebody else names every promised property once', async () => {
	const { call } = caller([token(FIRST), { status: 'blocked by policy' }]);
	await expect(
		call(WRITE, { effect: 'write', promised: ['errcode', 'errmsg', 'menuid'] }),
	).rejects.toMatchObject({
		reason: "the response is JSON without errcode, errmsg, menuid, so it is not WeChat's",
	});
});

test('an answer that holds one of the promised properties is WeChat’s', async () => {
	const { call } = caller([token(FIRST), { media_id: 'M' }]);
	const answer = await call(WRITE, { effect: 'write', promised: ['media_id', 'url'] });
	expect(answer).toEqual({ kind: 'json', data: { media_id: 'M' } });
});

test('a lost attempt is noted on the error of the renewal that ends its call', async () => {
	const script = [token(FIRST), dropped(), refusal(40001), refusal(40164)];
	const error = await caller(script)
		.call(WRITE, { effect: 'write', deduplicated: true })
		.catch((failure: unknown) => failure);
	expect(error).toMatchObject({
		refusal: { errcode: 40164, attempts: { effect: 'write', made: 2, open: 1 } },
	});
	expect(isIndeterminate(error)).toBe(true);
});

test('a run that is stopped while the token is renewed after a lost attempt leaves the result unknown', async () => {
	const { call, platform } = caller([token(FIRST), dropped(), refusal(40001)]);
	const { send } = platform.ports;
	platform.ports.send = async (request) => {
		if (platform.sent.length === 3) throw new Error('the run was stopped');
		return await send(request);
	};
	const error = await call(WRITE, { effect: 'write', deduplicated: true }).catch(
		(failure: unknown) => failure,
	);
	expect(error).toMatchObject({ reach: 'maybe-sent', attempts: { effect: 'write', made: 2, open: 1 } });
	expect(isIndeterminate(error)).toBe(true);
});

test('a renewal that fails where no attempt was lost leaves nothing unknown', async () => {
	const error = await caller([token(FIRST), refusal(40001), refusal(40164)])
		.call(WRITE, { effect: 'write', deduplicated: true })
		.catch((failure: unknown) => failure);
	expect(error).toMatchObject({ refusal: { errcode: 40164 } });
	expect(isIndeterminate(error)).toBe(false);
});
