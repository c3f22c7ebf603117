import type { ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';

const BLOCK = Buffer.alloc(1024 * 1024, ' ');

/** Compresses spaces into the body of an answer until the other side hangs up. */
export function answerEndlessly(response: ServerResponse): void {
	response.setHeader('content-encoding', 'gzip');
	const zip = createGzip();
	zip.pipe(response);
	const more = () => void (response.destroyed ? zip.destroy() : zip.write(BLOCK, () => setImmediate(more)));
	more();
}
