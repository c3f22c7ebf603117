import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { ProtocolError } from '../../core/protocol/ProtocolError';
import { createLogGate } from '../../core/push/createLogGate';
import { answer } from './answers';
import { responseOf } from './hostHttp';

/** The internet sends anything to any URL: one line a minute for each reason is enough to find a wrong Token. */
const gate = createLogGate(60_000);

/**
 * Answers a request that cannot be accepted: 400 or 403 when that is the sender's fault, and 503 when it is ours, so that
 * WeChat sends it again.
 *
 * @param n8n the webhook's context
 * @param error what was thrown
 * @param now Unix milliseconds
 */
export function refuse(n8n: IWebhookFunctions, error: unknown, now: number): IWebhookResponseData {
	const response = responseOf(n8n);
	if (error instanceof ProtocolError && error.fault !== 'key') {
		log(n8n, 'warn', `WeChat Trigger refused a request: ${error.message}`, now);
		return answer(response, error.fault === 'malformed' ? 400 : 403, `Refused: ${error.message}`);
	}
	const reason = error instanceof Error ? error.message : 'unknown';
	log(n8n, 'error', `WeChat Trigger could not check a request: ${reason}`, now);
	return answer(response, 503, 'This server cannot check the request at the moment');
}

function log(n8n: IWebhookFunctions, level: 'warn' | 'error', line: string, now: number): void {
	const unsaid = gate(`${n8n.getWorkflow().id} ${line}`, now);
	if (unsaid === undefined) return;
	n8n.logger[level](unsaid === 0 ? line : `${line} (and ${unsaid} more times since the last line)`);
}
