import { EventEmitter } from 'node:events';
import type { IWebhookFunctions } from 'n8n-workflow';
import { replyXml } from '../../../core/protocol/replyXml';
import type { TrackedDelivery } from '../../../nodes/WechatTrigger/conversation/TrackedDelivery';
import { hostClock } from '../../../nodes/WechatTrigger/hostClock';
import { readConversation } from '../../../nodes/WechatTrigger/conversation/readConversation';
import { CREDENTIAL } from '../../../nodes/transport/account';
import { upTo } from './Filling';

/** Unix milliseconds. */
export const NOW = 1_790_000_000_000;
const PARTIES = { FromUserName: 'o0', ToUserName: 'gh' };

/** The response to a push; `written` is what went out on it. */
function responseOf() {
	const written: string[] = [];
	const response = Object.assign(new EventEmitter(), {
		headersSent: false,
		writableEnded: true,
		statusCode: 200,
		status: () => response,
		setHeader: () => response,
		getHeader: () => undefined,
		end: (body?: Buffer) => void written.push(String(body)),
		written,
	});
	return response;
}

/** The context of a trigger, as far as these functions look at it; `lines` is what was logged. */
export function triggerOf(id: string | number, more: object = {}): IWebhookFunctions & { lines: string[] } {
	const lines: string[] = [];
	const log = (line: string) => void lines.push(line);
	return {
		getWorkflow: () => ({ id: `workflow ${id}` }),
		getNode: () => ({
			id: 'node',
			name: 'WeChat Trigger',
			credentials: { [CREDENTIAL]: { id: String(id) } },
		}),
		getMode: () => 'webhook',
		getResponseObject: responseOf,
		logger: { warn: log, error: log },
		lines,
		...more,
	} as unknown as IWebhookFunctions & { lines: string[] };
}

/** The first delivery of a follower's push. */
export function deliveryFrom(
	follower: number,
	push = 'push',
	options: object = { replyWindow: 'all' },
): TrackedDelivery {
	const response = responseOf();
	Object.assign(response, { writableEnded: false });
	return {
		n8n: triggerOf('held'),
		response,
		push: { message: { FromUserName: `o${follower}`, ToUserName: 'gh' }, encrypted: false },
		account: { token: 'token' },
		receivedAt: hostClock.now(),
		waitsSince: hostClock.elapsed(),
		conversation: readConversation(options as never),
		key: `held ${follower} ${push}`,
	} as unknown as TrackedDelivery;
}

/** What was written on the connection of a delivery. */
export const repliesOf = ({ response }: TrackedDelivery) =>
	(response as unknown as { written: string[] }).written;
/** A reply of the workflow. */
export const textOf = (content: string) => replyXml({ type: 'text', content }, PARTIES, 1);
/** Lets everything go on that waits for nothing. */
export const turn = async () => await new Promise((resolve) => setImmediate(resolve));
/** Lets both clocks of the trigger stand still; gives the one that nobody sets. */
export function stopClock() {
	jest.spyOn(hostClock, 'now').mockReturnValue(NOW);
	return jest.spyOn(hostClock, 'elapsed').mockReturnValue(NOW);
}

/** Fills a rate-limited log: `log` writes one of 1010 different lines and gives what was logged by then. */
export async function* fillLog(log: (index: number) => string[] | Promise<string[]>): AsyncGenerator<void> {
	for (const index of upTo(1010)) {
		expect(await log(index)).toHaveLength(1);
		yield;
	}
	expect(await log(1009)).toEqual([]);
	expect(await log(0)).toHaveLength(1);
}
