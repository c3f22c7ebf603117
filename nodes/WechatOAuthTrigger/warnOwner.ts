import type { IWebhookFunctions } from 'n8n-workflow';
import { rateLimitedLog } from '../../core/state/rateLimitedLog';

/** Anybody can open the link and cause failures: one line a minute for each reason is enough. */
const log = rateLimitedLog({ name: 'log lines on logins that failed' });

/**
 * Logs for the owner what a visitor is not told.
 *
 * @param n8n the webhook's context
 * @param now Unix milliseconds
 * @param line one or more sentences
 * @param reason identifies lines of the same kind, where their text differs every time
 */
export function warnOwner(n8n: IWebhookFunctions, now: number, line: string, reason = line): void {
	log(n8n, { line: `WeChat OAuth Trigger: ${line}`, now, reason });
}
