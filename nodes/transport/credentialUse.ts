import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Renewal } from '../../core/errors/WechatErrors';
import { processStore } from '../../core/state/processStore';
import type { N8nRequest } from './sendThroughN8n';

/** Data about one request while n8n authenticates it. */
export interface CredentialUse {
	/** n8n's request helper, which `authenticate` does not get. */
	request: N8nRequest;
	/** The token that WeChat refused while this request was prepared. */
	refused?: string;
	/** The result of renewing it. */
	renewal?: Renewal;
}

/** n8n passes the same object to `preAuthentication` and then to `authenticate`, so data can be attached to it. */
const uses = processStore({
	name: 'what preAuthentication tells authenticate',
	bound: 'ends with the request',
	elsewhere: 'nothing: n8n prepares and sends a request in one process',
	create: () => new WeakMap<object, CredentialUse>(),
	size: () => ({}),
});

/** Attaches the request helper; a refused token stays attached. */
export function beginUse(credentials: ICredentialDataDecryptedObject, request: N8nRequest): CredentialUse {
	const use = { ...uses().get(credentials), request };
	uses().set(credentials, use);
	return use;
}

/** The data of this request; undefined when n8n did not call preAuthentication before it. */
export function currentUse(credentials: ICredentialDataDecryptedObject): CredentialUse | undefined {
	return uses().get(credentials);
}
