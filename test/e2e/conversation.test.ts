import { setTimeout as delay } from 'node:timers/promises';
import { readExample, type Stage, setStage } from '../../demo/setStage';
import { webhookAddress } from '../../demo/story';
import type { StoredWorkflow } from '../../host/rest';
import { type ChatModel, startChatModel } from './chatModel';

const TRIGGER = 'n8n-nodes-wechat-mp.wechatTrigger';
const WAITING = '正在思考，请稍后回复“继续”查看答案。';
const KINDS = { certified: 'service-certified', personal: 'subscription-uncertified' } as const;
const SECONDS = [2, 8, 13, 40];

let stage: Stage;
let model: ChatModel;
let openAi: string;

beforeAll(async () => {
	// The question says how long the answer takes: `8: hello`.
	model = await startChatModel(async (text) => {
		await delay(Number.parseFloat(text) * 1_000);
		return `**Answer** to ${text}`;
	});
	stage = await setStage({
		seed: 'conversation',
		log: process.env.E2E_LOG ? (line) => process.stderr.write(`${line}\n`) : undefined,
	});
	const data = { apiKey: 'local', url: model.url };
	({ id: openAi } = await stage.host.api.credentials.create({ name: 'OpenAI', type: 'openAiApi', data }));
}, 600_000);
afterAll(async () => {
	model?.close();
	await stage?.strike();
});

/** A follower of an account of that kind, whose server is an example. */
class Scene {
	private constructor(
		private readonly appid: string,
		private readonly openid: string,
		private readonly workflow: StoredWorkflow,
	) {}

	static async set(kind: keyof typeof KINDS, example: string, name: string): Promise<Scene> {
		const { control, urls } = stage.simulator;
		const { api } = stage.host;
		const { account } = await control.account({ mode: 'safe', kind: KINDS[kind] });
		const { appid, secret, token, encodingAESKey } = account;
		const { id } = await api.credentials.create({
			name,
			type: 'wechatMpApi',
			data: {
				appId: appid,
				appSecret: secret,
				token,
				messageEncryption: 'safe',
				encodingAesSecretKey: encodingAESKey,
				apiHost: 'custom',
				customApiHost: urls.api,
			},
		});
		const created = await api.workflows.create(
			{ ...(await readExample(example)), name },
			{ 'WeChat Official Account': id, OpenAI: openAi },
		);
		const workflow = await api.workflows.activate(created.id);
		const callbackUrl = webhookAddress(stage, workflow, TRIGGER, 'wechat');
		const { handshake } = await control.account({ appid, callbackUrl });
		if (!handshake?.ok) throw new Error(`${example} did not shake hands`);
		const { follower } = await control.follower({ appid, follow: true, push: false });
		return new Scene(appid, follower.openid, workflow);
	}

	/** The follower writes; resolves when WeChat is done with the message. */
	async say(Content: string) {
		const { appid, openid } = this;
		return await stage.simulator.control.push({ appid, openid, message: { MsgType: 'text', Content } });
	}

	/** What the account has said on the follower's phone, oldest first. */
	async read(): Promise<string[]> {
		const { appid, openid } = this;
		const chat = await stage.simulator.control.chat({ appid, openid });
		return chat
			.filter(({ from }) => from !== 'person')
			.map(({ content }) => {
				const { Content, content: sent } = content as { Content?: string; content?: string };
				return Content ?? sent ?? JSON.stringify(content);
			});
	}

	/** States of all executions, when that many have ended. */
	async executions(count: number): Promise<string[]> {
		const ended = await stage.host.api.executions.waitForEnded(this.workflow.id, count, {
			timeoutMs: 90_000,
		});
		return ended.map(({ status }) => status);
	}
}

test('AI chat: whatever a model needs, the phone shows the answer once, from one execution', async () => {
	// The first execution of an agent loads its modules, which takes seconds.
	const warmUp = await Scene.set('certified', 'ai-chat-certified', 'warm-up');
	await warmUp.say('0: hello');
	await warmUp.executions(1);
	const cases = (['certified', 'personal'] as const).flatMap((kind) =>
		SECONDS.map((seconds) => ({ kind, seconds })),
	);
	const outcomes = await Promise.all(
		cases.map(async ({ kind, seconds }) => {
			const scene = await Scene.set(kind, `ai-chat-${kind}`, `${kind}, ${seconds} s`);
			const { faultShownToUser } = await scene.say(`${seconds}: hello`);
			const statuses = await scene.executions(1);
			if ((await scene.read()).includes(WAITING)) await scene.say('继续');
			const read = await scene.read();
			return {
				kind,
				seconds,
				faultShownToUser,
				statuses,
				answers: read.filter((text) => text !== WAITING),
				hasWaited: read.includes(WAITING),
				executions: (await scene.executions(1)).length,
			};
		}),
	);
	for (const { kind, seconds, hasWaited, ...outcome } of outcomes) {
		expect({ kind, seconds, ...outcome }).toEqual({
			kind,
			seconds,
			faultShownToUser: false,
			statuses: ['success'],
			answers: [expect.stringContaining(`to ${seconds}: hello`)],
			executions: 1,
		});
		// A busy machine may need longer than the model alone.
		if (seconds === 2) expect({ kind, seconds, hasWaited }).toEqual({ kind, seconds, hasWaited: false });
		if (seconds === 40)
			expect({ kind, seconds, hasWaited }).toMatchObject({ hasWaited: kind === 'personal' });
	}
}, 300_000);

test('FAQ: known questions are answered, others cost neither an execution nor a call of the model', async () => {
	const scene = await Scene.set('personal', 'faq', 'faq');
	const asked = model.asked.length;
	for (const question of ['请问你们的营业时间？', '讲个笑话', '怎么退款']) await scene.say(question);
	expect(await scene.read()).toEqual([
		'我们每天 9:00–21:00 营业。',
		'七天内可以退款：请在订单页点击“申请退款”。',
	]);
	expect(await scene.executions(2)).toEqual(['success', 'success']);
	expect(model.asked).toHaveLength(asked);
});
