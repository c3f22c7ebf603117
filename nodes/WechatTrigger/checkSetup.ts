import type { ICredentialDataDecryptedObject, IHookFunctions } from 'n8n-workflow';
import { CREDENTIAL, readPushAccount } from '../transport/account';
import { toNodeError } from '../transport/toNodeError';

/**
 * Refuses activation while the credential could not verify a single push.
 *
 * @param n8n the context of activation or of listening for a test event
 * @throws NodeOperationError naming the field, its rule and where to find the right value
 */
export async function checkSetup(n8n: IHookFunctions): Promise<void> {
	try {
		readPushAccount(await n8n.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL));
	} catch (error) {
		throw toNodeError(n8n.getNode(), error, { effect: 'read', now: Date.now() });
	}
}
