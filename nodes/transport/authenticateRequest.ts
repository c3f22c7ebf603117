import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { type RawCredential, readApiAccount } from './account';

/**
 * Adds the account's access token to a request, as WeChat wants it: in the query, also for POST.
 *
 * Requests of our own nodes carry it already and are left alone.
 *
 * @param credentials the decrypted credential, after preAuthentication
 * @param options the request; also the older form that the HTTP Request node uses
 */
export async function authenticateRequest(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	if (/[?&]access_token=/.test(options.url ?? '')) return options;
	const { stored } = readApiAccount(credentials as RawCredential);
	options.qs = { ...options.qs, access_token: stored?.accessToken ?? '' };
	return options;
}
