import type { IHookFunctions } from 'n8n-workflow';
import { InvalidInputError } from '../../core/errors/WechatErrors';
import { serverUrlAdvice } from '../../core/push/serverUrl';
import { readPushAccount } from '../transport/account';
import { checkBeforePublishing } from '../transport/checkBeforePublishing';
import { checkBodyParsing } from './bodyParsing';
import { readOptions } from './readOptions';
import { readReceiver } from './relayPush';

/**
 * Refuses to publish a node that could not handle a single push: malformed credential, unusable filter or relay URL. A server URL that
 * WeChat would not accept only gets a warning, since a reverse proxy may publish a different one.
 *
 * @param n8n the context of publishing or of listening for a test event
 * @throws NodeOperationError naming place, field, rule and remedy in its message
 */
export async function checkSetup(n8n: IHookFunctions): Promise<void> {
	await checkBeforePublishing(n8n, { credential: readPushAccount, node: () => checkOptions(n8n) });
}

function checkOptions(n8n: IHookFunctions): void {
	checkBodyParsing(n8n);
	const own = n8n.getNodeWebhookUrl('default') ?? '';
	const relayUrls = readOptions(n8n, n8n.getNode()).relayUrls.map(readReceiver);
	if (relayUrls.includes(own)) {
		throw new InvalidInputError('Relay To', 'holds the URL of this very trigger', 'Remove it from the list.');
	}
	// n8n calls this once for each webhook; warn only once.
	const advice = n8n.getWebhookName() === 'default' ? serverUrlAdvice(own) : undefined;
	if (advice) n8n.logger.warn(`WeChat Trigger "${n8n.getNode().name}": ${advice}`);
}
