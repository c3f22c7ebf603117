import type { IWebhookFunctions } from 'n8n-workflow';
import { toSendFailure } from '../transport/sendThroughN8n';
import type { HostRequest } from './hostHttp';

/** Marks a copy, so that two triggers that relay to each other do not do so for ever. */
const RELAYED = 'x-wechat-relayed';

const TIMEOUT_MS = 5_000;

/** Beyond this many copies under way, further ones are given up: a slow receiver must not fill the memory. */
const MAX_UNDER_WAY = 100;

let underWay = 0;

/**
 * Sends a verified push on to other receivers, body and query string as they came, so that they can verify it again. It
 * returns at once; failures are logged.
 *
 * @param n8n the webhook's context
 * @param request the push
 * @param body its bytes
 * @param urls receivers
 */
export function relayPush(
	n8n: IWebhookFunctions,
	request: HostRequest,
	body: Buffer,
	urls: readonly string[],
): void {
	if (urls.length === 0 || request.headers[RELAYED] !== undefined) return;
	const query = request.originalUrl.split('?').slice(1).join('?');
	const contentType = request.headers['content-type'];
	const headers = {
		'content-type': typeof contentType === 'string' ? contentType : 'text/xml',
		[RELAYED]: '1',
	};
	for (const url of urls) {
		void relayTo(n8n, `${url}${url.includes('?') ? '&' : '?'}${query}`, headers, body, hostOf(url));
	}
}

async function relayTo(
	n8n: IWebhookFunctions,
	url: string,
	headers: Record<string, string>,
	body: Buffer,
	host: string,
): Promise<void> {
	if (underWay >= MAX_UNDER_WAY) {
		n8n.logger.warn(`WeChat Trigger did not relay a push to ${host}: ${MAX_UNDER_WAY} others are under way`);
		return;
	}
	underWay++;
	try {
		const { statusCode } = (await n8n.helpers.httpRequest({
			method: 'POST',
			url,
			headers,
			body,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		})) as { statusCode: number };
		if (statusCode >= 300)
			n8n.logger.warn(`WeChat Trigger relayed a push to ${host}, which answered HTTP ${statusCode}`);
	} catch (error) {
		n8n.logger.warn(`WeChat Trigger could not relay a push to ${host}: ${toSendFailure(error).message}`);
	} finally {
		underWay--;
	}
}

/** The path of a webhook is as good as a password and does not belong into a log. */
function hostOf(url: string): string {
	return new URL(url).host;
}
