import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ApiAnswer } from '../../core/api/wire';
import { fileItem, refuseText } from './binaryFiles';
import type { ItemContext } from './itemContexts';
import { payload } from './answerItems';
import { InvalidInputError, IndeterminateResultError } from '../../core/errors/WechatErrors';
import { detectFormat } from './mediaFormat';
import { fetchPage } from './fetchPage';

/**
 * Makes the output of a media download: a file, or for a video what WeChat tells of it and, if wanted, its file too.
 *
 * @param item the item that is worked on
 * @param answer of the download
 * @param field name of the binary field in the output
 * @param videoProperty which property of the answer holds a video's address; undefined when the file is not to be fetched
 * @param json goes beside a file; its media_id names a file that comes without a name
 * @throws what fetching the video throws
 */
export async function sentFile(
	item: ItemContext,
	answer: ApiAnswer,
	field: string,
	videoProperty: string | undefined,
	json: { media_id: string },
): Promise<INodeExecutionData> {
	if (answer.kind === 'binary') {
		return await fileItem(item, field, { ...answer, fileName: answer.fileName ?? json.media_id }, json);
	}
	const data: IDataObject = { ...json, ...payload(answer) };
	const address = videoProperty === undefined ? undefined : data[videoProperty];
	if (address === undefined) return { json: data };
	const file = await videoFile(item, address);
	return await fileItem(item, field, { ...file, fileName: file.fileName ?? json.media_id }, data);
}

/**
 * Downloads the file of a video from the address that the platform gives in its place.
 *
 * @param item the item that is worked on
 * @param address `video_url` or `down_url` of the answer
 * @returns bytes that are an MP4, and their name where the host gives one
 * @throws InvalidInputError when there is no address or no file behind it, WechatApiError when the host answers with an errcode,
 *   IndeterminateResultError when anything but a video comes
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
		'has no video file any more',
		'The address that WeChat gives leads nowhere: the video is too old or was removed. Upload it, or let it be sent, again.',
	);
	const page = await fetchPage(item, address, missing);
	const path = new URL(address).pathname;
	const answer = refuseText(page, path);
	if (answer.kind !== 'binary' || detectFormat(answer.bytes) !== 'mp4') {
		throw new IndeterminateResultError('maybe-sent', 'the response is not an MP4 video', path);
	}
	return answer;
}
