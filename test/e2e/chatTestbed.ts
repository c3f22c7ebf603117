import { setTimeout as delay } from 'node:timers/promises';
import { type ChatModel, startChatModel } from '../../demo/chatModel';
import { openAccount, readTexts } from '../../demo/openAccount';
import { type Testbed, startTestbed, type TestbedOptions } from '../../demo/startTestbed';
import type { StoredWorkflow } from '../../host/rest';

const KINDS = { certified: 'service-certified', personal: 'subscription-uncertified' } as const;

/** Kinds of accounts, by what may be sent to their followers. */
export type ChatKind = keyof typeof KINDS;

/** What a follower reads while the answer is on its way. */
export const WAITING = '正在思考，请稍后回复“继续”查看答案。';

/** A testbed with a chat model. */
export interface ChatTestbed extends Testbed {
	model: ChatModel;
	/** Id of the credential for the chat model. */
	openAi: string;
}

/**
 * Starts a testbed with a stand-in for a chat model. The question says how long the answer takes: `8: hello`.
 *
 * @param options of the testbed; n8n's output goes to standard error where the environment has `E2E_LOG`
 * @param answer writes the answer to a question
 */
export async function startChatTestbed(
	options: TestbedOptions,
	answer: (question: string) => string,
): Promise<ChatTestbed> {
	const model = await startChatModel(async (question) => {
		await delay(Number.parseFloat(question) * 1_000);
		return answer(question);
	});
	const log = process.env.E2E_LOG ? (line: string) => process.stderr.write(`${line}\n`) : undefined;
	try {
		const testbed = await startTestbed({ log, ...options });
		const data = { apiKey: 'local', url: model.url };
		const { id } = await testbed.host.api.credentials.create({ name: 'OpenAI', type: 'openAiApi', data });
		const stop = async () => {
			model.close();
			await testbed.stop();
		};
		return { ...testbed, model, openAi: id, stop };
	} catch (error) {
		model.close();
		throw error;
	}
}

/** A follower of an account of that kind, whose server is an example. */
export class ChatFollower {
	private constructor(
		private readonly testbed: Testbed,
		private readonly appid: string,
		private readonly openid: string,
		private readonly workflow: StoredWorkflow,
	) {}

	/**
	 * Makes an account, and a live workflow for it from an example.
	 *
	 * @param plan `version` of the trigger, that of the example unless told
	 */
	static async add(
		testbed: ChatTestbed,
		{ kind, example, name, version }: { kind: ChatKind; example: string; name: string; version?: number },
	): Promise<ChatFollower> {
		const { appid, openid, workflow } = await openAccount(testbed, {
			kind: KINDS[kind],
			example,
			credential: name,
			name,
			credentialIds: { OpenAI: testbed.openAi },
			triggerVersion: version,
		});
		return new ChatFollower(testbed, appid, openid, workflow);
	}

	/** Another follower of the same account. */
	async another(): Promise<ChatFollower> {
		const { testbed, appid, workflow } = this;
		const { follower: another } = await testbed.simulator.control.follower({
			appid,
			follow: true,
			push: false,
		});
		return new ChatFollower(testbed, appid, another.openid, workflow);
	}

	/** The follower writes; resolves when WeChat is done with the message. */
	async say(Content: string) {
		const { testbed, appid, openid } = this;
		return await testbed.simulator.control.push({ appid, openid, message: { MsgType: 'text', Content } });
	}

	/** What the account has said on the follower's phone, oldest first. */
	async read(): Promise<string[]> {
		return await readTexts(this.testbed, { appid: this.appid, openid: this.openid });
	}

	/** States of all executions, when that many have ended. */
	async executions(count: number): Promise<string[]> {
		const ended = await this.testbed.host.api.executions.waitForEnded(this.workflow.id, count, {
			timeoutMs: 90_000,
		});
		return ended.map(({ status }) => status);
	}

	/** How many executions there are, whatever their state. */
	async started(): Promise<number> {
		return (await this.testbed.host.api.executions.list(this.workflow.id)).length;
	}
}
