import type { IHookFunctions } from 'n8n-workflow';
import { toNodeError } from '../transport/toNodeError';
import { readSetup } from './readSetup';

/**
 * Refuses activation while no visitor could be logged in.
 *
 * @param n8n the context of activation or of listening for a test event
 * @throws NodeOperationError naming the field, its rule and the remedy
 */
export async function checkSetup(n8n: IHookFunctions): Promise<void> {
	try {
		await readSetup(n8n);
	} catch (error) {
		throw toNodeError(n8n.getNode(), error, { effect: 'read', now: Date.now() });
	}
}
