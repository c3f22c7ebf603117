import { createHash } from 'node:crypto';
import type { PictureSource } from '../../../../core/article/articlePictures';
import { isWebPage, startOfMarkup } from '../../../../core/api/webPage';
import { InvalidInputError } from '../../../../core/errors/WechatErrors';
import {
	type ConvertedPicture,
	convertPicture,
	type PictureForm,
} from '../../../../core/picture/convertPicture';
import { createKeyedMutex, forEachConcurrently } from '../../../shared/concurrency';
import { WaitCancelled } from '../../../transport/abortableWaits';
import { fetchPage } from '../../../shared/fetchPage';
import type { ItemContext } from '../../../shared/itemContexts';
import { contentTypeOf, detectFormat, type MediaFormat } from '../../../shared/mediaFormat';
import { MAX_MEDIA_BYTES, MAX_SOURCE_BYTES, readableSize } from '../../../shared/mediaRules';
import { describeFailure } from '../../../transport/describeFailure';

/** A picture that WeChat accepts. */
export interface Picture {
	/** URL for outputs. */
	from: string;
	bytes: Buffer;
	format: MediaFormat;
	/** The same for one picture under two URLs. */
	hash: string;
	/** The conversion, if WeChat did not accept the original. */
	converted?: { from: PictureForm; to: PictureForm };
}

/** An unusable picture, and why. */
export interface FailedPicture {
	from: string;
	problem: string;
}

const IN_FLIGHT = 4;
/** Maximum size of all pictures of a draft, which are in memory together. */
const MAX_TOTAL_BYTES = 60 * 1024 * 1024;
const MB = 1024 * 1024;
const SVG = /^<(?:!doctype\s+svg|svg)\b/i;
const WEB_PAGE = 'is a web page, not a picture';

/**
 * Fetches pictures, or takes them from the input item, and checks that WeChat will accept them; WebP and AVIF, and JPG and PNG that are too
 * large, are converted. Nothing is uploaded.
 *
 * @param item context of the current item
 * @param sources of the pictures, without duplicates
 * @param held bytes of other pictures of the draft
 * @returns in the same order, each picture or why it is missing
 * @throws only when the execution or the run was ended
 */
export async function gatherPictures(
	item: ItemContext,
	sources: readonly PictureSource[],
	held = 0,
): Promise<(Picture | FailedPicture)[]> {
	const results = new Array<Picture | FailedPicture>(sources.length);
	let total = held;
	let ended: Error | undefined;
	// One after the other: a decoded picture takes a hundred times the memory of its file.
	const takeTurn = createKeyedMutex();
	await forEachConcurrently(
		sources.length,
		IN_FLIGHT,
		async (index) => {
			const source = sources[index] as PictureSource;
			const { from } = source;
			try {
				const file = await bytesOf(item, source);
				const release = await takeTurn('');
				const picture = await acceptable(file).finally(release);
				const { bytes } = picture;
				if (total + bytes.length > MAX_TOTAL_BYTES) {
					throw new PictureProblem(`all pictures together have more than ${MAX_TOTAL_BYTES / MB} MB`);
				}
				total += bytes.length;
				results[index] = { from, hash: hashOf(bytes), ...picture };
			} catch (error) {
				if (error instanceof Error && isEnd(item, error)) ended ??= error;
				else results[index] = { from, problem: problemOf(item, error) };
			}
		},
		() => ended === undefined,
	);
	if (ended) throw ended;
	return results;
}

/** Why a picture is unusable, in words that follow its URL. */
class PictureProblem extends Error {}

function isEnd({ n8n }: ItemContext, error: Error): boolean {
	return error instanceof WaitCancelled || n8n.getExecutionCancelSignal()?.aborted === true;
}

function problemOf({ connection }: ItemContext, error: unknown): string {
	if (error instanceof PictureProblem) return error.message;
	if (error instanceof InvalidInputError) return error.rule;
	const { message } = describeFailure(error, {
		effect: 'read',
		now: connection.now(),
		secrets: connection.account.secrets,
	});
	return `cannot be fetched: ${message}`;
}

async function bytesOf(item: ItemContext, source: PictureSource): Promise<Buffer> {
	switch (source.kind) {
		case 'data':
			return source.bytes;
		case 'binary': {
			const { helpers } = item.n8n;
			const file = helpers.assertBinaryData(item.itemIndex, source.field);
			const size = Number(file.bytes ?? 0);
			if (size > MAX_SOURCE_BYTES) throw new PictureProblem(tooLarge(size, MAX_SOURCE_BYTES));
			return await helpers.getBinaryDataBuffer(item.itemIndex, source.field);
		}
		case 'wechat':
		case 'url': {
			const missing = new InvalidInputError(
				'',
				'was not found on its host, or the host redirects endlessly or into a local network',
				'',
			);
			const page = new InvalidInputError('', WEB_PAGE, '');
			const limits = { maxBytes: MAX_SOURCE_BYTES, page };
			const answer = await fetchPage(item, source.url, missing, limits);
			if (answer.kind !== 'binary') throw new PictureProblem('is not a picture: the host answers with JSON');
			return answer.bytes;
		}
		case 'unusable':
			throw new PictureProblem(source.problem);
	}
}

/** The unchanged picture if WeChat accepts it, otherwise the converted one. */
async function acceptable(file: Buffer): Promise<Pick<Picture, 'bytes' | 'format' | 'converted'>> {
	if (file.length === 0) throw new PictureProblem('is empty');
	if (file.length > MAX_SOURCE_BYTES) throw new PictureProblem(tooLarge(file.length, MAX_SOURCE_BYTES));
	const found = detectFormat(file);
	switch (found) {
		case 'webp':
		case 'avif':
			return made(await convertPicture(file, found, { maxBytes: MAX_MEDIA_BYTES }));
		case 'jpg':
		case 'png':
			if (file.length <= MAX_MEDIA_BYTES) return { bytes: file, format: found };
			return made(await convertPicture(file, found, { maxBytes: MAX_MEDIA_BYTES }));
		case 'gif':
		case 'bmp':
			if (file.length <= MAX_MEDIA_BYTES) return { bytes: file, format: found };
			throw new PictureProblem(tooLarge(file.length, MAX_MEDIA_BYTES));
		default:
			throw new PictureProblem(wrongFormat(file, found));
	}
}

function made({ bytes, format, from, to }: ConvertedPicture) {
	return { bytes, format, converted: { from, to } };
}

function wrongFormat(bytes: Buffer, found: string | undefined): string {
	const accepted = 'WeChat accepts JPG, PNG, GIF and BMP';
	if (found) return `is ${found.toUpperCase()}; ${accepted}`;
	if (SVG.test(startOfMarkup(bytes))) return `is SVG; ${accepted}`;
	return isWebPage(bytes) ? WEB_PAGE : `does not have a picture format; ${accepted}`;
}

const tooLarge = (bytes: number, limit: number) =>
	`has ${readableSize(bytes)}, the limit is ${limit / MB} MB`;

function hashOf(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Creates the error for an unusable picture.
 *
 * @param field name of the field in the editor
 * @param failed URL and reason
 * @param canLeaveOut whether there is an option to leave it out
 */
export function pictureRefusal(
	field: string,
	{ from, problem }: FailedPicture,
	canLeaveOut: boolean,
): InvalidInputError {
	const other = canLeaveOut ? ', or set When a Picture Fails to Leave It Out' : '';
	return new InvalidInputError(
		field,
		`has the picture ${from}, which ${problem}`,
		`Give another address, or a JPG or PNG file${other}.`,
	);
}

/** The name and type for the upload of a picture. */
export function uploadOf({ bytes, format, hash }: Picture) {
	const fileName = `${hash.slice(0, 16)}.${format}`;
	return { fieldName: 'media', fileName, contentType: contentTypeOf(format), bytes };
}
