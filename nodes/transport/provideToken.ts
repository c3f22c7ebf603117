import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { joinFlight } from '../../core/api/joinFlight';
import { obtainToken } from '../../core/api/obtainToken';
import { type ApiAccount, readApiAccount, toStoredFields } from './account';
import { describeFailure } from './describeFailure';
import { hostPorts, tokenFlights } from './hostPorts';
import type { N8nRequest } from './sendThroughN8n';

/**
 * Gives the fields that n8n shall keep in the credential before a request goes out: nothing when the stored token is still
 * good, else a new token. In the dialog it is the credential test, so every message names the field or the remedy.
 *
 * @param request n8n's plain request helper
 * @param credentials the decrypted credential; `acquired` holds a token that a node has already fetched
 * @throws Error with the reason for a person
 */
export async function provideToken(
	request: N8nRequest,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	const acquired = credentials.acquired;
	if (typeof acquired === 'object' && acquired !== null) return acquired as IDataObject;
	const ports = hostPorts(request);
	let account: ApiAccount | undefined;
	try {
		account = readApiAccount(credentials);
		const { stored, host, source, fingerprint } = account;
		if (stored && stored.expiresAt > ports.now()) return {};
		const token = await joinFlight(
			tokenFlights,
			`${fingerprint}:`,
			async () => await obtainToken(ports, host, source, { forcedAt: stored?.forcedAt }),
		);
		return toStoredFields(token, fingerprint);
	} catch (error) {
		const { message, description } = describeFailure(error, {
			effect: 'read',
			now: ports.now(),
			secrets: account?.secrets,
		});
		throw new Error(`${message}. ${description}`);
	}
}
