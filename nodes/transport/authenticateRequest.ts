import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { readApiAccount } from './account';
import { CHECK_HEADER, checkAccount } from './checkAccount';

/** The HTTP Request node still uses the older form of a request, with its address in `uri`. */
type AnyRequest = IHttpRequestOptions & { uri?: string };

/** A request with it is made for what n8n stores before it is sent, and is not sent. */
export const STORE_ONLY_HEADER = 'x-wechat-mp-store-only';

/**
 * Adds the account's access token to a request, as WeChat wants it: in the query, also for POST.
 *
 * Requests that carry a token already, as those of our own nodes do, are left alone.
 *
 * @param credentials the decrypted credential, after preAuthentication
 * @param options the request
 * @throws Error for a request to any host but WeChat's and the credential's own; for the dialog's test, what it found
 */
export async function authenticateRequest(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { url, uri } = options as AnyRequest;
	const target = String(url ?? uri ?? '');
	if (options.headers?.[STORE_ONLY_HEADER]) throw new Error('Nothing was sent, as was asked for');
	if (/[?&]access_token=/.test(target)) return options;
	const { stored, host } = readApiAccount(credentials);
	if (options.headers?.[CHECK_HEADER]) {
		await checkAccount(credentials);
		delete options.headers[CHECK_HEADER];
		// As the check itself has called it, without what was pasted along with the address.
		options.baseURL = host.baseUrl;
	}
	refuseForeignHost(target, options.baseURL, host.baseUrl);
	options.qs = { ...options.qs, access_token: stored?.accessToken ?? '' };
	return options;
}

/** Whoever has the token can act as the account, so nobody else may get it through a mistyped or injected address. */
function refuseForeignHost(target: string, baseURL: string | undefined, apiHost: string): void {
	const own = new URL(apiHost);
	const called = parse(target, baseURL);
	if (called?.origin === own.origin) return;
	if (called?.protocol === 'https:' && called.hostname.endsWith('.weixin.qq.com')) return;
	const place = called ? `${called.protocol}//${called.host}` : 'an address that cannot be read';
	throw new Error(
		`The request was not sent: it goes to ${place}, and the access token is given only to ${own.origin} ` +
			'(the API Host of the credential) and to https://*.weixin.qq.com. Correct the URL. If that host is a proxy of your own ' +
			'for the WeChat API, enter it in the credential as Custom API Host; for any other service use a credential of its own.',
	);
}

function parse(target: string, baseURL: string | undefined): URL | undefined {
	try {
		return new URL(target, baseURL);
	} catch {
		return undefined;
	}
}
