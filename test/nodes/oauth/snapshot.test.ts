import { consentedCallback, type LoginTestbed, startLoginTestbed } from './loginTestbed';
import { TestBrowser } from './testBrowser';

const EXCHANGE = '/sns/oauth2/access_token';
const TARGET = 'https://shop.example.com/welcome';
const HINT = '使用完整服务';
const isCallback = (url: string) => /[?&]code=/.test(url);

let testbed: LoginTestbed;

afterEach(async () => {
	await testbed.close();
});

interface Wanted {
	mode: 'ask' | 'flag';
	answer: 'page' | 'redirect' | 'workflow';
	parameters?: object;
}

/** A trigger whose first visitors see a snapshot page. */
async function startSnapshotTestbed({ mode, answer, parameters }: Wanted): Promise<void> {
	testbed = await startLoginTestbed(
		{
			scope: 'snsapi_userinfo',
			answer,
			redirectUrl: TARGET,
			redirectFields: ['openid'],
			options: { snapshotUsers: mode },
			...parameters,
		},
		{
			behind: ([items]) =>
				Promise.resolve([
					{
						statusCode: 302,
						headers: { location: `${TARGET}?by=workflow&openid=${String(items?.[0]?.json.openid)}` },
						body: Buffer.from(''),
					} as never,
				]),
		},
	);
	await testbed.platform.control.area('oauth', 'console', { snapshots: true });
}

/** The first visit, as far as the callback of the snapshot view. */
async function firstVisit(link = testbed.host.url): Promise<string> {
	return (await testbed.browser.open(link, isCallback)).url;
}

/** The person taps 使用完整服务 and allows: the same request once more, another code. */
async function fullService(): Promise<string> {
	const appid = String(testbed.credentials.wechatMpApi.appId);
	const bar = `${testbed.platform.urls.open}/connect/sim/full-service?appid=${appid}`;
	return await consentedCallback(testbed, await testbed.browser.open(bar));
}

/** Who logged in, in order. */
function people(): string[] {
	return testbed
		.logins()
		.map(({ openid, meta }) =>
			openid === testbed.person.openid && !(meta as { isSnapshotUser: boolean }).isSnapshotUser
				? 'person'
				: 'virtual',
		);
}

const COMBINATIONS = (['ask', 'flag'] as const).flatMap((mode) =>
	(['page', 'redirect', 'workflow'] as const).flatMap((answer) =>
		[true, false].map((shared) => ({ mode, answer, shared })),
	),
);

describe('a snapshot page and the full service behind it', () => {
	it.each(COMBINATIONS)(
		'log the real person in: $mode, $answer, cookies shared $shared',
		async ({ mode, answer, shared }) => {
			await startSnapshotTestbed({ mode, answer });
			const callback = await firstVisit();
			const view = shared ? testbed.browser : new TestBrowser();
			const starts = mode === 'flag' && shared;
			const leaves = starts && answer !== 'page';

			const first = await view.step(callback);
			expect(first.status).toBe(leaves ? 302 : 200);
			if (leaves) expect(first.location).toMatch(/^https:\/\/shop\.example\.com\/welcome\?.*openid=o/);
			else expect(first.body).toContain(HINT);
			expect(people()).toEqual(starts ? ['virtual'] : []);
			expect(first.location).not.toContain(testbed.person.openid);

			const reload = await view.step(callback);
			expect([reload.status, reload.location]).toEqual([first.status, first.location]);
			if (!leaves) expect(reload.body).toContain(HINT);

			const second = await fullService();
			expect(new URL(second).searchParams.get('state')).toBe(new URL(callback).searchParams.get('state'));
			const end = await testbed.browser.step(second);
			if (answer === 'page') expect(end.body).toContain('登录成功');
			else expect(end.location).toMatch(new RegExp(`openid=${testbed.person.openid}$`));
			expect(people()).toEqual(starts ? ['virtual', 'person'] : ['person']);

			for (const restarted of [false, true]) {
				if (restarted) await testbed.restart();
				for (const url of [second, callback, second.replace(/code=\w+/, 'code=another')]) {
					const later = await testbed.browser.step(url);
					expect(later.location).toBe(end.location);
					if (answer === 'page') expect(later.body).toContain('本次登录已处理');
				}
			}
			expect(people()).toHaveLength(starts ? 2 : 1);
			expect(await testbed.callsOf(EXCHANGE)).toBe(2);
		},
	);

	it('lead on by themselves when only the snapshot view had the cookie, with what the link carried', async () => {
		await startSnapshotTestbed({
			mode: 'ask',
			answer: 'redirect',
			parameters: {
				passThrough: { parameter: [{ name: 'phone', pattern: '1\\d{10}' }] },
				options: { snapshotUsers: 'ask', returnToParameter: 'next' },
			},
		});
		const next = encodeURIComponent('https://shop.example.com/商品?id=1');
		const callback = await firstVisit(`${testbed.host.url}?phone=13800138000&next=${next}`);
		expect((await testbed.browser.step(callback)).body).toContain(HINT);
		expect(callback).not.toContain('13800138000');

		const normal = new TestBrowser();
		const { url, path } = await normal.open(await fullService(), (at) => at.startsWith('https://shop'));
		expect(path.filter((one) => one.includes('/connect/oauth2/authorize'))).toHaveLength(1);
		expect(url).toBe(
			`https://shop.example.com/%E5%95%86%E5%93%81?id=1&openid=${encodeURIComponent(testbed.person.openid)}`,
		);
		expect(testbed.logins()).toEqual([expect.objectContaining({ params: { phone: '13800138000' } })]);
	});

	it('lead on when neither had it', async () => {
		await startSnapshotTestbed({ mode: 'flag', answer: 'page' });
		const callback = await firstVisit();
		expect((await new TestBrowser().step(callback)).body).toContain(HINT);
		const end = await new TestBrowser().open(await fullService());
		expect(end.body).toContain('登录成功');
		expect(people()).toEqual(['person']);
	});

	it('do so too with more data than the address can hold: a hint, then a page that says what to do', async () => {
		await startSnapshotTestbed({
			mode: 'ask',
			answer: 'page',
			parameters: { passThrough: { parameter: [{ name: 'text', pattern: '.+' }] } },
		});
		const text = encodeURIComponent('字'.repeat(400));
		const callback = await firstVisit(`${testbed.host.url}?text=${text}`);
		expect((await new TestBrowser().step(callback)).body).toContain(HINT);
		const second = await fullService();
		expect((await new TestBrowser().open(second)).body).toContain('请重新打开原来的链接');
		expect((await testbed.browser.open(second)).body).toContain('登录成功');
		expect(testbed.logins()).toEqual([expect.objectContaining({ params: { text: '字'.repeat(400) } })]);
	});

	it('log the real person in from the snapshot view of the simulator, whose cookies are its own', async () => {
		await startSnapshotTestbed({ mode: 'flag', answer: 'page' });
		await testbed.platform.control.area('oauth', 'console', { snapshotCookies: 'separate' });
		const view = await testbed.browser.open(testbed.host.url);
		expect(view.body).toContain('srcdoc="&#60;!doctype html&#62;');
		expect(view.body).toContain('当前为快照页');
		const bar = /<a class="button" href="([^"]+)">使用完整服务</.exec(view.body)?.[1] ?? '';
		const consent = await testbed.browser.open(new URL(bar, view.url).href);
		expect((await testbed.browser.press(consent, 'decision', 'allow')).body).toContain('登录成功');
		expect(people()).toEqual(['person']);
	});

	it('that are opened outside WeChat start nothing', async () => {
		await startSnapshotTestbed({ mode: 'ask', answer: 'page' });
		const callback = await firstVisit();
		const desktop = new TestBrowser({ 'user-agent': 'Mozilla/5.0 Chrome/130' });
		const { body } = await desktop.step(callback);
		expect(body).toContain('请在微信客户端打开链接');
		// It leads to a login of one's own.
		expect(body).toContain('aria-label="QR code"');
		expect(await testbed.callsOf(EXCHANGE)).toBe(0);
	});
});

it('a snapshot view that was shown the hint cannot finish the login with somebody else’s code', async () => {
	await startSnapshotTestbed({ mode: 'ask', answer: 'page' });
	const callback = await firstVisit();
	const victim = new TestBrowser();
	expect((await victim.step(callback)).body).toContain(HINT);
	const attackers = await fullService();
	const { status, location } = await victim.step(attackers);
	expect(status).toBe(302);
	expect(location).toContain('/connect/oauth2/authorize?');
	expect(testbed.logins()).toEqual([]);
});

it('the hint is shown again after a reload in another process, which has no memory of it', async () => {
	await startSnapshotTestbed({ mode: 'ask', answer: 'page' });
	const callback = await firstVisit();
	const view = new TestBrowser();
	await view.step(callback);
	await testbed.restart();
	expect((await view.step(callback)).body).toContain(HINT);
	expect(await testbed.callsOf(EXCHANGE)).toBe(1);
});
