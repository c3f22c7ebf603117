import { PUBLIC_URL_VARIABLE } from '../push/serverUrl';

const LOOPBACK = /^(localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0)$/;

/**
 * Says why WeChat would show an error instead of sending visitors back to an address. Unlike a server URL, a callback may be in a local
 * network: the visitor's browser opens it, and a test account takes any host.
 *
 * @param url the address that n8n gives a webhook
 * @returns a sentence for the user, or undefined when nothing is wrong. It is only advice: a reverse proxy may publish the webhook under
 *   another address than n8n knows
 * @see https://developers.weixin.qq.com/doc/service/guide/h5/auth.html
 * @see https://developers.weixin.qq.com/community/develop/doc/00086833d108989ff59b9d39851400
 */
export function callbackAdvice(url: string): string | undefined {
	// An address that is none is refused elsewhere.
	if (!URL.canParse(url)) return undefined;
	// The URL class drops the default port of the protocol.
	const { hostname, host, port } = new URL(url);
	if (LOOPBACK.test(hostname)) {
		return `a phone cannot reach ${hostname}. Set ${PUBLIC_URL_VARIABLE} to the public address of this n8n.`;
	}
	if (port !== '') {
		return `web authorization domains have no port, so WeChat shows error 10003 for ${host}, except to a test account whose domain was entered with the port. Let a reverse proxy map the port and set ${PUBLIC_URL_VARIABLE}.`;
	}
	return undefined;
}
