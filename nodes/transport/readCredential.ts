import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { CREDENTIAL } from './account';
import { withinTime } from './withinTime';

/** As long as WeChat has for an answer. */
const TIMEOUT_MS = 30_000;

/**
 * Reads the credential of a node. n8n reads it from its database, which may not respond, so the time is limited.
 *
 * @param n8n any n8n context with credentials
 * @param limits `timeoutMs` how long it may take, `itemIndex` for which item, where the credential may hold expressions
 * @throws n8n's own error when there is no credential; SilentHost when n8n does not answer in time
 */
export async function readCredential(
	n8n: Pick<IExecuteFunctions, 'getCredentials'>,
	{ timeoutMs = TIMEOUT_MS, itemIndex }: { timeoutMs?: number; itemIndex?: number } = {},
): Promise<ICredentialDataDecryptedObject> {
	return await withinTime(
		timeoutMs,
		{ undone: 'n8n has not read the credential', part: 'database' },
		n8n.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL, itemIndex),
	);
}
