import type { IWebhookFunctions } from 'n8n-workflow';
import { visitorNetwork } from '../../core/oauth/visitorNetwork';
import type { HostResponse } from '../transport/hostAnswer';

/** What a visitor's browser says. */
export interface Visit {
	/** Parsed by n8n: values may be lists or objects, since the visitor chooses them. */
	query: Readonly<Record<string, unknown>>;
	/** As it came, without the question mark. */
	rawQuery: string;
	cookieHeader: string | undefined;
	acceptLanguage: string | undefined;
	userAgent: string;
	/** Whether the browser fetches the page ahead, and nobody has asked for it yet. */
	isAhead: boolean;
	/** Origin of the page that led here, e.g. `https://www.example.com`; empty when the browser does not say. */
	comesFrom: string;
	/** Network address as the nearest proxy saw it, or its network; empty when it is not known. */
	address: string;
}

/** Chrome's present and former name, Safari's and Firefox's. */
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
		// Where n8n was not told how many proxies there are, only what the nearest one saw can be relied on.
		address: visitorNetwork(ips.length > 0 ? ip : forwarded || ip),
	};
}

function originOf(address = ''): string {
	return URL.canParse(address) ? new URL(address).origin : '';
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
