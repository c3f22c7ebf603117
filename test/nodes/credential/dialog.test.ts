import nock from 'nock';
import { CHECK_HEADER } from '../../../nodes/transport/checkAccount';
import { requestLikeDialog } from './requestNodes';

const HOST = 'http://127.0.0.1:9';
const TOKEN = 'TOKEN-0000000000000000000000001';
const OTHER_TOKEN = 'TOKEN-0000000000000000000000002';
const SECRET = '0123456789abcdef0123456789abcdef';
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const CHECK = '/cgi-bin/get_api_domain_ip';
const SECRET_PLACE =
	'微信开发者平台 → 我的业务 → 公众号/服务号 → 基础信息 → 开发密钥, in older consoles 设置与开发 → 基本配置';

const account = (more: Record<string, string> = {}): Record<string, string> => ({
	appId: 'wx0123456789abcdef',
	appSecret: SECRET,
	token: '',
	messageEncryption: 'safe',
	encodingAesSecretKey: '',
	previousEncodingAesSecretKey: '',
	accessSource: 'stable',
	apiHost: 'custom',
	customApiHost: HOST,
	renewalMarker: '',
	...more,
});

const token = (value: string, force = false) =>
	nock(HOST)
		.post('/cgi-bin/stable_token', (body: { force_refresh: boolean }) => body.force_refresh === force)
		.reply(200, { access_token: value, expires_in: 7200 });
const check = (value = TOKEN) => nock(HOST).get(CHECK).query({ access_token: value });
const LIST = { ip_list: ['203.0.113.1'] };

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
// Node's own modules are shared by all test files of a worker: the next one shall find them as they were.
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

describe('what the platform answers', () => {
	test('an account that only sends passes with empty push fields, and the mark of the test is not sent', async () => {
		token(TOKEN);
		nock(HOST, { badheaders: [CHECK_HEADER] })
			.get(CHECK)
			.query({ access_token: TOKEN })
			.twice()
			.reply(200, LIST);
		const { error, items } = await requestLikeDialog(account());
		expect(error).toBeUndefined();
		expect(items('Call')[0]?.json).toEqual({ body: LIST });
	});

	test.each([
		[
			-1,
			'WeChat was too busy to answer (WeChat -1) · 系统繁忙，请稍后再试. Nothing was changed. Wait a minute, then try again.',
		],
		[
			45011,
			'WeChat got too many calls within a minute (WeChat 45011) · 接口调用太频繁，请稍后再试. Wait a minute, then try again.',
		],
		[
			48001,
			'The account has no permission for this API (WeChat 48001) · 没有该接口的权限. The credential itself seems to be right. What the account may call is shown in the WeChat console (微信开发者平台 → 我的业务 → 公众号/服务号 → 接口管理 → 接口权限与额度).',
		],
		[
			50004,
			'The account may not use access tokens, maybe as a punishment (WeChat 50004). Read the notice in the WeChat console (mp.weixin.qq.com) and appeal there.',
		],
	])('%i fails with meaning and remedy, and nothing of nodes or operations', async (errcode, message) => {
		token(TOKEN);
		check().reply(200, { errcode, errmsg: 'text rid: 61725984-6126f6f9-040f19c4' });
		const { error } = await requestLikeDialog(account());
		expect(error?.message).toBe(message);
	});

	test('45009 says when the quota returns', async () => {
		token(TOKEN);
		check().reply(200, { errcode: 45009, errmsg: 'reach max api daily quota limit' });
		const { error } = await requestLikeDialog(account());
		expect(error?.message).toMatch(
			/^The quota of this API is used up for today \(WeChat 45009\) · 接口调用次数已达上限\. The quota returns at 00:00 on \d+ \w+, Beijing time\. Wait until then, or reset the counters in the WeChat console \(微信开发者平台 → 我的业务 → 公众号\/服务号 → 接口管理 → 接口权限与额度\), which can be done 10 times a month\.$/,
		);
	});

	test.each([
		[
			{ errcode: 40013, errmsg: 'invalid appid rid: 61-62' },
			`WeChat does not know this AppID (WeChat 40013) · AppID 无效. Compare the AppID with the WeChat console (微信开发者平台 → 我的业务 → 公众号/服务号 → 基础信息, in older consoles 设置与开发 → 基本配置), character by character.`,
		],
		[
			{ errcode: 40125, errmsg: 'invalid appsecret rid: 61-62' },
			`The AppSecret is wrong (WeChat 40125) · AppSecret 错误. Copy the AppSecret from the WeChat console into the credential again (${SECRET_PLACE}); reset it there if it is no longer shown.`,
		],
		[
			{ errcode: 40001, errmsg: 'invalid credential rid: 61-62' },
			`The AppSecret is wrong (WeChat 40001) · AppSecret 错误. Copy the AppSecret from the WeChat console into the credential again (${SECRET_PLACE}); reset it there if it is no longer shown.`,
		],
		[
			{ errcode: 40243, errmsg: 'secret frozen rid: 61-62' },
			`The AppSecret is frozen (WeChat 40243). Unfreeze the AppSecret in the WeChat console (${SECRET_PLACE}).`,
		],
		[
			{
				errcode: 40164,
				errmsg: 'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 61-62',
			},
			`The IP address 203.0.113.7 is not in the allowlist of the account (WeChat 40164) · IP 不在白名单. Add 203.0.113.7 to the IP allowlist (IP 白名单) of the account in the WeChat console (${SECRET_PLACE}): it is the address under which this n8n reaches WeChat. The change takes some minutes. If the address changes, let n8n reach WeChat through a proxy with a fixed address.`,
		],
	])('where tokens are fetched, %j', async (refusal, message) => {
		nock(HOST).post('/cgi-bin/stable_token').reply(200, refusal);
		const { error } = await requestLikeDialog(account());
		expect(error?.message).toBe(message);
	});

	test.each([
		[41002, 'appid missing', 'The AppID is missing'],
		[41004, 'appsecret missing', 'The AppSecret is missing'],
		[43002, 'require POST method', 'The call must be a POST'],
		[47001, 'data format error', 'WeChat could not read the JSON of the call'],
	])('%i, where tokens are fetched, is told from what was entered', async (errcode, errmsg, meaning) => {
		nock(HOST).post('/cgi-bin/stable_token').reply(200, { errcode, errmsg });
		const { error } = await requestLikeDialog(account());
		expect(error?.message).toContain(`${meaning} (WeChat ${errcode})`);
		expect(error?.message).toContain(
			'AppID and AppSecret were sent, but did not arrive: something between n8n and WeChat alters the call. If the credential has a Custom API Host, enter it with https://',
		);
	});

	test('a code that no page documents fails as well', async () => {
		token(TOKEN);
		check().reply(200, { errcode: 99999, errmsg: 'text' });
		const { error } = await requestLikeDialog(account());
		expect(error?.message).toContain(
			'WeChat refused the call: text (WeChat 99999). This code is in none of the official tables.',
		);
	});

	const HOST_ADVICE =
		"Check the API Host in the credential, DNS, proxy and firewall: the API Host must be WeChat's or a proxy that passes every path on to it. Then try again.";

	test.each([
		[502, '<html>bad gateway</html>', "the response was HTTP 502 instead of WeChat's 200"],
		[404, 'not found', "the response was HTTP 404 instead of WeChat's 200"],
		[200, '<html>Please log in</html>', 'the response is a web page instead of JSON (26 bytes)'],
		[200, 'ok', 'the response is not JSON (2 bytes, cut short or not from WeChat)'],
		[200, '', 'the response is empty'],
	])('HTTP %i with %j is told from the platform', async (status, body, reason) => {
		token(TOKEN);
		check().reply(status, body);
		const { error } = await requestLikeDialog(account());
		expect(error?.message).toBe(`WeChat gave no usable answer: ${reason}. ${HOST_ADVICE}`);
	});

	test.each([
		['ENOTFOUND', 'WeChat was not reached: the host name could not be resolved (DNS)'],
		['ECONNREFUSED', 'WeChat was not reached: the connection was refused'],
		[
			'CERT_HAS_EXPIRED',
			'WeChat was not reached: the certificate of the server was not accepted (CERT_HAS_EXPIRED)',
		],
		['EPROTO', 'WeChat gave no usable answer: the secure connection broke (EPROTO)'],
		['ETIMEDOUT', 'WeChat gave no usable answer: no answer came in time'],
	])('%s says what went wrong and what to check', async (code, message) => {
		nock(HOST)
			.post('/cgi-bin/stable_token')
			.replyWithError(Object.assign(new Error(`${code} ${HOST}`), { code }));
		const { error } = await requestLikeDialog(account());
		expect(error?.message).toContain(
			`${message}. Check the API Host in the credential, DNS, proxy and firewall`,
		);
		expect(error?.message).not.toMatch(/\bnode\b|cgi-bin/);
	});

	test('a token that appears in the text of a refusal is not shown', async () => {
		token(TOKEN);
		check().reply(200, { errcode: 99998, errmsg: `limit reached with ${TOKEN}` });
		const { error, run } = await requestLikeDialog(account());
		expect(error?.message).toContain('limit reached with ***');
		expect(JSON.stringify(run)).not.toContain(TOKEN);
	});
});

describe('a refused token', () => {
	test.each([40001, 40014, 42001])(
		'%i: is renewed, the renewed one passes and is kept for everybody',
		async (errcode) => {
			const scopes = [
				token(TOKEN),
				check().reply(200, { errcode, errmsg: 'text' }),
				token(OTHER_TOKEN),
				check(OTHER_TOKEN).twice().reply(200, LIST),
			];
			const { error, credentials } = await requestLikeDialog(account());
			expect(error).toBeUndefined();
			expect(credentials.stored.wechatMpApi?.accessToken).toBe(OTHER_TOKEN);
			for (const scope of scopes) scope.done();
		},
	);

	test('is renewed by force when normal mode gives the same one again', async () => {
		const scopes = [
			token(TOKEN),
			check().reply(200, { errcode: 40001, errmsg: 'text' }),
			token(TOKEN),
			token(OTHER_TOKEN, true),
			check(OTHER_TOKEN).twice().reply(200, LIST),
		];
		const { error } = await requestLikeDialog(account());
		expect(error).toBeUndefined();
		for (const scope of scopes) scope.done();
	});

	test('fails with cause and remedy when the renewed one is refused as well, without a third attempt', async () => {
		token(TOKEN);
		check().reply(200, { errcode: 40001, errmsg: 'text' });
		token(OTHER_TOKEN);
		check(OTHER_TOKEN).reply(200, { errcode: 40001, errmsg: `text ${TOKEN}` });
		const { error, run } = await requestLikeDialog(account());
		expect(error?.message).toContain('WeChat refused the access token (WeChat 40001) · access_token 无效.');
		expect(error?.message).toContain('another program is replacing it');
		expect(nock.pendingMocks()).toEqual([]);
		expect(JSON.stringify(run)).not.toMatch(new RegExp(`${TOKEN}|${OTHER_TOKEN}`));
	});

	test('is not shown when the next answer repeats it', async () => {
		token(TOKEN);
		check().reply(200, { errcode: 40001, errmsg: 'text' });
		token(OTHER_TOKEN);
		check(OTHER_TOKEN).reply(200, { errcode: 99999, errmsg: `no longer ${TOKEN}` });
		const { error } = await requestLikeDialog(account());
		expect(error?.message).toContain('WeChat refused the call: no longer *** (WeChat 99999)');
	});
});

describe('fields', () => {
	const SERVICE = { accessSource: 'service', serviceUrl: `${HOST}/token` };

	test.each([
		['Token: must be 3 to 32', { token: '!!', encodingAesSecretKey: AES_KEY }],
		['Token: is empty', { encodingAesSecretKey: AES_KEY }],
		['EncodingAESKey: is empty', { token: 'abc123' }],
		['EncodingAESKey: must be exactly 43', { token: 'abc123', encodingAesSecretKey: 'short' }],
		[
			'Previous EncodingAESKey: must be exactly 43',
			{ token: 'abc123', encodingAesSecretKey: AES_KEY, previousEncodingAesSecretKey: 'short' },
		],
		['Authorize Page Host: is not an address with https:// or http://', { openHost: 'open.weixin.qq.com' }],
		['Authorize Page Host: has a path or query', { openHost: 'https://open.weixin.qq.com/connect' }],
		['MP Page Host: has a path or query', { mpHost: 'https://mp.weixin.qq.com/cgi-bin' }],
		['Custom API Host: has a path or query', { customApiHost: `${HOST}/wechat` }],
		['Custom API Host: is not an address', { customApiHost: '127.0.0.1:9' }],
		['Custom API Host: is empty', { customApiHost: ' ' }],
		['AppID: must be "wx"', { appId: 'gh_0123456789ab' }],
		['AppSecret: has spaces', { appSecret: '0123 4567' }],
		['Token Service URL: is not an address', { ...SERVICE, serviceUrl: 'token.example.com' }],
		['Token Service URL: has a user name', { ...SERVICE, serviceUrl: 'http://me:key@127.0.0.1:9/token' }],
		[
			'Token Service Header Name: has characters',
			{ ...SERVICE, serviceHeaderName: 'X Key', serviceHeaderSecret: 'k' },
		],
		['Token Service Header Value: is empty', { ...SERVICE, serviceHeaderName: 'X-Key' }],
		['Token Path: must be', { ...SERVICE, servicePath: 'data..token' }],
	])('%s is said before anything is sent', async (message, fields) => {
		const any = nock(HOST).get(/.*/).reply(200, LIST);
		token(TOKEN);
		const { error } = await requestLikeDialog(account(fields));
		expect(error?.message).toContain(message);
		expect(error?.message).not.toContain('me:key');
		expect(any.isDone()).toBe(false);
	});

	test.each([
		['a complete push side', { token: 'abc123', encodingAesSecretKey: AES_KEY }],
		['an EncodingAESKey pasted with =', { token: 'abc123', encodingAesSecretKey: `${AES_KEY}=` }],
		[
			'plain mode, whose keys have no effect',
			{ token: 'abc123', messageEncryption: 'plain', encodingAesSecretKey: 'x' },
		],
		['plain mode without a Token', { messageEncryption: 'plain', encodingAesSecretKey: 'x' }],
		['an address pasted with a space', { customApiHost: `${HOST}/ ` }],
		['an AppID in upper case and full-width characters', { appId: 'ＷＸ0123456789ABCDEF' }],
	])('%s passes', async (_case, fields) => {
		token(TOKEN);
		check().twice().reply(200, LIST);
		const { error } = await requestLikeDialog(account(fields));
		expect(error).toBeUndefined();
	});

	test('AppID and AppSecret go out as WeChat writes them, not as they were typed', async () => {
		const body = {
			grant_type: 'client_credential',
			appid: 'wx0123456789abcdef',
			secret: SECRET,
			force_refresh: false,
		};
		nock(HOST).post('/cgi-bin/stable_token', body).reply(200, { access_token: TOKEN, expires_in: 7200 });
		check().twice().reply(200, LIST);
		const typed = { appId: '\u200bWX0123456789abcdef ', appSecret: `\ufeff${SECRET}\u3000` };
		const { error } = await requestLikeDialog(account(typed));
		expect(error).toBeUndefined();
	});

	test('a token service is asked by its own address, header and path', async () => {
		const service = nock(HOST, { reqheaders: { 'x-key': 'key-one' } })
			.get('/token/')
			.reply(200, { code: 0, data: [{ access_token: TOKEN }] }, { 'content-type': 'text/html' });
		check().twice().reply(200, LIST);
		const fields = {
			...SERVICE,
			serviceUrl: `HTTP://127.0.0.1:9/token/`,
			serviceHeaderName: 'X-Key:',
			serviceHeaderSecret: 'key-one',
			servicePath: 'data.0.access_token',
		};
		const { error, credentials } = await requestLikeDialog(account(fields));
		expect(error).toBeUndefined();
		expect(service.isDone()).toBe(true);
		expect(credentials.stored.wechatMpApi?.accessToken).toBe(TOKEN);
	});

	test('a token service that answers a web page is named, not WeChat, and the page is not shown', async () => {
		nock(HOST).get('/token').reply(200, '<html>secret-of-the-page</html>');
		const { error } = await requestLikeDialog(account(SERVICE));
		expect(error?.message).toBe(
			'The token service gave no token: the response of Token Service URL is a web page or XML (31 bytes). Check the Token Service fields in the credential and the service itself, then try again.',
		);
	});
});
