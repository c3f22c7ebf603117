import { runOperation } from '../../../nodes/Wechat/run/runOperation';
import { findOperation } from '../../operations/support/findOperation';
import { signLink } from '../../../core/oauth/signedLink';
import { type LoginTestbed, startLoginTestbed } from './loginTestbed';
import { TestBrowser } from './testBrowser';

const KEY = 'a-key-for-links-of-32-characters-';
const isCallback = (url: string) => /[?&]code=/.test(url);

let testbed: LoginTestbed;

async function setSigned(options: Record<string, unknown> = {}): Promise<void> {
	testbed = await startLoginTestbed({
		passThrough: { parameter: [{ name: 'phone', pattern: '1\\d{10}' }, { name: 'seat' }] },
		options: { requireSignature: true, ...options } as never,
	});
	testbed.credentials.wechatMpApi.linkSigningSecret = KEY;
}

beforeEach(async () => await setSigned());

afterEach(async () => {
	jest.restoreAllMocks();
	await testbed.close();
});

const seconds = () => Math.floor(Date.now() / 1000);
const link = (expires = seconds() + 60, key = KEY) =>
	signLink(
		testbed.host.url,
		[
			['phone', '13800138000'],
			['seat', '3 排'],
		],
		expires,
		key,
	);

/** Nobody was sent to WeChat, nothing was started, nothing was kept. */
async function expectNothing(url: string, status: number, text: string): Promise<void> {
	const answer = await testbed.browser.step(url);
	expect({ status: answer.status, location: answer.location, cookies: answer.cookies }).toEqual({
		status,
		location: '',
		cookies: [],
	});
	expect(answer.body).toContain(text);
	expect(testbed.host.executions).toEqual([]);
	expect((await testbed.platform.control.calls()).map(({ path }) => path)).toEqual([]);
}

it('a signed link logs its visitor in with what it carries', async () => {
	expect((await testbed.browser.open(link())).status).toBe(200);
	expect(testbed.logins()).toEqual([
		expect.objectContaining({
			openid: testbed.person.openid,
			params: { phone: '13800138000', seat: '3 排' },
		}),
	]);
});

it.each<[string, () => string]>([
	['a bare link', () => testbed.host.url],
	['an unsigned link', () => `${testbed.host.url}?phone=13800138000`],
	['another phone number', () => link().replace('13800138000', '13900139000')],
	['a parameter that WeChat’s share menu appends', () => `${link()}&from=singlemessage`],
	['the key of somebody else', () => link(undefined, KEY.replace('a', 'b'))],
])('%s gets a page, and nothing else happens', async (_name, url) => {
	await expectNothing(url(), 400, '链接无效');
});

it.each(['true', 'True', 1, '1'])(
	'signatures are required where the switch is %j',
	async (requireSignature) => {
		const { parameters } = testbed.host.parts;
		testbed.host.parts.parameters = { ...parameters, options: { requireSignature } };
		await expectNothing(testbed.host.url, 400, '链接无效');
		expect((await testbed.browser.open(link())).status).toBe(200);
		expect(testbed.logins()).toHaveLength(1);
	},
);

it.each(['false', 0, '0'])('none is required where the switch is %j', async (requireSignature) => {
	const { parameters } = testbed.host.parts;
	testbed.host.parts.parameters = { ...parameters, options: { requireSignature } };
	expect((await testbed.browser.open(`${testbed.host.url}?phone=13800138000`)).status).toBe(200);
});

it.each(['', null, 'no', [], {}])('nobody logs in where the switch is %j', async (requireSignature) => {
	const { parameters } = testbed.host.parts;
	testbed.host.parts.parameters = { ...parameters, options: { requireSignature } as never };
	await expectNothing(testbed.host.url, 500, '登录功能尚未配置好');
	await expectNothing(link(), 500, '登录功能尚未配置好');
});

it('a link whose time is over says so, and nothing else happens', async () => {
	await expectNothing(link(seconds() - 1), 403, '链接已过期');
});

it('a signed value that breaks its pattern is refused by its name', async () => {
	const wrong = signLink(testbed.host.url, [['phone', '1']], seconds() + 60, KEY);
	await expectNothing(wrong, 400, 'phone');
});

it('somebody who is sent the callback logs in for themselves with the same data, until the link is over', async () => {
	const { url } = await testbed.browser.open(link(seconds() + 60), isCallback);
	const other = new TestBrowser();
	expect((await other.open(url)).status).toBe(200);
	expect(testbed.logins()).toEqual([
		expect.objectContaining({ params: { phone: '13800138000', seat: '3 排' } }),
	]);
	const now = Date.now();
	jest.spyOn(Date, 'now').mockReturnValue(now + 61_000);
	const late = await new TestBrowser().open(url);
	expect(late.body).not.toContain('登录成功');
	expect(testbed.logins()).toHaveLength(1);
});

it('starting again after too long leads to the same signed link', async () => {
	const { url } = await testbed.browser.open(link(seconds() + 3600), isCallback);
	const now = Date.now();
	jest.spyOn(Date, 'now').mockReturnValue(now + 601_000);
	const { body } = await testbed.browser.step(url);
	const again = (/<a href="([^"]+)">重新登录</.exec(body)?.[1] ?? '').replaceAll('&amp;', '&');
	expect(again).toContain('&sign=');
	expect((await testbed.browser.open(again)).status).toBe(200);
	expect(testbed.logins()).toHaveLength(1);
});

it('a login that began without signature cannot be carried on once signatures are required', async () => {
	testbed.host.parts.parameters = { ...testbed.host.parts.parameters, options: {} };
	const { url } = await testbed.browser.open(`${testbed.host.url}?phone=13800138000`, isCallback);
	testbed.host.parts.parameters = { ...testbed.host.parts.parameters, options: { requireSignature: true } };
	const { status, body } = await new TestBrowser().step(url);
	expect({ status, location: /链接无效|无法继续/.test(body) }).toEqual({ status: 403, location: true });
});

it('a link that the node built logs in without any key in the credential', async () => {
	testbed.credentials.wechatMpApi.linkSigningSecret = '';
	const credential = testbed.credentials.wechatMpApi;
	const { appId, appSecret } = credential as Record<string, string>;
	const connection = { account: { appid: appId, secret: appSecret } };
	const n8n = { getCredentials: async () => credential };
	const [item] = await runOperation(
		findOperation('webAuthorization', 'buildSignedLink'),
		{
			triggerUrl: testbed.host.url,
			linkParameters: { parameter: [{ name: 'phone', value: '13800138000' }] },
			validMinutes: 5,
		},
		{ n8n, connection, itemIndex: 0 } as never,
	);
	expect(Date.parse(String(item?.json.expiresAt))).toBeGreaterThan(Date.now() + 290_000);
	expect((await testbed.browser.open(String(item?.json.url))).status).toBe(200);
	expect(testbed.logins()).toEqual([expect.objectContaining({ params: { phone: '13800138000' } })]);
});

it.each<[string, Record<string, unknown>, RegExp]>([
	['a query in the URL', { triggerUrl: 'https://n8n.example.com/oauth?a=1' }, /Trigger URL.*query/],
	['no URL', { triggerUrl: '' }, /Trigger URL.*empty/],
	['a reserved name', { linkParameters: { parameter: [{ name: 'sign', value: '1' }] } }, /reserved/],
	['a line break', { linkParameters: { parameter: [{ name: 'a', value: '1\n2' }] } }, /Parameters → a/],
	[
		'more in all than a login can keep',
		{
			linkParameters: {
				parameter: ['a', 'b'].map((name) => ({ name, value: '长'.repeat(300) })),
			},
		},
		/Parameters: are too long together/,
	],
	['no time', { validMinutes: 0 }, /Expires After.*from 1 to/],
])('the node refuses to build a link with %s', async (_name, params, message) => {
	const good = { triggerUrl: 'https://n8n.example.com/oauth', linkParameters: {}, validMinutes: 1 };
	const item = {
		n8n: { getCredentials: async () => ({}) },
		connection: { account: { appid: 'wx0123456789abcdef', secret: 's' } },
		itemIndex: 0,
	};
	await expect(
		runOperation(
			findOperation('webAuthorization', 'buildSignedLink'),
			{ ...good, ...params } as never,
			item as never,
		),
	).rejects.toThrow(message);
});

it('publishing with a weak key names the field of the credential', async () => {
	testbed.credentials.wechatMpApi.linkSigningSecret = 'weak';
	const { type } = testbed.trigger;
	await expect(type.webhookMethods?.default?.create?.call(testbed.host.hookContext())).rejects.toThrow(
		/Link Signing Key.*at least 32/,
	);
});

it('a browser that is not WeChat’s gets the link as a QR code; the phone of the local platform is let in', async () => {
	const elsewhere = new TestBrowser({ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150' });
	const { status, body } = await elsewhere.step(link());
	expect(status).toBe(403);
	expect(body).toContain('aria-label="QR code"');
	const onPhone = new TestBrowser({
		'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150',
		referer: `${testbed.platform.urls.open}/`,
	});
	expect((await onPhone.step(link())).status).toBe(302);
});
