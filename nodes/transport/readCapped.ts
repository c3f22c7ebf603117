import { IndeterminateResultError, InvalidInputError } from '../../core/errors/WechatErrors';
import type { WireRequest } from '../../core/api/wire';

const MB = 1024 * 1024;

/** An answer that comes in drops is given up after so many times its patience: a connection must not be held for days. */
const MOST_PAUSES = 20;

/** As much of a readable stream as is needed here. */
export interface AnswerStream extends AsyncIterable<Buffer> {
	destroy(): unknown;
	on(event: 'error', listener: () => void): unknown;
}

/** How an answer is read. */
export interface ReadingLimits {
	/** Its limits: `maxBytes`, and how long it may pause, once to twice `timeoutMs`; twenty times that in all. */
	wire: Pick<WireRequest, 'maxBytes' | 'whenLonger' | 'expects' | 'timeoutMs' | 'path'>;
	/** Ends the request that is answered. */
	giveUp(): void;
}

/**
 * Reads an answer as long as it keeps to its limits: a few bytes of compressed data can become gigabytes in memory.
 *
 * @param stream of the decompressed answer; it is destroyed when it is not read to its end
 * @param limits of size and patience
 * @returns all of it; its beginning where a longer one is cut
 * @throws InvalidInputError naming the limit of a file; IndeterminateResultError when anything else is longer than that, and when
 *   nothing more comes; whatever the stream fails with
 */
export async function readCapped(stream: AnswerStream, { wire, giveUp }: ReadingLimits): Promise<Buffer> {
	const { maxBytes } = wire;
	// A stream that is cut off after we have turned away from it must not take the process down.
	stream.on('error', () => {});
	const chunks: Buffer[] = [];
	const progress = { bytes: 0 };
	const read = async () => {
		for await (const chunk of stream) {
			chunks.push(chunk);
			progress.bytes += chunk.length;
			if (maxBytes === undefined || progress.bytes <= maxBytes) continue;
			if (wire.whenLonger !== 'cut') throw tooLong(maxBytes, wire);
			return Buffer.concat(chunks, maxBytes);
		}
		return Buffer.concat(chunks, progress.bytes);
	};
	const patience = watchProgress(progress, wire);
	try {
		return await Promise.race([read(), patience.exhausted]);
	} finally {
		patience.end();
		// Does nothing to an answer that has come to its end.
		giveUp();
		stream.destroy();
	}
}

/**
 * Rejects when nothing more comes; n8n's own timeout ends with the head of a streamed answer. What waits for a timer is kept by
 * Node.js until then, and the answer with it: it has to be ended.
 */
function watchProgress(
	progress: { bytes: number },
	{ timeoutMs, path }: ReadingLimits['wire'],
): { exhausted: Promise<never>; end(): void } {
	let end = () => {};
	const exhausted = new Promise<never>((_resolve, reject) => {
		const watch = (before: number, pauses: number) => {
			const timer = AbortSignal.timeout(timeoutMs);
			const look = () => {
				if (progress.bytes > before && pauses < MOST_PAUSES) watch(progress.bytes, pauses + 1);
				else reject(new IndeterminateResultError('maybe-sent', 'no complete answer came in time', path));
			};
			timer.addEventListener('abort', look, { once: true });
			end = () => timer.removeEventListener('abort', look);
		};
		watch(progress.bytes, 1);
	});
	return { exhausted, end: () => end() };
}

function tooLong(maxBytes: number, { expects, path }: ReadingLimits['wire']): Error {
	const limit = maxBytes < MB ? `${maxBytes / 1024} KB` : `${maxBytes / MB} MB`;
	if (expects !== 'binary')
		return new IndeterminateResultError('maybe-sent', `the response has more than ${limit}`, path);
	return new InvalidInputError(
		'File',
		`has more than ${limit}, the limit for media of this kind in WeChat`,
		'The download was stopped there, and nothing of it was kept. What counts is the size of the file, not how small it was made for the way.',
	);
}
