import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import {
	isTokenPlaceholder,
	TOKEN_PARAMETER,
	withoutTokenPlaceholder,
} from '../../core/api/tokenPlaceholder';
import { readApiAccount } from './account';
import { CHECK_HEADER, checkAccount } from './checkAccount';

/** The HTTP Request node still uses the older form of a request, with the URL in `uri`. */
type AnyRequest = IHttpRequestOptions & { uri?: string };

/** Marks a request that is made only so that n8n stores fields before it; it is not sent. */
export const STORE_ONLY_HEADER = 'x-wechat-mp-store-only';

/** Marks a query to which our token was added: n8n repeats the same request once that token was replaced. */
const OURS = Symbol('query with a token of ours');

/**
 * Adds the account's access token to a request the way WeChat wants it: in the query, also for POST. It replaces the placeholder in a URL
 * copied from the documentation.
 *
 * A request that has its own token, as those of our own nodes do, is left unchanged.
 *
 * @param credentials the decrypted credential, after preAuthentication
 * @param options the request, which is not modified
 * @returns the request with the token
 * @throws Error for a request to any host but WeChat's and the credential's own; for the test in the credential dialog, what it found
 */
export async function authenticateRequest(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	if (options.headers?.[STORE_ONLY_HEADER]) throw new Error('Nothing was sent, as requested');
	const request = withoutPlaceholders(options);
	if (hasOwnToken(request)) return options;
	const { stored, host } = readApiAccount(credentials);
	if (request.headers?.[CHECK_HEADER]) {
		await checkAccount(credentials);
		const { [CHECK_HEADER]: _check, ...headers } = request.headers;
		request.headers = headers;
		// The normalized URL, which the check itself has called.
		request.baseURL = host.baseUrl;
	}
	refuseForeignHost(targetOf(request), request.baseURL, host.baseUrl);
	const qs = { ...request.qs, [TOKEN_PARAMETER]: stored?.accessToken ?? '' };
	return { ...request, qs: Object.defineProperty(qs, OURS, { value: true }) };
}

function withoutPlaceholders(options: AnyRequest): AnyRequest {
	const { url, uri } = options;
	return {
		...options,
		...(typeof url === 'string' ? { url: withoutTokenPlaceholder(url) } : {}),
		...(typeof uri === 'string' ? { uri: withoutTokenPlaceholder(uri) } : {}),
	};
}

function targetOf({ url, uri }: AnyRequest): string {
	return String(url ?? uri ?? '');
}

function hasOwnToken(request: AnyRequest): boolean {
	if (/[?&]access_token=/.test(targetOf(request))) return true;
	const { qs = {} } = request;
	if (Object.hasOwn(qs, OURS)) return false;
	const token = qs[TOKEN_PARAMETER] ?? '';
	return typeof token !== 'string' || !isTokenPlaceholder(token);
}

/** The token gives full access to the account, so a mistyped or injected URL must not send it to another host. */
function refuseForeignHost(target: string, baseURL: string | undefined, apiHost: string): void {
	const own = new URL(apiHost);
	const called = parse(target, baseURL);
	if (called?.origin === own.origin) return;
	if (called?.protocol === 'https:' && called.hostname.endsWith('.weixin.qq.com')) return;
	const place = called ? `${called.protocol}//${called.host}` : 'an address that cannot be read';
	throw new Error(
		`The request was not sent: it goes to ${place}, and the access token is given only to ${own.origin} ` +
			'(the API Host of the credential) and to https://*.weixin.qq.com. Correct the URL. If that host is a proxy of your own ' +
			'for the WeChat API, enter it in the credential as Custom API Host; for any other service use a separate credential.',
	);
}

function parse(target: string, baseURL: string | undefined): URL | undefined {
	try {
		return new URL(target, baseURL);
	} catch {
		return undefined;
	}
}
