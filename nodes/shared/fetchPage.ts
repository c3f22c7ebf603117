import { classify } from '../../core/api/classify';
import { isLocalHost } from '../../core/account/localHost';
import { repeatCall } from '../../core/api/repeatCall';
import { isWebPage } from '../../core/api/webPage';
import type { ApiAnswer, ApiPorts, WireResponse } from '../../core/api/wire';
import { InvalidInputError, IndeterminateResultError } from '../../core/errors/WechatErrors';
import { readPageHosts } from '../transport/account';
import { hostPorts } from '../transport/hostPorts';
import { readCredential } from '../transport/readCredential';
import { MAX_MEDIA_BYTES } from './mediaRules';
import type { ItemContext } from './itemContexts';

const TIMEOUT_MS = 60_000;
/** File hosts answer 403 for expired URLs. */
const NOTHING_THERE = [403, 404, 410];
const REDIRECTS = [301, 302, 303, 307, 308];
const MAX_REDIRECTS = 5;

/**
 * Returns the host of QR code images and subscription pages, from the credential.
 *
 * @returns e.g. `https://mp.weixin.qq.com`, without a trailing slash
 */
export async function mpHost(item: ItemContext): Promise<string> {
	return readPageHosts(await readCredential(item.n8n)).mp;
}

/** Limits of a file, and the errors for a file that does not meet them. */
export interface PageLimits {
	/** Maximum size, by default WeChat's. */
	maxBytes?: number;
	/** Error for a web page, for a URL from the user: it may be that of a page, and its host is not WeChat's. */
	page?: InvalidInputError;
	/** Error for a larger file, when the user cannot make it smaller. */
	tooLong?: InvalidInputError;
}

/**
 * Fetches a public file that is not part of the API: a QR code image, the file of a video, or a URL from the user. No token is sent, so
 * redirects are followed; lost connections are retried like every read.
 *
 * @param item context of the current item
 * @param url absolute
 * @param missing error for a URL without a file
 * @param limits of the file
 * @throws InvalidInputError: `missing` when the host says that there is no file, denies access, redirects endlessly, or into a local network; `page`; or
 *   `tooLong`, or another one without it, when the file is too large. IndeterminateResultError when there is no file in the answer
 */
export async function fetchPage(
	item: ItemContext,
	url: string,
	missing: InvalidInputError,
	{ maxBytes = MAX_MEDIA_BYTES, page, tooLong }: PageLimits = {},
): Promise<ApiAnswer> {
	const { helpers } = item.n8n;
	const signal = item.n8n.getExecutionCancelSignal();
	const ports = {
		...hostPorts(async (options) => await helpers.httpRequest(options), signal),
		sleep: item.connection.sleep,
	};
	if (!isWebAddress(url)) {
		throw new IndeterminateResultError(
			'maybe-sent',
			'WeChat returned an unusable address',
			'the address of the file',
		);
	}
	return await repeatCall(ports, { effect: 'read' }, async () => {
		const { response, path } = await follow(ports, url, missing, maxBytes).catch((error: unknown) => {
			const isTooLong = error instanceof InvalidInputError && error !== missing;
			throw isTooLong ? (tooLong ?? error) : error;
		});
		if (NOTHING_THERE.includes(response.status)) throw missing;
		if (page) refuseGiven(response, path, page);
		return classify(response, path, 'binary');
	});
}

/** Refuses an answer without a file from a host that is not WeChat's. */
function refuseGiven({ status, headers, body }: WireResponse, path: string, page: InvalidInputError): void {
	if (status < 200 || status > 299)
		throw new IndeterminateResultError('maybe-sent', `the host of the file answered HTTP ${status}`, path);
	if (isWebPage(body, headers['content-type'])) throw page;
}

/**
 * Makes a separate request for each redirect, so that n8n's SSRF guard sees each URL. Without that guard, which is off by default, a host of
 * the internet must at least not lead into the local network.
 */
async function follow(
	ports: ApiPorts,
	url: string,
	missing: InvalidInputError,
	maxBytes: number,
): Promise<{ response: WireResponse; path: string }> {
	let address = url;
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		const path = new URL(address).pathname;
		const response = await ports.send({
			path,
			method: 'GET',
			url: address,
			headers: {},
			timeoutMs: TIMEOUT_MS,
			maxBytes,
			expects: 'binary',
		});
		const { location } = response.headers;
		if (!REDIRECTS.includes(response.status) || !location) return { response, path };
		if (!URL.canParse(location, address)) throw missing;
		const next = new URL(location, address);
		if (isLocalHost(next.hostname) && !isLocalHost(new URL(address).hostname)) throw missing;
		address = next.href;
		if (!isWebAddress(address)) throw missing;
	}
	throw missing;
}

function isWebAddress(url: string): boolean {
	return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
