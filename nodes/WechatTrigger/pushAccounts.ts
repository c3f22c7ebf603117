import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';
import type { PushAccount } from '../../core/protocol/openPush';
import { CREDENTIAL, readPushAccount } from '../transport/account';

/** How long keys are used without looking whether the credential has changed. */
const KEEP_MS = 10_000;

/** How soon a refused request may make n8n read the credential again. */
const LOOK_AGAIN_MS = 1_000;

interface Known {
	account: PushAccount;
	readAt: number;
}

/** By id of the credential. n8n reads and decrypts a credential anew for every request, at the price of the rest of it. */
const known = new Map<string, Known>();
const MAX_KNOWN = 500;

/** The keys of the account, and whether they are certainly those in the credential now. */
export interface AccountKeys {
	account: PushAccount;
	/** True when the credential may have been changed since it was read, so that a refusal has to be checked. */
	mayBeOutdated: boolean;
}

/**
 * Gives the keys by which a request is verified.
 *
 * @param n8n the webhook's context
 * @param now Unix milliseconds
 * @throws InputRefused when the credential is malformed; n8n's own error when there is none
 */
export async function accountKeys(n8n: IWebhookFunctions, now: number): Promise<AccountKeys> {
	const found = known.get(idOf(n8n));
	if (found && now - found.readAt < KEEP_MS && now >= found.readAt) {
		return { account: found.account, mayBeOutdated: now - found.readAt >= LOOK_AGAIN_MS };
	}
	return { account: await freshKeys(n8n, now), mayBeOutdated: false };
}

/**
 * Reads the keys from the credential, whatever is known of it.
 *
 * @param n8n the webhook's context
 * @param now Unix milliseconds
 * @throws as {@link accountKeys}
 */
export async function freshKeys(n8n: IWebhookFunctions, now: number): Promise<PushAccount> {
	const id = idOf(n8n);
	known.delete(id);
	const account = readPushAccount(await n8n.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL));
	if (known.size >= MAX_KNOWN) known.clear();
	if (id !== '') known.set(id, { account, readAt: now });
	return account;
}

function idOf(n8n: IWebhookFunctions): string {
	return n8n.getNode().credentials?.[CREDENTIAL]?.id ?? '';
}
