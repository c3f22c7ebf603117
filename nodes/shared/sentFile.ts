import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ApiAnswer } from '../../core/api/wire';
import { amrToWav } from '../../core/voice/amrToWav';
import { fileItem, refuseText } from './binaryFiles';
import type { ItemContext } from './itemContexts';
import { payload } from './answerItems';
import { InvalidInputError, IndeterminateResultError } from '../../core/errors/WechatErrors';
import { detectFormat } from './mediaFormat';
import { fetchPage } from './fetchPage';
import { MAX_MEDIA_BYTES } from './mediaRules';

/** How the output of a media download is made. */
export interface SentFileOptions {
	/** Name of the binary field in the output. */
	field: string;
	/** Property of the answer with a video's URL; undefined when the file of a video is not to be fetched. */
	videoProperty?: string | undefined;
	/** Whether an AMR recording becomes a WAV file. */
	voiceToWav?: boolean | undefined;
}

/**
 * Makes the output of a media download: a file, or for a video what WeChat says about it and, if wanted, its file too.
 *
 * @param item context of the current item
 * @param answer of the download
 * @param options of the output
 * @param json of the item; its media_id becomes the name of a file without one
 * @throws what fetching the video throws
 */
export async function sentFile(
	item: ItemContext,
	answer: ApiAnswer,
	{ field, videoProperty, voiceToWav = false }: SentFileOptions,
	json: { media_id: string },
): Promise<INodeExecutionData> {
	if (answer.kind === 'binary') {
		const bytes = voiceToWav ? await asWav(answer.bytes) : answer.bytes;
		return await fileItem(
			item,
			field,
			{ ...answer, bytes, fileName: answer.fileName ?? json.media_id },
			json,
		);
	}
	const data: IDataObject = { ...json, ...payload(answer) };
	const address = videoProperty === undefined ? undefined : data[videoProperty];
	if (address === undefined) return { json: data };
	const file = await videoFile(item, address);
	return await fileItem(item, field, { ...file, fileName: file.fileName ?? json.media_id }, data);
}

/** A recording as WAV; any other file, and a recording that cannot be read, as it is. */
async function asWav(bytes: Buffer): Promise<Buffer> {
	return detectFormat(bytes) === 'amr' ? ((await amrToWav(bytes)) ?? bytes) : bytes;
}

/**
 * Downloads the file of a video, for which WeChat only gives a URL.
 *
 * @param item context of the current item
 * @param address `video_url` or `down_url` of the answer
 * @returns the bytes of an MP4, and its name where the host gives one
 * @throws InvalidInputError when there is no URL or no file behind it, WechatApiError when the host answers with an errcode,
 *   IndeterminateResultError when the answer is not a video
 */
async function videoFile(
	item: ItemContext,
	address: unknown,
): Promise<{ bytes: Buffer; contentType: string; fileName?: string }> {
	if (typeof address !== 'string' || address === '') {
		throw new InvalidInputError(
			'Media ID',
			'has no video file: WeChat left its address empty',
			'WeChat may still be checking the video, or has removed it: try again later, or do without the file.',
		);
	}
	const missing = new InvalidInputError(
		'Media ID',
		'no longer has a video file',
		'The address from WeChat no longer works: the video is too old or was removed. Upload it again, or have it sent again.',
	);
	const tooLong = new InvalidInputError(
		'Media ID',
		`has a video of more than ${MAX_MEDIA_BYTES / 1024 / 1024} MB, which the node does not fetch`,
		'With Fetch Video File off, the operation that downloads it outputs only the address of the video: the HTTP Request node can fetch it from there, without a credential.',
	);
	const page = await fetchPage(item, address, missing, { tooLong });
	const path = new URL(address).pathname;
	const answer = refuseText(page, path);
	if (answer.kind !== 'binary' || detectFormat(answer.bytes) !== 'mp4') {
		throw new IndeterminateResultError('maybe-sent', 'the response is not an MP4 video', path);
	}
	return answer;
}
