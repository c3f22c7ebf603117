import { isLocalHost } from '../account/localHost';

/** How texts name the variable with the public address of n8n: the name since n8n 2.30, which still reads the older one. */
export const PUBLIC_URL_VARIABLE = 'N8N_WEBHOOK_URL (before n8n 2.30: WEBHOOK_URL)';

/**
 * Says why WeChat would not accept a server URL.
 *
 * @param url the address that n8n gives a webhook
 * @returns a sentence for the user, or undefined when nothing is wrong. It is only advice: a reverse proxy may publish the webhook under
 *   another address than n8n knows
 * @see https://developers.weixin.qq.com/doc/service/guide/dev/push/
 */
export function serverUrlAdvice(url: string): string | undefined {
	if (!URL.canParse(url))
		return `The webhook URL of this n8n is not a valid address. Set ${PUBLIC_URL_VARIABLE}.`;
	const { protocol, hostname, port } = new URL(url);
	if (isLocalHost(hostname)) {
		return `WeChat cannot reach ${hostname}. Set ${PUBLIC_URL_VARIABLE} to the public address of this n8n.`;
	}
	// The URL class drops the default port of the protocol.
	if (port !== '' || (protocol !== 'https:' && protocol !== 'http:')) {
		return `WeChat accepts http on port 80 and https on port 443 only, not ${protocol}//${hostname}${port && `:${port}`}. Let a reverse proxy map the port and set ${PUBLIC_URL_VARIABLE}.`;
	}
	return undefined;
}
