import type { IWebhookFunctions } from 'n8n-workflow';

/** As much of n8n's request object as the trigger needs. */
export interface HostRequest {
	/** Path and query string as they came over the network. */
	originalUrl: string;
	/** Parsed by n8n: values may be arrays or objects, since a hostile caller chooses them. */
	query: Readonly<Record<string, unknown>>;
	headers: Readonly<Record<string, string | string[] | undefined>>;
	/** Present when n8n has read the body before the node was called, which depends on the content type. */
	rawBody?: Buffer;
	readRawBody(): Promise<void>;
}

/**
 * The request that n8n is handling.
 *
 * @param n8n the webhook's context
 */
export function requestOf(n8n: IWebhookFunctions): HostRequest {
	return n8n.getRequestObject();
}

/**
 * Whether a body is compressed. WeChat compresses none, and n8n never learns that the sender of half of one has hung up: it would
 * hold the request, and what it has made ready for it, for ever.
 *
 * @param request n8n's request
 */
export function isCompressed({ headers }: HostRequest): boolean {
	const encodings = [headers['content-encoding'] ?? []].flat().join(',').toLowerCase();
	return !/^[\s,]*(identity[\s,]*)*$/.test(encodings);
}

/**
 * Reads the bytes of the body as they came over the network. n8n's parsed body is of no use: names are lower-cased and
 * white space is lost.
 *
 * @param request n8n's request
 * @returns an empty buffer when there is no body; undefined when it cannot be read: cut short, too large, a form
 */
export async function readRawBody(request: HostRequest): Promise<Buffer | undefined> {
	try {
		if (!request.rawBody) await request.readRawBody();
		return request.rawBody ?? Buffer.alloc(0);
	} catch {
		return undefined;
	}
}
