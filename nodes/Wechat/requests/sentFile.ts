import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ApiAnswer } from '../../../core/api/wire';
import { fileItem } from '../runner/binary';
import type { ItemContext } from '../runner/Operation';
import { payload } from '../runner/payload';
import { videoFile } from './videoFile';

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
