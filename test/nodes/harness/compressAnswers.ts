import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

const THRESHOLD_BYTES = 1024;
const COMPRESSIBLE = /^text\/|json|xml/;

/**
 * Does to a response what the compression in front of n8n's webhooks does: the head is written before the body is handed on,
 * so that a length which nobody has stated is lost; texts of a kilobyte and more are compressed for clients that accept it,
 * and lose theirs too.
 *
 * @param request says what the client accepts
 * @param response to be answered
 */
export function compressAnswers(request: IncomingMessage, response: ServerResponse): void {
	const end = response.end.bind(response) as (chunk?: string | Buffer) => ServerResponse;
	const compressing = (chunk?: string | Buffer): ServerResponse => {
		if (response.headersSent) return end(chunk);
		const length = Number(response.getHeader('content-length') ?? Buffer.byteLength(chunk ?? ''));
		const compresses = length >= THRESHOLD_BYTES && mayCompress(request, response);
		if (compresses) {
			response.setHeader('content-encoding', 'gzip');
			response.removeHeader('content-length');
		}
		response.writeHead(response.statusCode);
		return end(compresses ? gzipSync(chunk ?? '') : chunk);
	};
	response.end = compressing as ServerResponse['end'];
}

function mayCompress(request: IncomingMessage, response: ServerResponse): boolean {
	const accepts = String(request.headers['accept-encoding'] ?? '').includes('gzip');
	const isText = COMPRESSIBLE.test(String(response.getHeader('content-type') ?? ''));
	return accepts && isText && !String(response.getHeader('cache-control') ?? '').includes('no-transform');
}
