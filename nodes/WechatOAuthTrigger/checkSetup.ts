import type { IHookFunctions } from 'n8n-workflow';
import { checkAppSecret } from '../../core/account/accountRules';
import { callbackAdvice } from '../../core/oauth/callbackAdvice';
import { readApiAccount, readPageHosts, WECHAT_OPEN_HOST } from '../transport/account';
import { checkBeforePublishing } from '../transport/checkBeforePublishing';
import { readSetup } from './readSetup';
import type { Setup } from './Setup';

/**
 * Refuses to publish a node that could not log anybody in. An address that WeChat would not lead back to only gets a warning, since a
 * reverse proxy may publish a different one.
 *
 * @param n8n the context of publishing or of listening for a test event
 * @throws NodeOperationError naming place, field, rule and remedy in its message
 */
export async function checkSetup(n8n: IHookFunctions): Promise<void> {
	await checkBeforePublishing(n8n, {
		credential: (raw) => {
			checkAppSecret(readApiAccount(raw).secret);
			readPageHosts(raw);
		},
		node: async () => warnOfAddress(n8n, await readSetup(n8n)),
	});
}

function warnOfAddress(n8n: IHookFunctions, { channel, login }: Setup): void {
	// n8n calls this once for each webhook; warn only once. Other hosts than WeChat's belong to a local platform, which takes any port.
	if (n8n.getWebhookName() !== 'default' || channel !== 'wechat' || login.openHost !== WECHAT_OPEN_HOST)
		return;
	const advice = callbackAdvice(login.redirectUri);
	if (advice) n8n.logger.warn(`WeChat OAuth Trigger "${n8n.getNode().name}": ${advice}`);
}
