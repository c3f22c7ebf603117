import nock from 'nock';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { PACKAGE, START } from '../harness/nodeTypes';
import { runWorkflow, type TestRun } from '../harness/runWorkflow';
import { requestLikeHttpNode } from './requestNodes';

const HOST = 'http://127.0.0.1:9';
const OTHER_HOST = 'http://127.0.0.1:8';
const OLD_TOKEN = 'TOKEN-0000000000000000000000001';
const NEW_TOKEN = 'TOKEN-0000000000000000000000002';
const SERVICE = {
	accessSource: 'service',
	serviceUrl: `${HOST}/token`,
	serviceHeaderName: 'X-Key',
	serviceHeaderSecret: 'key-one',
};

let accounts = 0;

/** A credential of an account that this process knows nothing of. */
const account = (more: Record<string, string> = {}): Record<string, string> => ({
	appId: `wx${String(++accounts).padStart(16, 'd')}`,
	appSecret: '0123456789abcdef0123456789abcdef',
	accessSource: 'stable',
	apiHost: 'custom',
	customApiHost: HOST,
	renewalMarker: '',
	...more,
});

const getUsers = async (credential: Record<string, string>): Promise<TestRun> =>
	await runWorkflow({
		types: [new Wechat()],
		credentials: { wechatMpApi: credential },
		// The second call carries the token of the first to the store.
		input: [{ json: {} }, { json: {} }],
		nodes: [
			{ name: 'Start', type: START },
			{
				name: 'WeChat',
				type: `${PACKAGE}.wechat`,
				parameters: { resource: 'user', operation: 'get', openid: 'o1', lang: 'zh_CN' },
			},
		],
	});

let used: string[];
let token: string;

function startPlatforms() {
	for (const host of [HOST, OTHER_HOST]) {
		const give = () => ({ access_token: token, data: { token }, expires_in: 7200 });
		nock(host).persist().post('/cgi-bin/stable_token').reply(200, give);
		nock(host)
			.persist()
			.get(/^\/(cgi-bin\/token|token|other-token)/)
			.reply(200, give);
		nock(host)
			.persist()
			.get('/cgi-bin/user/info')
			.query(true)
			.reply(200, (uri) => {
				used.push(new URL(uri, host).searchParams.get('access_token') ?? '');
				return { openid: 'o1' };
			});
	}
}

beforeAll(() => nock.disableNetConnect());
beforeEach(() => {
	used = [];
	token = OLD_TOKEN;
	startPlatforms();
});
afterEach(() => nock.cleanAll());
// Node's own modules are shared by all test files of a worker: the next one shall find them as they were.
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

/** Fetches a token for a credential and gives the credential with what n8n has stored in it. */
async function withStoredToken(fields: Record<string, string>): Promise<Record<string, string>> {
	const { credentials, error } = await getUsers(fields);
	expect(error).toBeUndefined();
	const kept = credentials.stored.wechatMpApi as ICredentialDataDecryptedObject & Record<string, string>;
	expect(kept.accessToken).toBe(OLD_TOKEN);
	used = [];
	token = NEW_TOKEN;
	return kept;
}

const CHANGES: Array<[string, Record<string, string>, Record<string, string>]> = [
	['the AppID', {}, { appId: 'wxffffffffffffffff' }],
	['the AppSecret', {}, { appSecret: 'ffffffffffffffffffffffffffffffff' }],
	['the token source', {}, { accessSource: 'classic' }],
	['the token source to a service', {}, SERVICE],
	['the API host', {}, { customApiHost: OTHER_HOST }],
	['the AppID that a token service serves', SERVICE, { appId: 'wxfffffffffffffffe' }],
	['the address of the token service', SERVICE, { serviceUrl: `${HOST}/other-token` }],
	['the query of the token service', SERVICE, { serviceUrl: `${HOST}/token?account=2` }],
	['the header of the token service', SERVICE, { serviceHeaderName: 'X-Other-Key' }],
	['the value of that header', SERVICE, { serviceHeaderSecret: 'key-two' }],
	['the path to the token', SERVICE, { servicePath: 'data.token' }],
];

describe.each(CHANGES)('after a change of %s', (_case, before, change) => {
	test('a node does not use the token of before', async () => {
		const kept = await withStoredToken(account(before));
		const { error } = await getUsers({ ...kept, ...change });
		expect(error).toBeUndefined();
		expect(used).toEqual([NEW_TOKEN, NEW_TOKEN]);
	});

	test('the HTTP Request node does not use the token of before', async () => {
		const kept = await withStoredToken(account(before));
		const host = change.customApiHost ?? HOST;
		const { error } = await requestLikeHttpNode({ ...kept, ...change }, `${host}/cgi-bin/user/info`);
		expect(error).toBeUndefined();
		expect(used).toEqual([NEW_TOKEN]);
	});
});

test.each<[string, Record<string, string>, Record<string, string>]>([
	['nothing', {}, {}],
	['the Token of the pushes', {}, { token: 'abc123' }],
	['the writing of the API host', {}, { customApiHost: `HTTP://127.0.0.1:9/ ` }],
	[
		'what was pasted along with the AppSecret',
		{},
		{ appSecret: ' 0123456789abcdef\u200b0123456789abcdef\n' },
	],
	['fields of a token service that is not in use', {}, { serviceUrl: 'x', servicePath: '..' }],
])('after a change of %s the stored token is used on', async (_case, before, change) => {
	const kept = await withStoredToken(account(before));
	const { error, credentials } = await getUsers({ ...kept, ...change });
	expect(error).toBeUndefined();
	expect(used).toEqual([OLD_TOKEN, OLD_TOKEN]);
	expect(credentials.writes).toBe(0);
});
