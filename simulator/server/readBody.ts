import type { IncomingMessage } from 'node:http';

/** Larger than any upload the platform accepts. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Reads a request's body.
 *
 * @returns the bytes, or null when it is longer than 32 MB
 * @throws Error when the connection breaks
 */
export function readBody(request: IncomingMessage): Promise<Buffer | null> {
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let length = 0;
		request.on('data', (chunk: Buffer) => {
			length += chunk.length;
			if (length > MAX_BYTES) return resolve(null);
			chunks.push(chunk);
		});
		request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
		request.on('error', reject);
	});
}
