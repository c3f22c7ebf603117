import { type ICredentialDataDecryptedObject, type IHookFunctions, NodeOperationError } from 'n8n-workflow';
import { CREDENTIAL } from './account';
import { describeInOneText } from './describeFailure';
import { readCredential } from './readCredential';

/** What a trigger checks before its workflow is published or listens; either check throws InvalidInputError. */
export interface PublishingChecks {
	/** Checks the decrypted credential. */
	credential(raw: ICredentialDataDecryptedObject): void;
	/** Checks the parameters of the node. */
	node(): Promise<void> | void;
}

/**
 * Checks a trigger's settings. n8n only shows the message of an error thrown here, so it names the credential or node, the field, and what
 * to do.
 *
 * @param n8n the context of publishing or of listening for a test event
 * @param checks of the credential, which comes first, and of the node
 * @throws NodeOperationError with place, field, rule and remedy in its message; n8n's own error when there is no credential
 */
export async function checkBeforePublishing(n8n: IHookFunctions, checks: PublishingChecks): Promise<void> {
	const node = n8n.getNode();
	const raw = await readCredential(n8n);
	const credential = node.credentials?.[CREDENTIAL]?.name ?? '';
	const parts = [
		{ place: `Credential "${credential}"`, check: async () => checks.credential(raw) },
		{ place: `Node "${node.name}"`, check: async () => await checks.node() },
	];
	for (const { place, check } of parts) {
		try {
			await check();
		} catch (error) {
			const text = describeInOneText(error, { effect: 'read', now: Date.now() });
			throw new NodeOperationError(node, `${place} → ${text}`);
		}
	}
}
