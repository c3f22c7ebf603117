import type { IWebhookFunctions } from 'n8n-workflow';
import type { HostResponse } from '../transport/hostAnswer';

/** What a visitor's browser says. */
export interface Visit {
	/** Parsed by n8n: values may be lists or objects, since the visitor chooses them. */
	query: Readonly<Record<string, unknown>>;
	cookieHeader: string | undefined;
	acceptLanguage: string | undefined;
	userAgent: string;
	/** Network address, as the nearest proxy saw it; empty when it is not known. */
	address: string;
}

/**
 * Reads the request that n8n is handling.
 *
 * @param n8n the webhook's context
 */
export function visitOf(n8n: IWebhookFunctions): Visit {
	const { query, headers, ip = '', ips = [] } = n8n.getRequestObject();
	const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim();
	return {
		query: query as Readonly<Record<string, unknown>>,
		cookieHeader: headers.cookie,
		acceptLanguage: headers['accept-language'],
		userAgent: headers['user-agent'] ?? '',
		// Where n8n was not told how many proxies there are, only what the nearest one saw can be relied on.
		address: ips.length > 0 ? ip : forwarded || ip,
	};
}

/**
 * Calls back in the last moment before an answer of somebody else begins, when headers can still be set.
 *
 * @param response n8n's response
 * @param act gets the address that the browser is sent to, if it is
 */
export function beforeHead(response: HostResponse, act: (location: string | undefined) => void): void {
	const { writeHead } = response;
	response.writeHead = (...head) => {
		const location = response.getHeader('location');
		act(typeof location === 'string' ? location : undefined);
		return writeHead.apply(response, head);
	};
}
