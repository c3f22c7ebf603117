import type { IWebhookFunctions } from 'n8n-workflow';
import { createLogGate, MAX_LINES, withUnsaid } from '../../core/push/createLogGate';
import { processStore } from '../../core/state/processStore';

/** Anybody can open the link and make up the rest: one line a minute for each reason is enough. */
const gate = processStore({
	name: 'log lines on logins that failed',
	bound: `${MAX_LINES} lines, the latest ones`,
	elsewhere: 'writes the line as well',
	create: () => createLogGate(60_000),
	size: ({ size }) => ({ lines: size }),
});

/**
 * Tells the owner in the log what a visitor is not told.
 *
 * @param n8n the webhook's context
 * @param now Unix milliseconds
 * @param line one or more sentences
 * @param reason by which lines count as the same, where their words differ every time
 */
export function warnOwner(n8n: IWebhookFunctions, now: number, line: string, reason = line): void {
	const unsaid = gate().pass(`${n8n.getWorkflow().id} ${reason}`, now);
	if (unsaid !== undefined) n8n.logger.warn(withUnsaid(`WeChat OAuth Trigger: ${line}`, unsaid));
}
