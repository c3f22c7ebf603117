import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { InputRefused } from '../../../core/errors/WechatErrors';
import type { ApiAnswer } from '../../../core/api/wire';
import { fileItem } from '../runner/binary';
import { fetchPage } from '../runner/fetchPage';
import type { ItemContext } from '../runner/Operation';
import { payload } from '../runner/payload';

/**
 * Makes the output of a media download: a file, or for a video what WeChat tells of it and, if wanted, its file too.
 *
 * @param item the item that is worked on
 * @param answer of the download
 * @param field name of the binary field in the output
 * @param videoProperty which property of the answer holds a video's address; undefined when the file is not to be fetched
 * @param json goes beside a file
 * @throws what fetching the video throws
 */
export async function sentFile(
	item: ItemContext,
	answer: ApiAnswer,
	field: string,
	videoProperty: string | undefined,
	json: IDataObject,
): Promise<INodeExecutionData> {
	if (answer.kind === 'binary') return await fileItem(item, field, answer, json);
	const data = payload(answer);
	const url = videoProperty === undefined ? undefined : data[videoProperty];
	if (typeof url !== 'string') return { json: { ...json, ...data } };
	const missing = new InputRefused('Media ID', 'has no video file any more', 'Upload the video again.');
	const video = await fetchPage(item, url, missing);
	if (video.kind !== 'binary') return { json: { ...json, ...data } };
	const fileName = video.fileName ?? 'video.mp4';
	return await fileItem(item, field, { ...video, fileName }, { ...json, ...data });
}
