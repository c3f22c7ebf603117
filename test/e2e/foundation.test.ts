import { createNarrator } from '../../demo/Narrator';
import { ACCOUNT_CREDENTIAL, readExample, type Stage, setStage } from '../../demo/setStage';
import { playStory, webhookAddress } from '../../demo/story';
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

let stage: Stage;

beforeAll(async () => {
	stage = await setStage({ seed: 'foundation' });
}, 600_000);
afterAll(async () => await stage?.strike());

async function runOnce(workflow: object) {
	const { api } = stage.host;
	const { id } = await api.workflows.create(workflow, stage.credentialIds);
	return await api.executions.waitFor(await api.workflows.run(id, 'Start'));
}

const tokenCalls = async () =>
	(await stage.simulator.control.calls()).filter(({ path }) => path.startsWith('/cgi-bin/stable_token'))
		.length;

test('the story of the demo comes true with every example workflow', async () => {
	const lines: string[] = [];
	const outcome = await playStory(
		stage,
		createNarrator((line) => lines.push(line), Date.now),
	);
	expect(outcome).toMatchObject({ handshake: true, templatesDelivered: expect.any(Number) });
	expect(outcome.pushes).toBeGreaterThanOrEqual(2);
	expect(outcome.executions).toBeGreaterThanOrEqual(5);
	expect(outcome.templatesDelivered).toBeGreaterThanOrEqual(3);
});

test('the HTTP Request node uses the stored token, and a new one when its two hours are over', async () => {
	const { control, urls } = stage.simulator;
	const { credentials } = stage.host.api;
	const call = httpRequest(`${urls.api}/cgi-bin/user/get`);
	const before = await tokenCalls();
	expect(outputOf(await runOnce(call), 'Call')[0]).toHaveProperty('total');
	expect(await tokenCalls()).toBe(before);

	// Two hours later: the platform's clock is moved, and the time that n8n noted is over.
	await control.clock({ advanceSeconds: 7201 });
	const { id, name, type } = stage.credential;
	await credentials.update(id, { name, type, data: { ...(await credentials.read(id)), expiresAt: '1' } });
	expect(outputOf(await runOnce(call), 'Call')[0]).toHaveProperty('total');
	expect(outputOf(await runOnce(call), 'Call')[0]).toHaveProperty('total');
	expect(await tokenCalls()).toBe(before + 1);
	await control.clock({ advanceSeconds: -7201 });
});

test('the example for the HTTP Request node calls an API that has no operation, and says why it was refused', async () => {
	const { control, urls } = stage.simulator;
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
	const data = await stage.host.api.credentials.read(stage.credential.id);
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
	const { api } = stage.host;
	const platform = { apiHost: 'custom', customApiHost: stage.simulator.urls.api, accessSource: 'stable' };
	const draft = await api.credentials.create({ name: 'draft', type: 'wechatMpApi', data: platform });
	const wrong = async (data: object) =>
		await api.credentials.test(draft.id, {
			name: 'draft',
			type: 'wechatMpApi',
			data: { ...platform, ...data },
		});
	const { appid } = stage.account;
	expect(await wrong({ appId: 'gh_0123', appSecret: 'x' })).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('AppID: must be "wx" followed by'),
	});
	expect(await wrong({ appId: appid, appSecret: 'f'.repeat(32) })).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(/WeChat 40(125|001)/),
	});
	await stage.simulator.control.account({ appid, ipAllowlist: ['203.0.113.200'], egressIp: '203.0.113.7' });
	const fresh = await stage.simulator.control.account({ appid });
	expect(await wrong({ appId: appid, appSecret: fresh.account.secret })).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('Add 203.0.113.7 to the IP allowlist'),
	});
	await stage.simulator.control.account({ appid, ipAllowlist: null, egressIp: null });
	expect(await wrong({ appId: appid, appSecret: fresh.account.secret })).toMatchObject({ status: 'OK' });
});

test('a forged push is refused and starts nothing', async () => {
	const { api } = stage.host;
	const trigger = {
		name: 'Receives',
		nodes: [
			{
				name: 'WeChat Trigger',
				type: 'n8n-nodes-wechat-mp.wechatTrigger',
				typeVersion: 2,
				position: [0, 0],
				parameters: {},
				credentials: { wechatMpApi: { id: null, name: ACCOUNT_CREDENTIAL } },
			},
			{ name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0], parameters: {} },
		],
		connections: { 'WeChat Trigger': { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
	};
	const created = await api.workflows.create(trigger, stage.credentialIds);
	const workflow = await api.workflows.activate(created.id);
	const callbackUrl = webhookAddress(stage, workflow, 'n8n-nodes-wechat-mp.wechatTrigger', 'wechat');
	const { control } = stage.simulator;
	const { handshake } = await control.account({ appid: stage.account.appid, callbackUrl });
	expect(handshake).toMatchObject({ ok: true });
	const { follower } = await control.follower({ follow: true, push: false });
	const message = { MsgType: 'text', Content: ' 你好  hi ' };
	for (const forge of [
		'wrong-token',
		'wrong-appid',
		'altered-ciphertext',
		'altered-signature',
		'old-timestamp',
		'plain',
	] as const) {
		const { attempts } = await control.push({ openid: follower.openid, message, forge });
		expect({ forge, status: attempts[0]?.status }).toEqual({ forge, status: 403 });
	}
	await control.push({ openid: follower.openid, message });
	const [execution, ...more] = await api.executions.waitForEnded(workflow.id, 1);
	expect(more).toEqual([]);
	expect(outputOf(execution as never, 'WeChat Trigger')[0]).toMatchObject({
		MsgType: 'text',
		Content: ' 你好  hi ',
		MsgId: expect.stringMatching(/^\d+$/),
		meta: { encrypted: true },
	});
});
