import type { ICredentialDataDecryptedObject, IHookFunctions } from 'n8n-workflow';
import { InputRefused } from '../../core/errors/WechatErrors';
import { serverUrlAdvice } from '../../core/push/serverUrl';
import { CREDENTIAL, readPushAccount } from '../transport/account';
import { toNodeError } from '../transport/toNodeError';
import { readOptions } from './readOptions';

/**
 * Refuses activation while not a single push could be handled: credential malformed, filter or relay not usable. An address
 * that WeChat would not take is only warned about, since a reverse proxy may publish another one.
 *
 * @param n8n the context of activation or of listening for a test event
 * @throws NodeOperationError naming the field, its rule and where to find the right value
 */
export async function checkSetup(n8n: IHookFunctions): Promise<void> {
	try {
		readPushAccount(await n8n.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL));
		checkOptions(n8n);
	} catch (error) {
		throw toNodeError(n8n.getNode(), error, { effect: 'read', now: Date.now() });
	}
}

function checkOptions(n8n: IHookFunctions): void {
	const own = n8n.getNodeWebhookUrl('default') ?? '';
	const { relayUrls } = readOptions(n8n);
	if (relayUrls.includes(own)) {
		throw new InputRefused('Relay To', 'holds the URL of this very trigger', 'Remove it from the list.');
	}
	// Activation runs once for each webhook; once is enough.
	const advice = n8n.getWebhookName() === 'default' ? serverUrlAdvice(own) : undefined;
	if (advice) n8n.logger.warn(`WeChat Trigger "${n8n.getNode().name}": ${advice}`);
}
