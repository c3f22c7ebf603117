import nock from 'nock';
import { readApiAccount } from '../../../nodes/transport/account';
import { resetProcessState } from '../../../core/state/processStore';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { PACKAGE, START } from '../harness/nodeTypes';
import { runWorkflow } from '../harness/runWorkflow';
import { requestLikeHttpNode } from './requestNodes';

const HOST = 'http://127.0.0.1:9';
const FOREIGN = 'http://127.0.0.1:8';
const TOKEN = 'TOKEN-0000000000000000000000001';
const OTHER_TOKEN = 'TOKEN-0000000000000000000000002';
const SECRET = '0123456789abcdef0123456789abcdef';
const HOUR = 3_600_000;
const MINUTE = 60_000;

let accounts = 0;

/** A credential of an account that this process knows nothing of, with a token in the store. */
function account(more: Record<string, string> = {}): Record<string, string> {
	const fields = {
		appId: `wx${String(++accounts).padStart(16, '0')}`,
		appSecret: SECRET,
		accessSource: 'stable',
		apiHost: 'custom',
		customApiHost: HOST,
		renewalMarker: '',
		...more,
	};
	const { fingerprint } = readApiAccount(fields);
	return {
		accessToken: TOKEN,
		expiresAt: String(Date.now() + HOUR),
		forcedAt: '0',
		tokenOwner: fingerprint,
		...fields,
	};
}

const normalMode = () =>
	nock(HOST).post('/cgi-bin/stable_token', (body: { force_refresh: boolean }) => !body.force_refresh);
const token = (value: string) => ({ access_token: value, expires_in: 7200 });

let queries: string[];

/** Notes the token of each request that arrives. */
function listen(host: string, path: string, times = 1) {
	return nock(host)
		.get(path)
		.query(true)
		.times(times)
		.reply(200, (uri) => {
			queries.push(uri);
			return { ok: true };
		});
}

const tokensSent = () => queries.map((uri) => new URL(uri, HOST).searchParams.get('access_token'));

beforeAll(() => nock.disableNetConnect());
beforeEach(() => {
	queries = [];
});
afterEach(() => {
	jest.restoreAllMocks();
	// A test may have moved the clock, and what a process knows is dropped when it is set back.
	resetProcessState();
	nock.cleanAll();
});
// Node's own modules are shared by all test files of a worker: the next one shall find them as they were.
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

describe('whom the token is given to', () => {
	test.each([
		['the custom API host', HOST, '/cgi-bin/user/get'],
		['the general API host', 'https://api.weixin.qq.com', '/cgi-bin/user/get'],
		['a host of the platform beside the API', 'https://mp.weixin.qq.com', '/cgi-bin/showqrcode'],
	])('%s gets it', async (_case, host, path) => {
		normalMode().reply(200, token(TOKEN));
		listen(host, path);
		const { error } = await requestLikeHttpNode(account(), `${host}${path}`);
		expect(error).toBeUndefined();
		expect(tokensSent()).toEqual([TOKEN]);
	});

	test.each([
		['another host', `${FOREIGN}/steal`, FOREIGN],
		['another port of the own host', 'http://127.0.0.1:10/steal', 'http://127.0.0.1:10'],
		['the own host without encryption', 'http://api.weixin.qq.com/x', 'http://api.weixin.qq.com'],
		['a name that ends like the platform’s', 'https://evil-weixin.qq.com/x', 'https://evil-weixin.qq.com'],
		[
			'a name that begins like it',
			'https://api.weixin.qq.com.evil.example/x',
			'https://api.weixin.qq.com.evil.example',
		],
		['a name behind a user name', 'https://api.weixin.qq.com@evil.example/x', 'https://evil.example'],
		['a back slash', 'https://evil.example\\@api.weixin.qq.com/x', 'https://evil.example'],
	])('%s does not, and the error names it and the remedy', async (_case, uri, named) => {
		normalMode().reply(200, token(TOKEN));
		const any = nock(/.*/).get(/.*/).reply(200, {});
		const { error, run } = await requestLikeHttpNode(account(), uri);
		expect(error?.message).toContain(`it goes to ${named}, and`);
		expect(error?.message).toContain('enter it in the credential as Custom API Host');
		expect(any.isDone()).toBe(false);
		expect(JSON.stringify(run)).not.toContain(TOKEN);
	});

	test('a host to which the platform redirects does not', async () => {
		normalMode().reply(200, token(TOKEN));
		nock(HOST)
			.get('/moved')
			.query({ access_token: TOKEN })
			.reply(302, undefined, {
				location: `${FOREIGN}/elsewhere?page=2`,
			});
		listen(FOREIGN, '/elsewhere');
		const { error } = await requestLikeHttpNode(account(), `${HOST}/moved`);
		expect(error).toBeUndefined();
		expect(queries).toEqual(['/elsewhere?page=2']);
	});

	test('a request that brings a token of its own is left as it is', async () => {
		normalMode().reply(200, token(TOKEN));
		listen(FOREIGN, '/x');
		const { error } = await requestLikeHttpNode(account(), `${FOREIGN}/x?access_token=mine`);
		expect(error).toBeUndefined();
		expect(queries).toEqual(['/x?access_token=mine']);
	});

	test('so is one that brings it under Query Parameters', async () => {
		normalMode().reply(200, token(TOKEN));
		listen(FOREIGN, '/x');
		const { error } = await requestLikeHttpNode(account(), `${FOREIGN}/x`, { access_token: 'mine' });
		expect(error).toBeUndefined();
		expect(queries).toEqual(['/x?access_token=mine']);
	});

	test('a request with headers is sent with them, and not checked like the test of the credential', async () => {
		normalMode().reply(200, token(TOKEN));
		const headers = { 'x-request-id': '7' };
		const call = nock(HOST, { reqheaders: headers }).get('/x').query({ access_token: TOKEN }).reply(200, {});
		const { error } = await requestLikeHttpNode(account(), `${HOST}/x`, {}, headers);
		expect(error).toBeUndefined();
		expect(call.isDone()).toBe(true);
	});
});

describe('an address copied from WeChat’s documentation', () => {
	test.each([
		['alone in the query', '/x?access_token=ACCESS_TOKEN', {}, `/x?access_token=${TOKEN}`],
		[
			'before others',
			'/x?access_token=ACCESS_TOKEN&openid=o%201',
			{},
			`/x?openid=o%201&access_token=${TOKEN}`,
		],
		['behind others', '/x?type=jsapi&access_token=TOKEN', {}, `/x?type=jsapi&access_token=${TOKEN}`],
		['in front of a fragment', '/x?access_token=ACCESS_TOKEN#body', {}, `/x?access_token=${TOKEN}`],
		['in braces', '/x?access_token={ACCESS_TOKEN}', {}, `/x?access_token=${TOKEN}`],
		['twice', '/x?access_token=ACCESS_TOKEN&access_token=', {}, `/x?access_token=${TOKEN}`],
		['with nothing in its place', '/x?access_token=', {}, `/x?access_token=${TOKEN}`],
		['under Query Parameters', '/x', { access_token: 'ACCESS_TOKEN', a: 1 }, `/x?access_token=${TOKEN}&a=1`],
		['in both places', '/x?access_token=ACCESS_TOKEN', { access_token: '' }, `/x?access_token=${TOKEN}`],
	])('has the token in the place of the placeholder, %s', async (_case, path, qs, sent) => {
		normalMode().reply(200, token(TOKEN));
		listen(HOST, '/x');
		const { error } = await requestLikeHttpNode(account(), `${HOST}${path}`, qs);
		expect(error).toBeUndefined();
		expect(queries).toEqual([sent]);
	});

	test('does not go to another host', async () => {
		normalMode().reply(200, token(TOKEN));
		const any = nock(/.*/).get(/.*/).reply(200, {});
		const { error } = await requestLikeHttpNode(account(), `${FOREIGN}/x?access_token=ACCESS_TOKEN`);
		expect(error?.message).toContain(`it goes to ${FOREIGN}, and`);
		expect(any.isDone()).toBe(false);
	});

	test('gets the next token when n8n sends it again because the token was replaced', async () => {
		const fields = account();
		normalMode().reply(200, token(TOKEN));
		nock(HOST)
			.get('/x')
			.query({ access_token: TOKEN })
			.reply(() => {
				// By the time of the answer another program has replaced the token.
				jest.spyOn(Date, 'now').mockReturnValue(later);
				return [503];
			});
		const renewed = normalMode().reply(200, token(OTHER_TOKEN));
		listen(HOST, '/x');
		const later = Date.now() + 6 * MINUTE;
		const { error } = await requestLikeHttpNode(fields, `${HOST}/x?access_token=ACCESS_TOKEN`);
		expect(error).toBeUndefined();
		expect(renewed.isDone()).toBe(true);
		expect(tokensSent()).toEqual([OTHER_TOKEN]);
	});
});

describe('a token that another program has replaced', () => {
	test('is replaced here as well before the first request, and the store keeps the new one', async () => {
		const asked = normalMode().reply(200, token(OTHER_TOKEN));
		listen(HOST, '/x');
		const { credentials } = await requestLikeHttpNode(account(), `${HOST}/x`);
		expect(asked.isDone()).toBe(true);
		expect(tokensSent()).toEqual([OTHER_TOKEN]);
		expect(credentials.stored.wechatMpApi?.accessToken).toBe(OTHER_TOKEN);
	});

	test('is noticed within five minutes; until then the platform is not asked', async () => {
		const fields = account();
		const start = Date.now();
		const at = (time: number) => jest.spyOn(Date, 'now').mockReturnValue(start + time);
		normalMode().reply(200, token(TOKEN));
		listen(HOST, '/x', 3);
		at(0);
		const first = await requestLikeHttpNode(fields, `${HOST}/x`);
		expect(first.credentials.writes).toBe(0);
		const asked = normalMode().reply(200, token(OTHER_TOKEN));
		at(5 * MINUTE - 1);
		await requestLikeHttpNode(fields, `${HOST}/x`);
		expect(asked.isDone()).toBe(false);
		at(5 * MINUTE);
		await requestLikeHttpNode(fields, `${HOST}/x`);
		expect(tokensSent()).toEqual([TOKEN, TOKEN, OTHER_TOKEN]);
	});

	test('is not asked about while our own nodes find it accepted', async () => {
		const fields = account();
		nock(HOST).get('/cgi-bin/user/info').query(true).reply(200, { openid: 'o1' });
		const { error } = await runWorkflow({
			types: [new Wechat()],
			credentials: { wechatMpApi: fields },
			nodes: [
				{ name: 'Start', type: START },
				{
					name: 'WeChat',
					type: `${PACKAGE}.wechat`,
					parameters: { resource: 'user', operation: 'get', openid: 'o1', lang: 'zh_CN' },
				},
			],
		});
		expect(error).toBeUndefined();
		const asked = normalMode().reply(200, token(OTHER_TOKEN));
		listen(HOST, '/x');
		await requestLikeHttpNode(fields, `${HOST}/x`);
		expect(tokensSent()).toEqual([TOKEN]);
		expect(asked.isDone()).toBe(false);
	});

	test.each([
		['refuses', () => normalMode().reply(200, { errcode: 40164, errmsg: 'not in whitelist' })],
		[
			'cannot be reached',
			() => normalMode().replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
		],
	])('is used on when the token endpoint %s, which is asked once', async (_case, answer) => {
		const fields = account();
		answer();
		listen(HOST, '/x', 2);
		await requestLikeHttpNode(fields, `${HOST}/x`);
		const again = normalMode().reply(200, token(OTHER_TOKEN));
		await requestLikeHttpNode(fields, `${HOST}/x`);
		expect(tokensSent()).toEqual([TOKEN, TOKEN]);
		expect(again.isDone()).toBe(false);
	});

	test('is replaced here as well where a token service of one’s own gives it', async () => {
		const fields = account({ accessSource: 'service', serviceUrl: `${HOST}/token` });
		const asked = nock(HOST).get('/token').reply(200, token(OTHER_TOKEN));
		listen(HOST, '/x');
		await requestLikeHttpNode(fields, `${HOST}/x`);
		expect(asked.isDone()).toBe(true);
		expect(tokensSent()).toEqual([OTHER_TOKEN]);
	});

	test('stays when tokens are classic: to ask for one would end that of the other program', async () => {
		const asked = nock(HOST).get('/cgi-bin/token').query(true).reply(200, token(OTHER_TOKEN));
		listen(HOST, '/x');
		await requestLikeHttpNode(account({ accessSource: 'classic' }), `${HOST}/x`);
		expect(tokensSent()).toEqual([TOKEN]);
		expect(asked.isDone()).toBe(false);
	});
});
