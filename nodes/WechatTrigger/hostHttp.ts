import type { IWebhookFunctions } from 'n8n-workflow';
import { untilAborted } from '../transport/abortableWaits';

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
 * Reads the bytes of the body as they came over the network. n8n's parsed body is of no use: names are lower-cased and
 * white space is lost.
 *
 * Whoever sends half a body makes n8n hold the request, and the sandbox that it has made ready for it, until they hang up.
 * Where the body is compressed, not even that ends it, because the end of its connection is not that of the decompressor. So
 * nothing compressed is read: WeChat compresses nothing.
 *
 * @param request n8n's request
 * @param patienceMs how long it may take
 * @returns an empty buffer when there is no body; a problem when it cannot be read: cut short, too slow, too large, compressed
 */
export async function readRawBody(
	request: HostRequest,
	patienceMs: number,
): Promise<Buffer | { problem: string }> {
	if (isCompressed(request)) return { problem: 'The body is compressed' };
	try {
		if (!request.rawBody) await untilAborted(AbortSignal.timeout(patienceMs))(request.readRawBody());
		return request.rawBody ?? Buffer.alloc(0);
	} catch {
		return { problem: 'The body could not be read' };
	}
}

function isCompressed({ headers }: HostRequest): boolean {
	const encodings = [headers['content-encoding'] ?? []].flat().join(',').toLowerCase();
	return !/^[\s,]*(identity[\s,]*)*$/.test(encodings);
}
