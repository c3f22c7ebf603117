import { sleep } from 'n8n-workflow';
import { IndeterminateResultError, InvalidInputError } from '../../core/errors/WechatErrors';
import type { WireRequest } from '../../core/api/wire';

const MB = 1024 * 1024;

/** An answer that trickles in is aborted after this many pauses of `timeoutMs`: a connection must not be held for days. */
const MAX_PAUSES = 20;

/** The part of a readable stream that is needed here. */
export interface AnswerStream {
	destroy(): unknown;
	on(event: 'data', listener: (chunk: Buffer) => void): unknown;
	on(event: 'error', listener: (error: Error) => void): unknown;
	on(event: 'end' | 'close', listener: () => void): unknown;
}

/** The limits for reading an answer. */
export interface ReadingLimits {
	/** `maxBytes`, and how long it may pause: between one and two times `timeoutMs`, in total at most twenty times that. */
	wire: Pick<WireRequest, 'maxBytes' | 'whenLonger' | 'expects' | 'timeoutMs' | 'path'>;
	/** Aborts the request. */
	giveUp(): void;
}

/**
 * Reads an answer within its limits: a few bytes of compressed data can become gigabytes in memory. Every send is read this way, so it uses
 * events: iterating over the stream takes more time (decision 010).
 *
 * @param stream of the decompressed answer; destroyed when it is not read to its end
 * @param limits of size and time
 * @returns all of it, or its beginning where a longer one is cut
 * @throws InvalidInputError naming the limit of a file; IndeterminateResultError when anything else is longer, or when no more data
 *   arrives; any error of the stream
 */
export async function readCapped(stream: AnswerStream, { wire, giveUp }: ReadingLimits): Promise<Buffer> {
	const { maxBytes, whenLonger, path } = wire;
	const chunks: Buffer[] = [];
	let bytes = 0;
	let isComplete = false;
	return await new Promise((resolve, reject) => {
		const turnAway = () => {
			giveUp();
			stream.destroy();
		};
		const fail = (error: Error) => {
			stopWatching();
			reject(error);
			turnAway();
		};
		const stopWatching = watchProgress(
			() => bytes,
			wire.timeoutMs,
			() => fail(new IndeterminateResultError('maybe-sent', 'no complete answer came in time', path)),
		);
		const give = () => {
			isComplete = true;
			stopWatching();
			resolve(Buffer.concat(chunks, Math.min(bytes, maxBytes)));
		};
		stream.on('data', (chunk) => {
			chunks.push(chunk);
			bytes += chunk.length;
			if (bytes <= maxBytes) return;
			if (whenLonger !== 'cut') return fail(tooLong(wire));
			give();
			turnAway();
		});
		stream.on('end', give);
		// Never removed: an error of a stream that is aborted after we stopped reading must not crash the process.
		stream.on('error', fail);
		stream.on('close', () => {
			if (!isComplete) fail(new Error('The connection was closed in the middle of the answer'));
		});
	});
}

/**
 * Calls back when no more data arrives, since n8n's own timeout ends with the headers of a streamed answer. Node.js keeps whatever waits
 * for a timer in memory, here the answer, so the watch must be stopped.
 *
 * @returns stops it
 */
function watchProgress(bytes: () => number, timeoutMs: number, exhausted: () => void): () => void {
	let end = () => {};
	const watch = (before: number, pauses: number) => {
		const timer = AbortSignal.timeout(timeoutMs);
		const look = () => {
			if (bytes() > before && pauses < MAX_PAUSES) watch(bytes(), pauses + 1);
			else exhausted();
		};
		timer.addEventListener('abort', look, { once: true });
		end = () => timer.removeEventListener('abort', look);
	};
	end = soon(() => watch(0, 1));
	return () => end();
}

/**
 * Begins something a moment later. Almost every answer arrives together with its headers, and is read before a timer is created for it.
 *
 * @returns cancels it, and drops the reference to it
 */
function soon(begin: () => void): () => void {
	const waiting: { begin?: () => void } = { begin };
	void sleep(0).then(() => waiting.begin?.());
	return () => delete waiting.begin;
}

function tooLong({ maxBytes, expects, path }: ReadingLimits['wire']): Error {
	const limit = maxBytes < MB ? `${maxBytes / 1024} KB` : `${maxBytes / MB} MB`;
	if (expects !== 'binary')
		return new IndeterminateResultError('maybe-sent', `the response has more than ${limit}`, path);
	return new InvalidInputError(
		'File',
		`has more than ${limit}, the limit for media of this kind in WeChat`,
		'Use a smaller file. The download was stopped at the limit, and nothing was kept; the size after decompression counts.',
	);
}
