import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { ProtocolError } from '../../core/protocol/ProtocolError';
import { rateLimitedLog } from '../../core/state/rateLimitedLog';
import { responseOf } from '../transport/hostAnswer';
import { answer } from './answers';

/** Any URL on the internet gets random requests: one line a minute for each reason is enough to find a wrong Token. */
const log = rateLimitedLog({ name: 'log lines on refused requests' });

/** All that the sender of a refused request learns; the reason is in the log. */
const REFUSED = 'Refused';

/**
 * Answers a request that cannot be accepted. A refusal looks the same whatever its reason: a sender who knows the Token must not find out
 * how far a forged ciphertext got, and a sender who knows nothing must not learn how the account is set up. When the fault is on this
 * server, the answer is 503, given before any signature has been checked, so that WeChat sends the push again.
 *
 * @param n8n the webhook's context
 * @param error what was thrown
 * @param now Unix milliseconds
 */
export function refuse(n8n: IWebhookFunctions, error: unknown, now: number): IWebhookResponseData {
	const isTheirs = error instanceof ProtocolError;
	const reason = error instanceof Error ? error.message : 'unknown';
	// Answer before writing the log, so that the response time does not reveal the reason either.
	const answered = isTheirs
		? answer(responseOf(n8n), 403, REFUSED)
		: answer(responseOf(n8n), 503, 'This server cannot check the request at the moment');
	if (isTheirs) log(n8n, { line: `WeChat Trigger refused a request: ${reason}`, now });
	else log(n8n, { level: 'error', line: `WeChat Trigger could not check a request: ${reason}`, now });
	return answered;
}
