import { renewalOf } from '../../core/api/forcedRenewals';
import { concernsTheOther, singleFlight } from '../../core/api/singleFlight';
import { isFresh, obtainToken, type StoredToken } from '../../core/api/obtainToken';
import { knownForced, noteForced, recentToken, requestKey } from '../../core/api/tokenState';
import type { ApiPorts } from '../../core/api/wire';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { type ApiAccount, readApiAccount, secretsOf, toStoredFields } from './account';
import { beginUse, type CredentialUse } from './credentialUse';
import { describeToCredential } from './describeFailure';
import { hostPorts, tokenState } from './hostPorts';
import type { N8nRequest } from './sendThroughN8n';
import { isTokenTrusted, recordTokenAccepted } from './tokenLastAccepted';

/** A request that has a valid token waits no longer than this to learn of a newer one. */
const LATEST_TIMEOUT_MS = 5000;

/**
 * Returns the fields that n8n stores in the credential before a request: none when the stored token is still valid, else a new token. In
 * the dialog every message names the field or the remedy.
 *
 * @param request n8n's plain request helper
 * @param credentials the decrypted credential; `acquired` contains a token that a node has already fetched
 * @throws Error with the reason for the user
 */
export async function provideToken(
	request: N8nRequest,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	const acquired = credentials.acquired;
	if (typeof acquired === 'object' && acquired !== null) return acquired as IDataObject;
	const use = beginUse(credentials, request);
	const ports = hostPorts(request);
	const outcome = await currentFields(ports, credentials, use).catch(
		(error: unknown) => new Error(describeToCredential(error, ports.now(), secretsOf(credentials))),
	);
	if (outcome instanceof Error) throw outcome;
	return outcome;
}

async function currentFields(
	ports: ApiPorts,
	credentials: ICredentialDataDecryptedObject,
	use: CredentialUse,
): Promise<IDataObject> {
	const account = readApiAccount(credentials);
	const { stored, fingerprint } = account;
	if (stored && stored.accessToken === use.refused) {
		const token = await recentOrNew(ports, account, stored);
		const replaced = token.accessToken !== use.refused;
		use.renewal = renewalOf(replaced, token.forced, account.source.kind, ports.now());
		return toStoredFields(token, fingerprint);
	}
	if (!stored || !isFresh(stored, ports.now())) {
		return toStoredFields(await recentOrNew(ports, account), fingerprint);
	}
	// Requesting a classic token invalidates the previous one.
	const mayAsk = account.source.kind !== 'classic';
	if (!mayAsk || isTokenTrusted(fingerprint, stored.accessToken, ports.now())) return {};
	const latest = await askForLatest(ports, account, stored);
	return latest.accessToken === stored.accessToken ? {} : toStoredFields(latest, fingerprint);
}

/** A node in this process may have fetched it since n8n read the credential, which cannot be read again here. */
async function recentOrNew(
	ports: ApiPorts,
	account: ApiAccount,
	refused?: StoredToken,
): Promise<StoredToken> {
	const { fingerprint } = account;
	const recent = recentToken(tokenState(), requestKey(fingerprint, refused), ports.now());
	return recent ?? (await ask(ports, account, refused));
}

async function ask(ports: ApiPorts, account: ApiAccount, refused?: StoredToken): Promise<StoredToken> {
	const { host, source, stored, fingerprint } = account;
	const key = requestKey(fingerprint, refused);
	const request = async () => {
		const token = await obtainToken(ports, host, source, {
			refused,
			forced: knownForced(tokenState(), fingerprint, stored?.forced, ports.now()),
			noteForced: (forced) => noteForced(tokenState(), fingerprint, forced),
		});
		recordTokenAccepted(fingerprint, token.accessToken, ports.now());
		return token;
	};
	return await singleFlight(tokenState().inFlight, key, request, concernsTheOther);
}

/**
 * Another program may have replaced the stored token, and n8n does not notice when WeChat refuses it. A request in normal mode reveals that
 * at almost no cost. If there is no answer, the stored token stays in use for another while.
 */
async function askForLatest(ports: ApiPorts, account: ApiAccount, stored: StoredToken): Promise<StoredToken> {
	const hurried = { ...account, host: { ...account.host, timeoutMs: LATEST_TIMEOUT_MS } };
	try {
		return await ask(ports, hurried);
	} catch {
		recordTokenAccepted(account.fingerprint, stored.accessToken, ports.now());
		return stored;
	}
}
