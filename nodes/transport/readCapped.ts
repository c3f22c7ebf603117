import { IndeterminateResultError, InvalidInputError } from '../../core/errors/WechatErrors';

const MB = 1024 * 1024;

/** As much of a readable stream as is needed here. */
export interface AnswerStream extends AsyncIterable<Buffer> {
	destroy(): unknown;
	on(event: 'error', listener: () => void): unknown;
}

/** How an answer is read. */
export interface ReadingLimits {
	/** Most that is taken; undefined takes all. */
	maxBytes: number | undefined;
	/** How long it may pause, once to twice. */
	timeoutMs: number;
	/** Of the request, for errors. */
	path: string;
	/** Ends the request that is answered. */
	giveUp(): void;
}

/**
 * Reads an answer as long as it keeps to its limits: a few bytes of compressed data can become gigabytes in memory.
 *
 * @param stream of the decompressed answer; it is destroyed when it is not read to its end
 * @param limits of size and patience
 * @throws InvalidInputError naming the limit; IndeterminateResultError when nothing more comes; whatever the stream fails with
 */
export async function readCapped(stream: AnswerStream, limits: ReadingLimits): Promise<Buffer> {
	const { maxBytes } = limits;
	// A stream that is cut off after we have turned away from it must not take the process down.
	stream.on('error', () => {});
	const chunks: Buffer[] = [];
	const progress = { bytes: 0, isOver: false };
	const read = async () => {
		for await (const chunk of stream) {
			chunks.push(chunk);
			progress.bytes += chunk.length;
			if (maxBytes !== undefined && progress.bytes > maxBytes) throw tooLarge(maxBytes);
		}
		return Buffer.concat(chunks, progress.bytes);
	};
	try {
		return await Promise.race([read(), silence(progress, limits)]);
	} finally {
		progress.isOver = true;
		// Does nothing to an answer that has come to its end.
		limits.giveUp();
		stream.destroy();
	}
}

/** Rejects when nothing more comes; n8n's own timeout ends with the head of a streamed answer. */
async function silence(
	progress: { bytes: number; isOver: boolean },
	{ timeoutMs, path }: ReadingLimits,
): Promise<never> {
	return await new Promise((_resolve, reject) => {
		const watch = (before: number) =>
			AbortSignal.timeout(timeoutMs).addEventListener('abort', () => {
				if (progress.isOver) return;
				if (progress.bytes > before) watch(progress.bytes);
				else reject(new IndeterminateResultError('maybe-sent', 'no answer came in time', path));
			});
		watch(progress.bytes);
	});
}

function tooLarge(maxBytes: number): InvalidInputError {
	return new InvalidInputError(
		'File',
		`has more than ${maxBytes / MB} MB, the limit for media of this kind in WeChat`,
		'The download was stopped there, and nothing of it was kept. What counts is the size of the file, not how small it was made for the way.',
	);
}
