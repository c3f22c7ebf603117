import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { connectAccount, type Connection } from '../transport/connectAccount';
import { toNodeError } from '../transport/toNodeError';
import { sentFile } from '../Wechat/requests/sentFile';
import { download } from '../Wechat/runner/binary';
import { itemContexts } from '../Wechat/runner/itemContexts';
import type { ItemContext } from '../Wechat/runner/Operation';

const DEFAULT_FIELD = 'data';

const HINTS = {
	40007: 'The file is older than three days, or belongs to another account than the one in the credential.',
};

/**
 * Fetches the files of messages that carry one, when the option is on. This runs inside the execution, after WeChat has its
 * answer, so a slow download costs nothing but time, and a failed one can be repeated with the execution.
 *
 * @param n8n the execution's context
 * @returns the items, with the file as binary data where there is one
 * @throws NodeApiError or NodeOperationError saying why a file could not be fetched
 */
export async function fetchMedia(n8n: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = n8n.getInputData();
	const options = n8n.getNodeParameter('options', 0, {}) as IDataObject;
	if (options.downloadMedia !== true || !items.some(({ json }) => mediaIdOf(json))) return items;
	const field = typeof options.mediaField === 'string' ? options.mediaField.trim() : '';
	let connection: Connection | undefined;
	try {
		connection = await connectAccount(n8n);
		const contextOf = itemContexts(n8n, 0);
		const results: INodeExecutionData[] = [];
		for (const [index, item] of items.entries()) {
			results.push(await withFile(item, contextOf(connection, index, {}), field || DEFAULT_FIELD));
		}
		return results;
	} catch (error) {
		const secrets = connection?.account.secrets;
		throw toNodeError(n8n.getNode(), error, { effect: 'read', now: Date.now(), hints: HINTS, secrets });
	}
}

async function withFile(
	item: INodeExecutionData,
	context: ItemContext,
	field: string,
): Promise<INodeExecutionData> {
	const media_id = mediaIdOf(item.json);
	if (!media_id) return item;
	const answer = await download(context, { method: 'GET', path: '/cgi-bin/media/get', query: { media_id } });
	const { binary } = await sentFile(context, answer, field, 'video_url', { media_id });
	return { ...item, binary: { ...item.binary, ...binary } };
}

/** Menu events can carry a MediaId too, but that one belongs to the account and not to a message. */
function mediaIdOf({ MsgType, MediaId }: IDataObject): string | undefined {
	return typeof MediaId === 'string' && MediaId !== '' && MsgType !== 'event' ? MediaId : undefined;
}
