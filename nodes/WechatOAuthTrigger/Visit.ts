import type { IWebhookFunctions } from 'n8n-workflow';
import { visitorNetwork } from '../../core/oauth/visitorNetwork';

/** The part of a visitor's request that the trigger needs. */
export interface Visit {
	/** Parsed by n8n: values may be arrays or objects, since the visitor chooses them. */
	query: Readonly<Record<string, unknown>>;
	/** As received, without the question mark. */
	rawQuery: string;
	cookieHeader: string | undefined;
	acceptLanguage: string | undefined;
	userAgent: string;
	/** Whether the browser only prefetches the page, which nobody has opened yet. */
	isAhead: boolean;
	/** Origin of the page with the link, e.g. `https://www.example.com`; empty when the browser does not send it. */
	comesFrom: string;
	/** Network address as the nearest proxy saw it, or its network; empty when not known. */
	address: string;
}

/** Headers of Chrome (current and former name), Safari and Firefox. */
const AHEAD = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'];

/**
 * Reads the request that n8n is handling.
 *
 * @param n8n the webhook's context
 */
export function visitOf(n8n: IWebhookFunctions): Visit {
	const { query, headers, ip = '', ips = [], originalUrl } = n8n.getRequestObject();
	const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim();
	return {
		query: query as Readonly<Record<string, unknown>>,
		rawQuery: originalUrl.split('?').slice(1).join('?'),
		cookieHeader: headers.cookie,
		acceptLanguage: headers['accept-language'],
		userAgent: headers['user-agent'] ?? '',
		isAhead: AHEAD.some((name) => /prefetch|prerender|preview/i.test(String(headers[name] ?? ''))),
		comesFrom: originOf(headers.referer),
		// If n8n does not know how many proxies there are, only the entry of the nearest one can be trusted.
		address: visitorNetwork(ips.length > 0 ? ip : forwarded || ip),
	};
}

function originOf(address = ''): string {
	return URL.canParse(address) ? new URL(address).origin : '';
}
