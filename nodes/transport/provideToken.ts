import type { ApiPorts } from '../../core/api/wire';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { joinFlight } from '../../core/api/joinFlight';
import { obtainToken } from '../../core/api/obtainToken';
import { type RawCredential, readApiAccount, secretsOf, toStoredFields } from './account';
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
	const secrets = secretsOf(credentials);
	const outcome = await currentFields(ports, credentials).catch(
		(error: unknown) => new Error(explain(error, ports.now(), secrets)),
	);
	if (outcome instanceof Error) throw outcome;
	return outcome;
}

async function currentFields(ports: ApiPorts, credentials: RawCredential): Promise<IDataObject> {
	const { stored, host, source, fingerprint } = readApiAccount(credentials);
	if (stored && stored.expiresAt > ports.now()) return {};
	const token = await joinFlight(
		tokenFlights,
		`${fingerprint}:`,
		async () => await obtainToken(ports, host, source, { forcedAt: stored?.forcedAt }),
	);
	return toStoredFields(token, fingerprint);
}

/** The dialog shows one text only, so what happened and what to do go into it together. */
function explain(error: unknown, now: number, secrets: string[]): string {
	const { message, description } = describeFailure(error, { effect: 'read', now, secrets });
	return `${message}. ${description}`;
}
