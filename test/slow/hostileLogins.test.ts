import fc from 'fast-check';
import { rawHttp } from '../nodes/harness/rawHttp';
import { consentedCallback, type LoginTestbed, startLoginTestbed } from '../nodes/oauth/loginTestbed';
import { TestBrowser } from '../nodes/oauth/testBrowser';

/** fast-check says the seed of what fails. */
const RUNS = 150;
const PATIENCE_MS = 5_000;
const TARGET = 'www.example.com';
const isCallback = (url: string) => /[?&]code=/.test(url);

/** A request of a browser: pairs of the query as they are written, and headers. */
interface Visit {
	pairs: string[];
	headers: Record<string, string>;
}
interface Change {
	/** Whether nobody may be logged in after it. */
	breaks: boolean;
	apply(visit: Visit): void;
}

/** Another digit, which is not the first again after three times. */
const another = (digit = '') => ((Number.parseInt(digit, 16) + 1 || 0) % 16).toString(16);
const nameOf = (pair: string) => pair.split('=', 1)[0] ?? '';
const replace = (visit: Visit, name: string, change: (value: string) => string[]) => {
	visit.pairs = visit.pairs.flatMap((pair) =>
		nameOf(pair) === name ? change(pair.slice(name.length + 1)) : [pair],
	);
};

const SNIPPETS = [
	'%0d%0aSet-Cookie:%20x=1',
	'%22%3E%3Cscript%3Ealert(1)%3C/script%3E',
	'%00',
	'%ff%fe',
	'%E2%80%A8',
	'a'.repeat(3000),
	'',
	'https://evil.example/',
	'//evil.example/',
	'https://www.example.com@evil.example/',
	'https://www.example.com%5C.evil.example/',
	'javascript:alert(1)',
];
const snippet = fc.constantFrom(...SNIPPETS);
/** Of a callback; nobody is logged in when one of them is not as it was. */
const needed = fc.constantFrom('code', 'state');
const any = fc.constantFrom('code', 'state', 'wxlogin', 'phone', 'to', 'expires', 'sign', 'wxapproval');

const changes: fc.Arbitrary<Change[]> = fc.array(
	fc.oneof(
		needed.map((name): Change => ({ breaks: true, apply: (visit) => replace(visit, name, () => []) })),
		fc.tuple(needed, snippet).map(([name, text]): Change => ({
			breaks: true,
			apply: (visit) => replace(visit, name, (value) => [`${name}=${value}`, `${name}=${text}`]),
		})),
		fc.tuple(needed, fc.constantFrom('[]', '[a]', '%5B0%5D')).map(([name, suffix]): Change => ({
			breaks: true,
			apply: (visit) => replace(visit, name, (value) => [`${name}${suffix}=${value}`]),
		})),
		fc.tuple(needed, fc.nat()).map(([name, at]): Change => ({
			breaks: true,
			apply: (visit) =>
				replace(visit, name, (value) => {
					const cut = at % Math.max(1, value.length);
					return [`${name}=${value.slice(0, cut)}${another(value[cut])}${value.slice(cut + 1)}`];
				}),
		})),
		fc.tuple(needed, fc.nat(), fc.constantFrom('0', 'f', 'A', '%20')).map(([name, at, text]): Change => ({
			breaks: true,
			apply: (visit) =>
				replace(visit, name, (value) => {
					const cut = at % (value.length + 1);
					return [`${name}=${value.slice(0, cut)}${text}${value.slice(cut)}`];
				}),
		})),
		fc.tuple(any, snippet).map(([name, text]): Change => ({
			breaks: name === 'code' || name === 'state',
			apply: (visit) => void visit.pairs.push(`${name}=${text}`),
		})),
		fc.constantFrom('', 'a=b', 'wechat_login_000000000000=AAAA').map((cookie): Change => ({
			breaks: true,
			apply: ({ headers }) => void (headers.Cookie = cookie),
		})),
		fc.nat().map((at): Change => ({
			breaks: true,
			apply: ({ headers }) => {
				const [name = '', value = ''] = (headers.Cookie ?? '').split('=');
				// The last character holds bits that count for nothing.
				const cut = at % Math.max(1, value.length - 1);
				headers.Cookie = `${name}=${value.slice(0, cut)}${another(value[cut])}${value.slice(cut + 1)}`;
			},
		})),
		fc
			.constantFrom('Host', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'Accept-Language', 'Referer', 'Origin')
			.map((name): Change => ({
				breaks: false,
				apply: ({ headers }) => void (headers[name] = 'evil.example'),
			})),
		fc.constant<Change>({ breaks: false, apply: (visit) => void visit.pairs.reverse() }),
	),
	{ minLength: 1, maxLength: 3 },
);

describe.each(['snsapi_base', 'snsapi_userinfo'])('with %s', (scope) => {
	let testbed: LoginTestbed;
	let visitors = 0;
	beforeAll(async () => {
		testbed = await startLoginTestbed({
			scope,
			answer: 'redirect',
			redirectUrl: `https://${TARGET}/welcome`,
			redirectFields: ['openid', 'params'],
			passThrough: { parameter: [{ name: 'phone', pattern: '1\\d{10}' }] },
			options: { returnToParameter: 'to', startOnFailure: true },
		});
	});
	afterAll(async () => await testbed.close());

	/** Nobody is led anywhere but to WeChat and to the owner's host, and nothing secret is said. */
	async function send({ pairs, headers }: Visit): Promise<{ status: number; location: string }> {
		const begun = performance.now();
		const answer = await rawHttp({ method: 'GET', url: `${testbed.host.url}?${pairs.join('&')}`, headers });
		expect(performance.now() - begun).toBeLessThan(PATIENCE_MS);
		const seen = `${JSON.stringify(answer.headers)} ${answer.body.toString()} ${testbed.host.logged.join(' ')}`;
		expect(seen).not.toContain(String(testbed.credentials.wechatMpApi.appSecret));
		expect(seen).not.toContain('<script');
		expect(answer.status).toBeLessThan(599);
		// The setup is right, so that nothing is the owner's fault.
		expect(answer.status).not.toBe(500);
		for (const cookie of [answer.headers['set-cookie'] ?? []].flat())
			expect(cookie).toMatch(
				/^wechat_login_[0-9a-f]{12}=[\w-]*; Max-Age=\d+; Path=\/webhook\/[\w/-]+; HttpOnly; SameSite=Lax$/,
			);
		const { location = '' } = answer.headers;
		const hosts = [TARGET, new URL(testbed.platform.urls.open).host];
		if (location !== '') expect(hosts).toContain(new URL(location).host);
		return { status: answer.status, location };
	}

	const START = ['phone=13800138000', `to=${encodeURIComponent(`https://${TARGET}/x?y=1`)}`];

	async function callback(): Promise<Visit> {
		const browser = new TestBrowser({
			'x-forwarded-for': `10.0.${Math.floor(++visitors / 250)}.${visitors % 250}`,
		});
		const shown = await browser.open(`${testbed.host.url}?${START.join('&')}`, isCallback);
		const url = isCallback(shown.url) ? shown.url : await consentedCallback(testbed, shown);
		const headers = { 'User-Agent': 'MicroMessenger', Cookie: browser.cookiesFor(url), ...browser.headers };
		return { pairs: new URL(url).search.slice(1).split('&'), headers };
	}

	test('a callback that was changed logs nobody in, and the genuine one does, once', async () => {
		const property = fc.asyncProperty(changes, async (list) => {
			const genuine = await callback();
			const changed = { pairs: [...genuine.pairs], headers: { ...genuine.headers } };
			for (const { apply } of list) apply(changed);
			const before = testbed.logins().length;
			await send(changed);
			if (list.some(({ breaks }) => breaks)) expect(testbed.logins()).toHaveLength(before);
			await send(genuine);
			expect(testbed.logins()).toHaveLength(before + 1);
			expect(testbed.logins().at(-1)).toMatchObject({
				openid: testbed.person.openid,
				params: { phone: '13800138000' },
			});
		});
		await fc.assert(property, { numRuns: RUNS });
	}, 600_000);

	test('a link that was changed leads to WeChat or nowhere, and starts nothing', async () => {
		const property = fc.asyncProperty(changes, async (list) => {
			const visit = { pairs: [...START], headers: { 'User-Agent': 'MicroMessenger' } };
			for (const { apply } of list) apply(visit);
			const before = testbed.host.executions.length;
			await send(visit);
			expect(testbed.host.executions).toHaveLength(before);
		});
		await fc.assert(property, { numRuns: RUNS });
	}, 600_000);
});
