import { silentNarrator } from '../../demo/Narrator';
import { startLocalServices, type LocalServices } from '../../demo/localServices';
import { ACCOUNT_CREDENTIAL, type Testbed, startTestbed } from '../../demo/startTestbed';
import { runStory, webhookAddress } from '../../demo/story';
import { outputOf } from '../../host/rest';

let testbed: Testbed;
let services: LocalServices;

beforeAll(async () => {
	testbed = await startTestbed({ seed: 'foundation' });
	services = await startLocalServices();
}, 600_000);
afterAll(async () => {
	services?.close();
	await testbed?.stop();
});

test('the story of the demo comes true with every example workflow', async () => {
	const outcome = await runStory(testbed, services, silentNarrator());
	expect(outcome).toMatchObject({ handshake: true, templatesDelivered: expect.any(Number) });
	expect(outcome.pushes).toBeGreaterThanOrEqual(2);
	expect(outcome.executions).toBeGreaterThanOrEqual(5);
	expect(outcome.templatesDelivered).toBeGreaterThanOrEqual(3);
	expect(outcome).toMatchObject({ oauthLogins: 2, articlesPublished: 1, lateAnswers: 1, approvals: 1 });
});

test('a forged push is refused and starts nothing', async () => {
	const { api } = testbed.host;
	const trigger = {
		name: 'Receives',
		nodes: [
			{
				name: 'WeChat Trigger',
				type: 'n8n-nodes-wechat-mp.wechatTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
				credentials: { wechatMpApi: { id: null, name: ACCOUNT_CREDENTIAL } },
			},
			{ name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0], parameters: {} },
		],
		connections: { 'WeChat Trigger': { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
	};
	const created = await api.workflows.create(trigger, testbed.credentialIds);
	const workflow = await api.workflows.activate(created.id);
	const callbackUrl = webhookAddress(testbed, workflow, 'n8n-nodes-wechat-mp.wechatTrigger', 'wechat');
	const { control } = testbed.simulator;
	const { appid } = testbed.account;
	const { handshake } = await control.account({ appid, callbackUrl });
	expect(handshake).toMatchObject({ ok: true });
	const { follower } = await control.follower({ appid, follow: true, push: false });
	const message = { MsgType: 'text', Content: ' 你好  hi ' };
	for (const forge of [
		'wrong-token',
		'wrong-appid',
		'altered-ciphertext',
		'altered-signature',
		'old-timestamp',
		'plain',
	] as const) {
		const { attempts } = await control.push({ appid, openid: follower.openid, message, forge });
		expect({ forge, status: attempts[0]?.status }).toEqual({ forge, status: 403 });
	}
	await control.push({ appid, openid: follower.openid, message });
	const [execution, ...more] = await api.executions.waitForEnded(workflow.id, 1);
	expect(more).toEqual([]);
	expect(outputOf(execution as never, 'WeChat Trigger')[0]).toMatchObject({
		MsgType: 'text',
		Content: ' 你好  hi ',
		MsgId: expect.stringMatching(/^\d+$/),
		meta: { encrypted: true },
	});
});
