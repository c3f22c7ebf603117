import type { IWebhookFunctions } from 'n8n-workflow';
import { textOf } from '../../../core/push/findType';
import type { XmlElement } from '../../../core/protocol/readXml';
import { problemOf } from '../../shared/bestEffort';
import { connectAccount } from '../../transport/connectAccount';
import { hostClock } from '../hostClock';

/**
 * Shows the follower that an answer is being typed. It returns at once and never throws: if it fails, only the typing state is missing.
 *
 * @param n8n the webhook's context
 * @param message elements of the push; nothing is shown for an event
 * @see https://developers.weixin.qq.com/doc/service/api/customer/message/api_typing.html
 */
export function showTyping(n8n: IWebhookFunctions, message: XmlElement): void {
	if (textOf(message.MsgType) === 'event') return;
	void typingProblem(n8n, textOf(message.FromUserName)).then((problem) => {
		if (problem === undefined) return;
		n8n.logger.debug(`WeChat Trigger "${n8n.getNode().name}" could not show the typing state: ${problem}`);
	});
}

/** Sends the typing state; returns why it failed, without secrets, or undefined. */
async function typingProblem(n8n: IWebhookFunctions, touser: string): Promise<string | undefined> {
	let secrets: readonly string[] | undefined;
	try {
		const { call, account } = await connectAccount(n8n);
		secrets = account.secrets;
		const body = { touser, command: 'Typing' };
		await call({ method: 'POST', path: '/cgi-bin/message/custom/typing', body }, { effect: 'write' });
		return undefined;
	} catch (error) {
		return problemOf(error, { now: hostClock.now(), secrets }).problem;
	}
}
