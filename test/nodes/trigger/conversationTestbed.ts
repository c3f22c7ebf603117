import { replyXml } from '../../../core/protocol/replyXml';
import { readStandardXml } from '../../../core/protocol/readStandardXml';
import type { XmlTree } from '../../../core/protocol/writeXml';
import { encodeReplies } from '../../../nodes/transport/encodedReplies';
import { forgePush, type ForgedPush, nextText, TEXT } from './forgePush';
import { stopClock } from './stopClock';
import { TriggerHost } from './triggerHost';

/** One delivery under way. */
export interface Delivery {
	/** What the follower reads, `success`, the body as it came, or `hung up`. */
	answer: Promise<string>;
	/** As WeChat does after 5 s. */
	hangUp(): Promise<void>;
}

/** A trigger on a clock that stands still, and an execution that answers when it is told. */
export class ConversationTestbed {
	readonly clock = stopClock();

	private constructor(readonly host: TriggerHost) {}

	/**
	 * @param options under Options of the trigger
	 * @param setup what else differs
	 */
	static async start(
		options: Record<string, unknown>,
		setup: ConstructorParameters<typeof TriggerHost>[0] = {},
	): Promise<ConversationTestbed> {
		const parameters = { responseMode: 'responseNode', triggerOptions: options };
		return new ConversationTestbed(await new TriggerHost({ parameters, ...setup }).start());
	}

	/** Delivers a push, and waits until the trigger has it. */
	async deliver({ query, body }: ForgedPush): Promise<Delivery> {
		const abort = new AbortController();
		const answer = fetch(`${this.host.url}?${new URLSearchParams(query)}`, {
			method: 'POST',
			body,
			headers: { 'content-type': 'text/xml' },
			signal: abort.signal,
		})
			.then(async (response) => readBody(await response.text()))
			.catch(() => 'hung up');
		await this.host.hasReceived(this.host.received + 1);
		return {
			answer,
			hangUp: async () => {
				const closed = this.host.hangsUp();
				abort.abort();
				await answer;
				await closed;
			},
		};
	}

	/** A new text of the follower. */
	async say(Content: string, more: XmlTree = {}): Promise<Delivery> {
		return await this.deliver(this.text({ Content, ...more }));
	}

	/** A new text, written at this moment: the trigger counts the deliveries that an older one must have had before. */
	text(more: XmlTree = {}, mode: 'plain' | 'safe' = 'plain'): ForgedPush {
		const timestamp = Math.floor(this.clock.now() / 1000);
		return forgePush(nextText({ CreateTime: timestamp, ...more }), { mode, timestamp });
	}

	/** Delivers a push three times, as WeChat does when nobody answers; gives the third, just before its end. */
	async deliverThrice(push: ForgedPush): Promise<Delivery> {
		for (let attempt = 0; attempt < 2; attempt++) {
			const delivery = await this.deliver(push);
			await this.clock.advance(5_000);
			await delivery.hangUp();
		}
		return await this.deliver(push);
	}

	/** The WeChat node of an execution answers. */
	reply(execution: number, ...texts: string[]): void {
		const parties = { FromUserName: TEXT.FromUserName, ToUserName: TEXT.ToUserName };
		const replies = texts.map((content) => replyXml({ type: 'text', content }, parties, 1));
		this.host.stored[execution]?.reply(encodeReplies(replies));
	}
}

function readBody(body: string): string {
	if (!body.startsWith('<xml>')) return body;
	const { Content } = readStandardXml(body);
	return typeof Content === 'string' ? Content : body;
}
