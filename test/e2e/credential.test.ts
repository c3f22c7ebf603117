import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import { ACCOUNT_CREDENTIAL, readExample, type Testbed, startTestbed } from '../../demo/startTestbed';
import { outputOf } from '../../host/rest';

const SECRET_FIELDS = ['appSecret', 'token', 'encodingAesSecretKey', 'accessToken', 'tokenOwner'];

/** A workflow of a start by hand and one node. */
const oneNode = (name: string, node: object) => ({
	name,
	nodes: [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
		{
			name: 'Call',
			position: [200, 0],
			credentials: { wechatMpApi: { id: null, name: ACCOUNT_CREDENTIAL } },
			...node,
		},
	],
	connections: { Start: { main: [[{ node: 'Call', type: 'main', index: 0 }]] } },
});

const httpRequest = (url: string) =>
	oneNode('HTTP Request with our credential', {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'wechatMpApi',
			options: {},
		},
	});

let testbed: Testbed;

beforeAll(async () => {
	testbed = await startTestbed({ seed: 'credential' });
}, 600_000);
afterAll(async () => await testbed?.stop());

async function runOnce(workflow: object) {
	const { api } = testbed.host;
	const { id } = await api.workflows.create(workflow, testbed.credentialIds);
	return await api.executions.waitFor(await api.workflows.run(id, 'Start'));
}

const tokenCalls = async () =>
	(await testbed.simulator.control.calls()).filter(({ path }) => path.startsWith('/cgi-bin/stable_token'))
		.length;

test('the HTTP Request node uses the stored token, and a new one when its two hours are over', async () => {
	const { control, urls } = testbed.simulator;
	const { credentials } = testbed.host.api;
	const call = httpRequest(`${urls.api}/cgi-bin/user/get`);
	await runOnce(call);
	const before = await tokenCalls();
	expect(outputOf(await runOnce(call), 'Call')[0]).toHaveProperty('total');
	expect(await tokenCalls()).toBe(before);

	// Two hours later: the platform's clock is moved, and the time that n8n noted is over.
	await control.clock({ advanceSeconds: 7201 });
	const { id, name, type } = testbed.credential;
	await credentials.update(id, { name, type, data: { ...(await credentials.read(id)), expiresAt: '1' } });
	expect(outputOf(await runOnce(call), 'Call')[0]).toHaveProperty('total');
	expect(outputOf(await runOnce(call), 'Call')[0]).toHaveProperty('total');
	expect(await tokenCalls()).toBe(before + 1);
	await control.clock({ advanceSeconds: -7201 });
});

test('the example for the HTTP Request node calls an API that has no operation, and says why it was refused', async () => {
	const { control, urls } = testbed.simulator;
	const example = JSON.stringify(await readExample('http-request'));
	const local = JSON.parse(example.replace('https://api.weixin.qq.com', urls.api)) as object;
	const done = await runOnce(local);
	expect(done.status).toBe('success');
	expect(outputOf(done, 'Short Key')[0]).toMatchObject({ short_key: expect.stringMatching(/.+/) });

	await control.fault({ match: '/cgi-bin/shorten/gen', errcode: 45009, count: 1 });
	const refused = await runOnce(local);
	expect(refused.status).toBe('error');
	expect(refused.data.resultData.error?.message).toContain('WeChat 45009');
});

test('n8n never gives a secret of the credential back to the browser', async () => {
	const data = await testbed.host.api.credentials.read(testbed.credential.id);
	for (const field of SECRET_FIELDS) {
		const value = data[field];
		expect({
			field,
			shown: typeof value === 'string' && value !== '' && !value.startsWith('__n8n_BLANK_VALUE'),
		}).toEqual({
			field,
			shown: false,
		});
	}
});

test('the credential test gives the real reason', async () => {
	const { api } = testbed.host;
	const platform = { apiHost: 'custom', customApiHost: testbed.simulator.urls.api, accessSource: 'stable' };
	const draft = await api.credentials.create({ name: 'draft', type: 'wechatMpApi', data: platform });
	const wrong = async (data: object) =>
		await api.credentials.test(draft.id, {
			name: 'draft',
			type: 'wechatMpApi',
			data: { ...platform, ...data },
		});
	const { appid } = testbed.account;
	expect(await wrong({ appId: 'gh_0123', appSecret: 'x' })).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('AppID: must be "wx" followed by'),
	});
	expect(await wrong({ appId: appid, appSecret: 'f'.repeat(32) })).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(/WeChat 40(125|001)/),
	});
	await testbed.simulator.control.account({ appid, ipAllowlist: ['203.0.113.200'], egressIp: '203.0.113.7' });
	const fresh = await testbed.simulator.control.account({ appid });
	expect(await wrong({ appId: appid, appSecret: fresh.account.secret })).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('Add 203.0.113.7 to the IP allowlist'),
	});
	await testbed.simulator.control.account({ appid, ipAllowlist: null, egressIp: null });
	expect(await wrong({ appId: appid, appSecret: fresh.account.secret })).toMatchObject({ status: 'OK' });
});

const CHECK = '/cgi-bin/get_api_domain_ip';
const SUCCESS = { status: 'OK', message: 'Connection successful!' };

/** Presses the dialog's button for the testbed's credential with some fields changed. */
async function pressTest(changed: object = {}) {
	const { id, name, type } = testbed.credential;
	const { credentials } = testbed.host.api;
	return await credentials.test(id, {
		name,
		type,
		data: { ...(await credentials.read(id)), ...changed },
	});
}

/** What another program on the same account does that wants a new token at all costs. */
async function replaceToken(): Promise<void> {
	const { appid, secret } = testbed.account;
	await axios.post(
		`${testbed.simulator.urls.api}/cgi-bin/stable_token`,
		{ grant_type: 'client_credential', appid, secret, force_refresh: true },
		{ proxy: false },
	);
}

test.each([
	[-1, 'busy'],
	[45009, 'Beijing'],
	[48001, '接口权限'],
	[50004, 'appeal'],
])('the credential test does not pass over errcode %i', async (errcode, remedy) => {
	expect(await pressTest()).toEqual(SUCCESS);
	await testbed.simulator.control.fault({ match: CHECK, errcode, count: 1 });
	const { status, message } = await pressTest();
	expect(status).toBe('Error');
	expect(message).toMatch(new RegExp(`\\(WeChat ${errcode}\\)( · [^.]+)?\\. `));
	expect(message).toContain(remedy);
});

test.each([
	[40001, 'renewed'],
	[40014, 'renewed'],
	[42001, 'renewed'],
])('errcode %i once is healed by the credential test, twice fails it', async (errcode, remedy) => {
	await testbed.simulator.control.clock({ advanceSeconds: 60 });
	await testbed.simulator.control.fault({ match: CHECK, errcode, count: 1 });
	expect(await pressTest()).toEqual(SUCCESS);
	await testbed.simulator.control.fault({ match: CHECK, errcode, count: 2 });
	const { status, message } = await pressTest();
	expect(status).toBe('Error');
	expect(message).toMatch(new RegExp(`\\(WeChat ${errcode}\\)( · [^.]+)?\\. `));
	expect(message).toContain(remedy);
});

test('the credential test tells a gateway from the platform', async () => {
	const { control } = testbed.simulator;
	await control.fault({ match: CHECK, status: 502, count: 1 });
	expect(await pressTest()).toMatchObject({
		status: 'Error',
		message: expect.stringContaining("the response was HTTP 502 instead of WeChat's 200"),
	});
	await control.fault({ match: CHECK, body: '{}', count: 2 });
	expect(await pressTest()).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('did not answer with the list'),
	});
});

test.each([
	['Token: must be 3 to 32', { token: '!!' }],
	['Token: is empty', { token: '' }],
	['EncodingAESKey: must be exactly 43', { encodingAesSecretKey: 'short' }],
	['EncodingAESKey: is empty', { encodingAesSecretKey: '' }],
	['Custom API Host: is not an address', { customApiHost: '127.0.0.1:1' }],
])('the credential test names the field: %s', async (message, changed) => {
	expect(await pressTest(changed)).toMatchObject({
		status: 'Error',
		message: expect.stringContaining(message),
	});
});

test('the credential test passes for an account that only sends', async () => {
	expect(await pressTest({ token: '', encodingAesSecretKey: '' })).toEqual(SUCCESS);
});

test('a token that another program replaced is healed for the HTTP Request node by the credential test', async () => {
	const { control, urls } = testbed.simulator;
	const call = httpRequest(`${urls.api}/cgi-bin/user/get`);
	expect(await pressTest()).toEqual(SUCCESS);
	expect(outputOf(await runOnce(call), 'Call')[0]).toHaveProperty('total');
	await control.clock({ advanceSeconds: 60 });
	await replaceToken();
	expect(outputOf(await runOnce(call), 'Call')[0]).toMatchObject({ errcode: 40001 });
	expect(await pressTest()).toEqual(SUCCESS);
	expect(outputOf(await runOnce(call), 'Call')[0]).toHaveProperty('total');
});

test('the HTTP Request node does not give the token to another host, and says to whom it would', async () => {
	const arrived: string[] = [];
	const stranger = createServer(({ url = '' }, response) => {
		arrived.push(url);
		response.end('{}');
	});
	await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
	const address = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
	try {
		const { status, data } = await runOnce(httpRequest(`${address}/elsewhere`));
		expect(status).toBe('error');
		expect(data.resultData.error?.message).toContain(`it goes to ${address}, and`);
		expect(data.resultData.error?.message).toContain(testbed.simulator.urls.api);
		expect(arrived).toEqual([]);
	} finally {
		stranger.close();
	}
});
