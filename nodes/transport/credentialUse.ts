import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Renewal } from '../../core/errors/WechatErrors';
import { processStore } from '../../core/state/processStore';
import type { N8nRequest } from './sendThroughN8n';

/** What is known while n8n authenticates one request. */
export interface CredentialUse {
	/** n8n's request helper, which `authenticate` does not get. */
	request: N8nRequest;
	/** The token that the platform refused while this request was prepared. */
	refused?: string;
	/** What came of renewing it. */
	renewal?: Renewal;
}

/** n8n hands the same object to `preAuthentication` and then to `authenticate`, so it can carry what is between them. */
const uses = processStore({
	name: 'what preAuthentication tells authenticate',
	bound: 'ends with the request',
	elsewhere: 'nothing: n8n prepares and sends a request in one process',
	create: () => new WeakMap<object, CredentialUse>(),
	size: () => ({}),
});

/** Notes the request helper for what comes after; a refused token stays noted. */
export function beginUse(credentials: ICredentialDataDecryptedObject, request: N8nRequest): CredentialUse {
	const use = { ...uses().get(credentials), request };
	uses().set(credentials, use);
	return use;
}

/** What was noted for this request; undefined when n8n asked for no token before it. */
export function currentUse(credentials: ICredentialDataDecryptedObject): CredentialUse | undefined {
	return uses().get(credentials);
}
