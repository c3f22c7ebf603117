import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startLogin } from '../../core/oauth/startLogin';
import { readExample, type Testbed, startTestbed } from '../../demo/startTestbed';
import { pollUntil } from '../../host/pollUntil';
import { type RunningHost, startHost } from '../../host/start';
import {
	asked,
	asLogin,
	type LoginWorkflow,
	loginOf,
	logins,
	newLogin,
	openPhone,
	press,
	shown,
	somebody,
	startQuietly,
	websiteCredential,
	withoutFragment,
} from './phoneLogins';
import { openBrowser, type TestBrowser } from './openBrowser';

const CONSENT = { scope: 'snsapi_userinfo' };
const SUCCESS = { status: 200, title: '登录成功' };
const REPEATED = { status: 200, title: '本次登录已处理' };
const FOREIGN = { status: 403, title: '无法继续登录' };

let userFolder: string;
let testbed: Testbed;
let restarted: RunningHost | undefined;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
	userFolder = await mkdtemp(path.join(tmpdir(), 'wechat-mp-oauth-'));
	testbed = await startTestbed({ seed: 'oauth', userFolder });
	browser = await openPhone();
	page = browser.context.pages()[0] ?? (await browser.context.newPage());
}, 600_000);

afterAll(async () => {
	await browser?.close();
	await restarted?.stop();
	await testbed?.stop();
	await rm(userFolder, { recursive: true, force: true });
});

beforeEach(async () => await browser.context.clearCookies());

test('a silent login shows the success page at once and starts the workflow with the OpenID only', async () => {
	const openid = await somebody(testbed, '静静');
	const login = await newLogin(testbed, 'silent');
	const before = await asked(testbed);
	expect(await shown(page, login.link)).toEqual(SUCCESS);
	expect(await asked(testbed)).toEqual({ pages: before.pages + 1, exchanges: before.exchanges + 1 });
	expect(page.url()).toContain(`${login.link}?code=`);
	const [execution] = await logins(testbed, login, 1);
	expect(loginOf(execution)).toMatchObject({ openid, scope: 'snsapi_base', user: null });
	expect(loginOf(execution)).not.toHaveProperty('tokens');
});

test('a login with consent asks the person, then starts the workflow with nickname and avatar', async () => {
	const openid = await somebody(testbed, '小红');
	const login = await newLogin(testbed, 'consent', CONSENT);
	expect(await shown(page, login.link)).toEqual({ status: 200, title: '微信授权' });
	expect(await page.locator('#person').innerText()).toContain('小红');
	expect(await testbed.host.api.executions.list(login.workflow.id)).toEqual([]);
	expect(await press(page, '允许')).toEqual(SUCCESS);
	const [execution] = await logins(testbed, login, 1);
	expect(loginOf(execution)).toMatchObject({ openid, user: { openid, nickname: '小红' } });

	const cookies = (await browser.context.cookies(login.link)).filter(({ name }) =>
		name.startsWith('wechat_'),
	);
	expect(cookies).toEqual([expect.objectContaining({ httpOnly: true, sameSite: 'Lax', path: login.path })]);
	expect(await page.evaluate('document.cookie')).not.toContain('wechat_login_');
});

test('refusing on the authorize page ends there: no exchange, no execution', async () => {
	await somebody(testbed, '不愿意');
	const login = await newLogin(testbed, 'refuses', { ...CONSENT, options: { startOnFailure: true } });
	const before = await asked(testbed);
	await shown(page, login.link);
	expect(await press(page, '拒绝')).toEqual({ status: 200, title: '已取消' });
	expect((await asked(testbed)).exchanges).toBe(before.exchanges);
	await logins(testbed, login, 0);
});

test('refusing a website login gives a page with a way back, and an item on the output Failed', async () => {
	const options = { startOnFailure: true };
	const login = await newLogin(
		testbed,
		'website',
		{ channel: 'website', options },
		await websiteCredential(testbed),
	);
	const before = await asked(testbed);
	expect(await shown(page, login.link)).toEqual({ status: 200, title: '微信登录' });
	expect(await press(page, '扫码后拒绝')).toEqual({ status: 200, title: '您已取消授权' });
	expect((await asked(testbed)).exchanges).toBe(before.exchanges);
	const [refused] = await logins(testbed, login, 1);
	expect(loginOf(refused, 1)).toMatchObject({ failure: { reason: 'refused' } });

	await press(page, '重新登录');
	expect(await press(page, '新用户扫码并允许')).toEqual(SUCCESS);
	const [, execution] = await logins(testbed, login, 2);
	expect(loginOf(execution)).toMatchObject({ scope: 'snsapi_login', meta: { channel: 'website' } });
});

test('reloading the callback, or going back to it, gives a friendly page: no second exchange, no second execution', async () => {
	await somebody(testbed, '反复');
	const login = await newLogin(testbed, 'reload', CONSENT);
	const before = await asked(testbed);
	await shown(page, login.link);
	expect(await press(page, '允许')).toEqual(SUCCESS);
	const callback = page.url();
	expect(await shown(page)).toEqual(REPEATED);
	expect(await shown(page, callback)).toEqual(REPEATED);
	expect(await shown(page)).toEqual(REPEATED);
	expect((await asked(testbed)).exchanges).toBe(before.exchanges + 1);
	await logins(testbed, login, 1);
});

test('a forged or altered state is turned away before WeChat is asked, and leaves the genuine login alone', async () => {
	await somebody(testbed, '伪造');
	const login = await newLogin(testbed, 'forged');
	const callback = await startQuietly(browser, login);
	const genuine = new URL(callback).searchParams.get('state') ?? '';
	const last = genuine.endsWith('0') ? '1' : '0';
	const before = await asked(testbed);
	for (const state of [
		'',
		'x',
		'0'.repeat(96),
		genuine.slice(0, -1) + last,
		`${genuine.slice(0, 32)}${'0'.repeat(64)}`,
		randomBytes(48).toString('hex'),
		`${genuine}&state=${genuine}`,
	]) {
		const forged = `${login.link}?code=${new URL(callback).searchParams.get('code')}&state=${state}`;
		expect({ state, ...(await shown(page, forged)) }).toEqual({ state, ...FOREIGN });
	}
	expect(await shown(page, callback.replace(/&state=.*/, ''))).toEqual(FOREIGN);
	expect((await asked(testbed)).exchanges).toBe(before.exchanges);
	expect(await shown(page, callback)).toEqual(SUCCESS);
	await logins(testbed, login, 1);
});

test('a login that took too long is not exchanged, and its page starts a new one', async () => {
	await somebody(testbed, '慢慢');
	const login = await newLogin(testbed, 'expired');
	const { appid, secret } = testbed.account;
	// What the trigger would have done eleven minutes ago.
	const started = startLogin(
		{ query: {}, rawQuery: '', cookieHeader: undefined },
		{
			appid,
			appSecret: secret,
			openHost: testbed.simulator.urls.open,
			redirectUri: login.link,
			scope: 'snsapi_base',
			forcePopup: false,
			forceSnapShot: false,
			passThrough: [],
			lifetimeSeconds: 600,
		},
		{ nowSeconds: Math.floor(Date.now() / 1000) - 660, randomBytes },
	);
	if (started.kind !== 'redirect') throw new Error(`refused because of ${started.kind}`);
	const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(started.cookies[0] ?? '') ?? [];
	await browser.context.addCookies([{ name, value, domain: '127.0.0.1', path: login.path }]);
	const before = await asked(testbed);
	expect(await shown(page, started.location)).toEqual({ status: 403, title: '登录已超时' });
	expect((await asked(testbed)).exchanges).toBe(before.exchanges);
	expect(await press(page, '重新登录')).toEqual(SUCCESS);
	await logins(testbed, login, 1);
});

test("a stranger's callback link leads the browser to a login of its own, and to nobody else's", async () => {
	const strangerId = await somebody(testbed, '陌生人');
	const login = await newLogin(testbed, 'foreign');
	const stranger = await openPhone();
	try {
		const callback = await startQuietly(stranger, login);
		const victimId = await somebody(testbed, '路人');
		expect(await shown(page, callback)).toEqual(SUCCESS);
		expect(page.url()).not.toBe(callback);
		const [own] = await logins(testbed, login, 1);
		expect(loginOf(own).openid).toBe(victimId);

		const strangersPage = await stranger.context.newPage();
		expect(await shown(strangersPage, callback)).toEqual(SUCCESS);
		const executions = await logins(testbed, login, 2);
		const openids = executions.map((execution) => String(loginOf(execution).openid));
		expect(openids.sort()).toEqual([strangerId, victimId].sort());
	} finally {
		await stranger.close();
	}
});

test('a snapshot page says what to tap, and the tap logs the real person in', async () => {
	const openid = await somebody(testbed, '快照');
	const login = await newLogin(testbed, 'snapshot', { ...CONSENT, options: { snapshotUsers: 'ask' } });
	const { control } = testbed.simulator;
	const { appid } = testbed.account;
	await control.area('oauth', 'console', { appid, snapshots: true, snapshotCookies: 'separate' });
	try {
		expect(await shown(page, login.link)).toEqual({ status: 200, title: '快照页' });
		await page.frameLocator('iframe').getByText('当前为快照页').waitFor();
		expect(await press(page, '使用完整服务')).toEqual({ status: 200, title: '微信授权' });
		expect(await press(page, '允许')).toEqual(SUCCESS);
	} finally {
		await control.area('oauth', 'console', { appid, snapshots: false, snapshotCookies: 'shared' });
	}
	const [execution] = await logins(testbed, login, 1);
	expect(loginOf(execution)).toMatchObject({ openid, user: { nickname: '快照' } });
});

test('user tokens are in the execution that n8n keeps, in clear, only when the option asks for them', async () => {
	await somebody(testbed, '令牌');
	const token = /[\w-]{100,}/;
	const without = await newLogin(testbed, 'without tokens');
	expect(await shown(page, without.link)).toEqual(SUCCESS);
	const [plain] = await logins(testbed, without, 1);
	expect(JSON.stringify(loginOf(plain))).not.toMatch(token);

	const login = await newLogin(testbed, 'with tokens', { options: { includeTokens: true } });
	expect(await shown(page, login.link)).toEqual(SUCCESS);
	const [execution] = await logins(testbed, login, 1);
	expect(loginOf(execution).tokens).toMatchObject({
		accessToken: expect.stringMatching(token) as string,
		refreshToken: expect.stringMatching(token) as string,
	});
});

test('a browser that is not the one of WeChat is told to come with it', async () => {
	const login = await newLogin(testbed, 'outside');
	const other = await openBrowser({ locale: 'en-GB' });
	try {
		const before = await asked(testbed);
		const title = 'Please open this link in WeChat';
		expect(await shown(await other.context.newPage(), login.link)).toEqual({ status: 403, title });
		expect(await asked(testbed)).toEqual(before);
	} finally {
		await other.close();
	}
});

test('the link cannot send the browser to a host that the owner did not list', async () => {
	await somebody(testbed, '跳转');
	const { host } = new URL(testbed.host.url);
	const landing = `http://${host}/healthz`;
	const login = await newLogin(testbed, 'redirects', {
		answer: 'redirect',
		redirectUrl: landing,
		redirectFields: ['openid'],
		options: { returnToParameter: 'next' },
	});
	const visited: string[] = [];
	page.on('request', (request) => visited.push(new URL(request.url()).host));
	const before = await asked(testbed);
	for (const target of [
		'//evil.example',
		'///evil.example',
		'https:evil.example',
		'https:/evil.example',
		'\\\\evil.example',
		'/\\evil.example',
		'%2f%2fevil.example',
		'/path',
		'https://evil.example/',
		`http://${host}@evil.example/`,
		`http://${host}:80@evil.example/`,
		`http://${host}%2f@evil.example/`,
		`http://${host}\\@evil.example/`,
		`http://${host}%00.evil.example/`,
		`http://${host}.evil.example/`,
		'http://evil.example#@127.0.0.1/',
		`\thttp://evil.example/`,
		'http://ev\nil.example/',
		'http://127.1/',
		'javascript:alert(1)',
		'data:text/html,hi',
		'',
	]) {
		const answer = await shown(page, `${login.link}?next=${encodeURIComponent(target)}`);
		expect({ target, ...answer }).toEqual({ target, status: 400, title: '链接无效' });
	}
	const twice = `${login.link}?next=${encodeURIComponent(landing)}&next=//evil.example`;
	expect(await shown(page, twice)).toMatchObject({ status: 400 });
	expect(await asked(testbed)).toEqual(before);
	await logins(testbed, login, 0);

	await shown(page, `${login.link}?next=${encodeURIComponent(`${landing}?page=2&openid=mine`)}`);
	expect(withoutFragment(page.url())).toMatch(new RegExp(`^${landing}\\?page=2&openid=o[\\w-]{27}$`));
	await shown(page, login.link);
	expect(withoutFragment(page.url())).toMatch(new RegExp(`^${landing}\\?openid=o[\\w-]{27}$`));
	await logins(testbed, login, 2);
	expect([...new Set(visited)].sort()).toEqual([host, new URL(testbed.simulator.urls.open).host].sort());
});

test('a phone number that a mini program hands over is checked before WeChat is involved', async () => {
	const openid = await somebody(testbed, '小程序');
	const { api } = testbed.host;
	const table = await api.dataTables.create('phones', [
		{ name: 'openid', type: 'string' },
		{ name: 'phone', type: 'string' },
		{ name: 'receivedAt', type: 'date' },
	]);
	const { id } = await api.workflows.create(await readExample('phone-handover'), testbed.credentialIds);
	const login = asLogin(testbed, await api.workflows.activate(id));
	const before = await asked(testbed);
	for (const query of [
		'',
		'?phone=',
		'?phone=12345',
		'?phone=12800138000',
		'?phone=138001380001',
		'?phone=13800138000%0a',
		'?phone=13800138000&phone=13900139000',
		'?phone[]=13800138000',
		"?phone=13800138000'--",
	]) {
		const answer = await shown(page, login.link + query);
		expect({ query, ...answer }).toEqual({ query, status: 400, title: '链接无效' });
		expect(page.url()).toBe(new URL(login.link + query).href);
	}
	expect(await asked(testbed)).toEqual(before);
	await logins(testbed, login, 0);

	const good = await shown(page, `${login.link}?phone=13800138000`);
	expect(good).toEqual({ status: 200, title: '手机号已登记' });
	expect(page.url()).not.toContain('13800138000');
	await logins(testbed, login, 1);
	expect(await api.dataTables.rows(table.id)).toEqual([
		expect.objectContaining({ openid, phone: '13800138000' }),
	]);
});

test('a login survives restarts of n8n between link, callback and reload, and is still done once', async () => {
	await somebody(testbed, '重启');
	const login = await newLogin(testbed, 'restart', CONSENT);
	const before = await asked(testbed);
	await shown(page, login.link);
	await restart(login);
	expect(await press(page, '允许')).toEqual(SUCCESS);
	const [execution] = await logins(testbed, login, 1);
	expect(loginOf(execution)).toMatchObject({ user: { nickname: '重启' } });

	await restart(login);
	expect(await shown(page)).toEqual(REPEATED);
	expect((await asked(testbed)).exchanges).toBe(before.exchanges + 1);
	await logins(testbed, login, 1);
}, 240_000);

/** Ends n8n and starts it again at the same address with the same data. */
async function restart({ link }: LoginWorkflow): Promise<void> {
	const { host, packageDir, owner } = testbed;
	await host.stop();
	restarted = await startHost({ packageDir, userFolder, ports: host.ports });
	testbed.host = restarted;
	await restarted.api.logIn(owner);
	await pollUntil('the trigger to listen again', async () => {
		const { status } = await fetch(link);
		return status === 403 || undefined;
	});
}
