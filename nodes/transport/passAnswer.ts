import type { IExecuteFunctions } from 'n8n-workflow';
import { IndeterminateResultError } from '../../core/errors/WechatErrors';
import type { SentAnswer } from './hostAnswer';
import { SilentHost, withinTime } from './withinTime';

/** WeChat waits no longer for an answer, and n8n passes one on at once. */
const TIMEOUT_MS = 5_000;

/**
 * Passes an answer to the process that holds the connection. In queue mode it goes through n8n's queue, which may not respond.
 *
 * @param n8n the node's context
 * @param answer of the node
 * @throws IndeterminateResultError when n8n does not pass it on in time, since it may still do so later; what n8n throws
 */
export async function passAnswer(n8n: IExecuteFunctions, answer: SentAnswer): Promise<void> {
	const what = { undone: 'n8n has not passed the answer on', part: 'queue' };
	const pass = async () => await n8n.sendResponse(answer);
	await withinTime(TIMEOUT_MS, what, pass()).catch((error: unknown) => {
		throw error instanceof SilentHost
			? new IndeterminateResultError('maybe-sent', error.message, 'the answer')
			: error;
	});
}
