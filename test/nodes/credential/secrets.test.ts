import nock from 'nock';
import { searchTags } from '../../../nodes/Wechat/lists/tags';
import { Wechat } from '../../../nodes/Wechat/Wechat.node';
import { editorContext } from '../../operations/template/editorContext';
import { PACKAGE, START } from '../harness/nodeTypes';
import { runWorkflow } from '../harness/runWorkflow';

const HOST = 'http://127.0.0.1:9';
const TOKEN = 'TOKEN-0000000000000000000000001';
const OTHER_TOKEN = 'TOKEN-0000000000000000000000002';

const token = (value: string) =>
	nock(HOST).post('/cgi-bin/stable_token').reply(200, { access_token: value, expires_in: 7200 });
const userInfo = (value: string) =>
	nock(HOST).get('/cgi-bin/user/info').query({ access_token: value, openid: 'o1', lang: 'zh_CN' });

const credentials = () => ({
	wechatMpApi: {
		appId: 'wx0123456789abcdef',
		appSecret: '0123456789abcdef0123456789abcdef',
		accessSource: 'stable',
		apiHost: 'custom',
		customApiHost: HOST,
	},
});

const getUser = (more: object = {}) =>
	runWorkflow({
		types: [new Wechat()],
		credentials: credentials(),
		nodes: [
			{ name: 'Start', type: START },
			{
				name: 'WeChat',
				type: `${PACKAGE}.wechat`,
				parameters: { resource: 'user', operation: 'get', openid: 'o1', lang: 'zh_CN' },
				...more,
			},
		],
	});

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
// Node's own modules are shared by all test files of a worker: the next one shall find them as they were.
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

const echo = { errcode: 40003, errmsg: `invalid openid for ${OTHER_TOKEN} after ${TOKEN}` };

/** The platform's text repeats the token that was fetched in this run, and the one that it had refused before. */
function fetchRenewAndEcho() {
	token(TOKEN);
	userInfo(TOKEN).reply(200, { errcode: 40001, errmsg: 'text' });
	token(OTHER_TOKEN);
	userInfo(OTHER_TOKEN).reply(200, echo);
}

test('a token that was fetched in the same run appears in no part of the error', async () => {
	fetchRenewAndEcho();
	const { error, run } = await getUser();
	expect(JSON.stringify(error)).toContain('invalid openid for *** after ***');
	expect(JSON.stringify(run)).not.toMatch(/TOKEN-0/);
});

test('a token that was fetched in the same run appears in no part of a failed item', async () => {
	fetchRenewAndEcho();
	const { items, run } = await getUser({ onError: 'continueRegularOutput' });
	expect(items('WeChat')[0]?.json).toMatchObject({
		error: 'This OpenID does not belong to this account (WeChat 40003) · OpenID 不属于该账号',
		details: { errcode: 40003, errmsg: 'invalid openid for *** after ***' },
	});
	expect(JSON.stringify(run)).not.toMatch(/TOKEN-0/);
});

test('a token that the platform repeats appears in no error of a list in the editor', async () => {
	token(TOKEN);
	const refusal = { errcode: 48001, errmsg: `api unauthorized for ${TOKEN}` };
	nock(HOST).get('/cgi-bin/tags/get').query({ access_token: TOKEN }).reply(200, refusal);
	const editor = editorContext(credentials(), { resource: 'tag', operation: 'delete' });
	await expect(searchTags.call(editor)).rejects.toMatchObject({
		message: 'The account has no permission for this API (WeChat 48001) · 没有该接口的权限',
		context: { data: { errmsg: 'api unauthorized for ***' } },
	});
});
