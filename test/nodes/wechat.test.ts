import nock from 'nock';
import { resetProcessState } from '../../core/state/processStore';
import { Wechat } from '../../nodes/Wechat/Wechat.node';
import { PACKAGE, START } from './harness/nodeTypes';
import { runWorkflow } from './harness/runWorkflow';

const HOST = 'http://127.0.0.1:9';
const TOKEN = 'TOKEN-0000000000000000000000001';
const OTHER_TOKEN = 'TOKEN-0000000000000000000000002';
const SECRET = '0123456789abcdef0123456789abcdef';

const account = () => ({
	wechatMpApi: {
		appId: 'wx0123456789abcdef',
		appSecret: SECRET,
		accessSource: 'stable',
		apiHost: 'custom',
		customApiHost: HOST,
	},
});

const getUser = (credentials = account(), more: object = {}) =>
	runWorkflow({
		types: [new Wechat()],
		credentials,
		input: [
			{ json: { id: 'oUSER000000000000000000000001' } },
			{ json: { id: 'oUSER000000000000000000000002' } },
		],
		nodes: [
			{ name: 'Start', type: START },
			{
				name: 'WeChat',
				type: `${PACKAGE}.wechat`,
				parameters: { resource: 'user', operation: 'get', openid: '={{ $json.id }}', lang: 'zh_CN' },
				...more,
			},
		],
	});

const stableToken = (token: string, force = false) =>
	nock(HOST)
		.post('/cgi-bin/stable_token', (body: { force_refresh: boolean }) => body.force_refresh === force)
		.reply(200, { access_token: token, expires_in: 7200 });

const userInfo = (openid: string, token: string) =>
	nock(HOST).get('/cgi-bin/user/info').query({ access_token: token, openid, lang: 'zh_CN' });

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
	nock.cleanAll();
	// The next test's platform is another one.
	resetProcessState();
});
// Node's own modules are shared by all test files of a worker: the next one shall find them as they were.
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

describe('user get', () => {
	test('asks for one token, keeps it in the credential and answers every item, paired', async () => {
		const scopes = [
			stableToken(TOKEN),
			userInfo('oUSER000000000000000000000001', TOKEN).reply(200, { subscribe: 1, openid: 'one' }),
			userInfo('oUSER000000000000000000000002', TOKEN).reply(200, { subscribe: 0, openid: 'two' }),
		];
		const { items, error, credentials } = await getUser();
		expect(error).toBeUndefined();
		expect(items('WeChat')).toEqual([
			{ json: { subscribe: 1, openid: 'one' }, pairedItem: { item: 0 } },
			{ json: { subscribe: 0, openid: 'two' }, pairedItem: { item: 1 } },
		]);
		expect(credentials.stored.wechatMpApi).toMatchObject({ accessToken: TOKEN, renewalMarker: '' });
		expect(credentials.writes).toBe(1);
		for (const scope of scopes) scope.done();
	});

	test('renews a rejected token by force only when the platform gives the same one again, and repeats once', async () => {
		const refused = { errcode: 40001, errmsg: 'invalid credential, access_token is invalid or not latest' };
		const scopes = [
			stableToken(TOKEN),
			userInfo('oUSER000000000000000000000001', TOKEN).reply(200, refused),
			stableToken(TOKEN),
			stableToken(OTHER_TOKEN, true),
			userInfo('oUSER000000000000000000000001', OTHER_TOKEN).reply(200, { openid: 'one' }),
			userInfo('oUSER000000000000000000000002', OTHER_TOKEN).reply(200, { openid: 'two' }),
		];
		const { items, error, credentials } = await getUser();
		expect(error).toBeUndefined();
		expect(items('WeChat').map(({ json }) => json.openid)).toEqual(['one', 'two']);
		expect(credentials.stored.wechatMpApi?.accessToken).toBe(OTHER_TOKEN);
		for (const scope of scopes) scope.done();
	});

	test('fails with code, text, remedy and item when the platform refuses the second item', async () => {
		stableToken(TOKEN);
		userInfo('oUSER000000000000000000000001', TOKEN).reply(200, { openid: 'one' });
		userInfo('oUSER000000000000000000000002', TOKEN).reply(200, {
			errcode: 40003,
			errmsg: 'invalid openid rid: 66a1-0a1b-4e5f',
		});
		const { error } = await getUser();
		expect(error).toMatchObject({
			message: 'This OpenID does not belong to this account (WeChat 40003) · OpenID 不属于该账号',
			context: { itemIndex: 1 },
		});
		expect(JSON.stringify(error)).toContain('66a1-0a1b-4e5f');
	});

	test('with continue on fail gives a paired error item and goes on', async () => {
		stableToken(TOKEN);
		userInfo('oUSER000000000000000000000001', TOKEN).reply(200, { errcode: 40003, errmsg: 'invalid openid' });
		userInfo('oUSER000000000000000000000002', TOKEN).reply(200, { openid: 'two' });
		const { items } = await getUser(account(), { onError: 'continueRegularOutput' });
		expect(items('WeChat')).toMatchObject([
			{
				json: {
					error: 'This OpenID does not belong to this account (WeChat 40003) · OpenID 不属于该账号',
					details: { errcode: 40003, errmsg: 'invalid openid', path: '/cgi-bin/user/info' },
				},
				pairedItem: { item: 0 },
			},
			{ json: { openid: 'two' }, pairedItem: { item: 1 } },
		]);
	});

	test('names the address to allow-list when the token endpoint refuses the IP, and shows no secret', async () => {
		nock(HOST).post('/cgi-bin/stable_token').reply(200, {
			errcode: 40164,
			errmsg: 'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 658c-7783-44cb',
		});
		const { run, error } = await getUser();
		expect((error as unknown as { description: string }).description).toContain(
			'Add 203.0.113.7 to the IP allowlist',
		);
		expect(JSON.stringify(run)).not.toContain(SECRET);
	});

	test('names the field when the AppID is malformed, before any call', async () => {
		const credentials = account();
		credentials.wechatMpApi.appId = 'gh_123';
		const { error } = await getUser(credentials);
		expect(error?.message).toContain('AppID');
	});
});
