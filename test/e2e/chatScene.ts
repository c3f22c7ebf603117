import type { ChatModel } from '../../demo/chatModel';
import { openAccount, readTexts } from '../../demo/openAccount';
import type { Stage } from '../../demo/setStage';
import type { StoredWorkflow } from '../../host/rest';

const KINDS = { certified: 'service-certified', personal: 'subscription-uncertified' } as const;

/** Kinds of accounts, by what may be sent to their followers. */
export type ChatKind = keyof typeof KINDS;

/** What a follower reads while the answer is on its way. */
export const WAITING = '正在思考，请稍后回复“继续”查看答案。';

/** Where scenes are set. */
export interface ChatStage {
	stage: Stage;
	/** Id of the credential for the chat model. */
	openAi: string;
}

/** Makes the credential by which n8n knows the stand-in; gives its id. */
export async function chatModelCredential({ host }: Stage, { url }: ChatModel): Promise<string> {
	const data = { apiKey: 'local', url };
	return (await host.api.credentials.create({ name: 'OpenAI', type: 'openAiApi', data })).id;
}

/** A follower of an account of that kind, whose server is an example. */
export class ChatScene {
	private constructor(
		private readonly stage: Stage,
		private readonly appid: string,
		private readonly openid: string,
		private readonly workflow: StoredWorkflow,
	) {}

	/**
	 * Makes an account, and a live workflow for it from an example.
	 *
	 * @param scene `version` of the trigger, that of the example unless told
	 */
	static async set(
		{ stage, openAi }: ChatStage,
		{ kind, example, name, version }: { kind: ChatKind; example: string; name: string; version?: number },
	): Promise<ChatScene> {
		const { appid, openid, workflow } = await openAccount(stage, {
			kind: KINDS[kind],
			example,
			credential: name,
			name,
			credentialIds: { OpenAI: openAi },
			triggerVersion: version,
		});
		return new ChatScene(stage, appid, openid, workflow);
	}

	/** Another follower of the same account. */
	async another(): Promise<ChatScene> {
		const { stage, appid, workflow } = this;
		const { follower } = await stage.simulator.control.follower({ appid, follow: true, push: false });
		return new ChatScene(stage, appid, follower.openid, workflow);
	}

	/** The follower writes; resolves when WeChat is done with the message. */
	async say(Content: string) {
		const { stage, appid, openid } = this;
		return await stage.simulator.control.push({ appid, openid, message: { MsgType: 'text', Content } });
	}

	/** What the account has said on the follower's phone, oldest first. */
	async read(): Promise<string[]> {
		return await readTexts(this.stage, { appid: this.appid, openid: this.openid });
	}

	/** States of all executions, when that many have ended. */
	async executions(count: number): Promise<string[]> {
		const ended = await this.stage.host.api.executions.waitForEnded(this.workflow.id, count, {
			timeoutMs: 90_000,
		});
		return ended.map(({ status }) => status);
	}

	/** How many executions there are, whatever their state. */
	async started(): Promise<number> {
		return (await this.stage.host.api.executions.list(this.workflow.id)).length;
	}
}
