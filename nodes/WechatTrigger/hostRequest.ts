import type { IWebhookFunctions } from 'n8n-workflow';
import { untilAborted } from '../transport/abortableWaits';

/** The part of n8n's request object that the trigger needs. */
export interface HostRequest {
	/** Path and query string as received. */
	originalUrl: string;
	/** Parsed by n8n: values may be arrays or objects, since an attacker can choose them. */
	query: Readonly<Record<string, unknown>>;
	headers: Readonly<Record<string, string | string[] | undefined>>;
	/** Present when n8n has already read the body, which depends on the content type. */
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
 * Reads the bytes of the body as received. n8n's parsed body is of no use: it has lower-cased names and lost white space.
 *
 * A client that sends only part of a body makes n8n hold the request, and the sandbox prepared for it, until the client disconnects. With a
 * compressed body not even that helps, because the end of the connection does not end the decompressor. WeChat never compresses, so
 * compressed bodies are not read at all.
 *
 * @param request n8n's request
 * @param timeoutMs how long it may take
 * @returns an empty buffer when there is no body; a problem when it cannot be read: cut short, too slow, too large, compressed
 */
export async function readRawBody(
	request: HostRequest,
	timeoutMs: number,
): Promise<Buffer | { problem: string }> {
	if (isCompressed(request)) return { problem: 'The body is compressed' };
	try {
		if (!request.rawBody) await untilAborted(AbortSignal.timeout(timeoutMs))(request.readRawBody());
		return request.rawBody ?? Buffer.alloc(0);
	} catch {
		return { problem: 'The body could not be read' };
	}
}

function isCompressed({ headers }: HostRequest): boolean {
	const encodings = [headers['content-encoding'] ?? []].flat().join(',').toLowerCase();
	return !/^[\s,]*(identity[\s,]*)*$/.test(encodings);
}
