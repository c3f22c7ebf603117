import { silentNarrator } from '../../demo/Narrator';
import { openProps, type Props } from '../../demo/props';
import { ACCOUNT_CREDENTIAL, type Stage, setStage } from '../../demo/setStage';
import { playStory, webhookAddress } from '../../demo/story';
import { outputOf } from '../../host/rest';

let stage: Stage;
let props: Props;

beforeAll(async () => {
	stage = await setStage({ seed: 'foundation' });
	props = await openProps();
}, 600_000);
afterAll(async () => {
	props?.close();
	await stage?.strike();
});

test('the story of the demo comes true with every example workflow', async () => {
	const outcome = await playStory(stage, props, silentNarrator());
	expect(outcome).toMatchObject({ handshake: true, templatesDelivered: expect.any(Number) });
	expect(outcome.pushes).toBeGreaterThanOrEqual(2);
	expect(outcome.executions).toBeGreaterThanOrEqual(5);
	expect(outcome.templatesDelivered).toBeGreaterThanOrEqual(3);
	expect(outcome).toMatchObject({ oauthLogins: 2, articlesPublished: 1, lateAnswers: 1, approvals: 1 });
});

test('a forged push is refused and starts nothing', async () => {
	const { api } = stage.host;
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
	const created = await api.workflows.create(trigger, stage.credentialIds);
	const workflow = await api.workflows.activate(created.id);
	const callbackUrl = webhookAddress(stage, workflow, 'n8n-nodes-wechat-mp.wechatTrigger', 'wechat');
	const { control } = stage.simulator;
	const { appid } = stage.account;
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
