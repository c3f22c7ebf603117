import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { CREDENTIAL } from './account';
import { withinTime } from './withinTime';

/** As long as WeChat has for an answer. */
const PATIENCE_MS = 30_000;

/**
 * Reads the credential of a node. n8n has it in its database: whoever reads it waits for so long and no longer.
 *
 * @param n8n any n8n context with credentials
 * @param limits `patienceMs` how long it may take, `itemIndex` for which item, where the credential may hold expressions
 * @throws n8n's own error when there is no credential; SilentHost when it says nothing in time
 */
export async function readCredential(
	n8n: Pick<IExecuteFunctions, 'getCredentials'>,
	{ patienceMs = PATIENCE_MS, itemIndex }: { patienceMs?: number; itemIndex?: number } = {},
): Promise<ICredentialDataDecryptedObject> {
	return await withinTime(
		patienceMs,
		{ undone: 'n8n has not read the credential', part: 'database' },
		n8n.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL, itemIndex),
	);
}
