import type { IHookFunctions } from 'n8n-workflow';
import { checkAppSecret } from '../../core/account/accountRules';
import { readApiAccount, readPageHosts } from '../transport/account';
import { checkBeforePublishing } from '../transport/checkBeforePublishing';
import { readSetup } from './readSetup';

/**
 * Refuses to publish a node that could not log anybody in.
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
		node: async () => void (await readSetup(n8n)),
	});
}
