import nock from 'nock';
import { findCode } from '../../../core/errors/catalogue';
import { PlatformRefusal } from '../../../core/errors/WechatErrors';
import { describeFailure } from '../../../nodes/transport/describeFailure';
import { requestLikeDialog } from './requestNodes';

const HOST = 'http://127.0.0.1:9';
const TOKEN = 'TOKEN-0000000000000000000000001';
const OTHER_TOKEN = 'TOKEN-0000000000000000000000002';
const SECRET = '0123456789abcdef0123456789abcdef';
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const CHECK = '/cgi-bin/get_api_domain_ip';

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
		check().twice().reply(200, LIST);
		const { error, items } = await requestLikeDialog(account());
		expect(error).toBeUndefined();
		expect(items('Call')[0]?.json).toEqual({ body: LIST });
	});

	test.each([-1, 45009, 45011, 48001, 50004])(
		'%i fails with its meaning and remedy, as it does in a node',
		async (errcode) => {
			token(TOKEN);
			check().reply(200, { errcode, errmsg: 'text' });
			const { error } = await requestLikeDialog(account());
			const refusal = new PlatformRefusal({ errcode, errmsg: 'text', path: CHECK, body: {} });
			const inNode = describeFailure(refusal, { effect: 'read', now: Date.now() });
			expect(error?.message).toBe(`${inNode.message}. ${inNode.description}`);
			expect(error?.message).toContain(`WeChat ${errcode}: text. ${findCode(errcode)?.meaning}.`);
		},
	);

	test('a code that no page documents fails as well', async () => {
		token(TOKEN);
		check().reply(200, { errcode: 99999, errmsg: 'text' });
		const { error } = await requestLikeDialog(account());
		expect(error?.message).toContain('WeChat 99999: text. This code is in none of the official tables.');
	});

	test('a gateway that answers HTTP 502 is told from the platform', async () => {
		token(TOKEN);
		check().reply(502, '<html>');
		const { error } = await requestLikeDialog(account());
		expect(error?.message).toContain("the answer was HTTP 502 instead of WeChat's 200");
		expect(error?.message).toContain(CHECK);
	});

	test('a token that appears in the text of a refusal is not shown', async () => {
		token(TOKEN);
		check().reply(200, { errcode: 45009, errmsg: `limit reached with ${TOKEN}` });
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
		expect(error?.message).toContain('WeChat 40001: text ***.');
		expect(error?.message).toContain('another program is replacing it');
		expect(nock.pendingMocks()).toEqual([]);
		expect(JSON.stringify(run)).not.toMatch(new RegExp(`${TOKEN}|${OTHER_TOKEN}`));
	});
});

describe('fields', () => {
	test.each([
		['Token: must be 3 to 32', { token: '!!', encodingAesSecretKey: AES_KEY }],
		['Token: is empty', { encodingAesSecretKey: AES_KEY }],
		['EncodingAESKey: is empty', { token: 'abc123' }],
		['EncodingAESKey: must be exactly 43', { token: 'abc123', encodingAesSecretKey: 'short' }],
		[
			'Previous EncodingAESKey: must be exactly 43',
			{ token: 'abc123', encodingAesSecretKey: AES_KEY, previousEncodingAesSecretKey: 'short' },
		],
		['Authorize Page Host: is not an address', { openHost: 'open.weixin.qq.com' }],
	])('%s', async (message, fields) => {
		token(TOKEN);
		const asked = check().reply(200, LIST);
		const { error } = await requestLikeDialog(account(fields));
		expect(error?.message).toContain(message);
		expect(asked.isDone()).toBe(false);
	});

	test.each([
		['a complete push side', { token: 'abc123', encodingAesSecretKey: AES_KEY }],
		[
			'plain mode, whose keys have no effect',
			{ token: 'abc123', messageEncryption: 'plain', encodingAesSecretKey: 'x' },
		],
		['plain mode without a Token', { messageEncryption: 'plain', encodingAesSecretKey: 'x' }],
		['an address pasted with a space', { customApiHost: `${HOST}/ ` }],
	])('%s passes', async (_case, fields) => {
		token(TOKEN);
		check().twice().reply(200, LIST);
		const { error } = await requestLikeDialog(account(fields));
		expect(error).toBeUndefined();
	});
});
