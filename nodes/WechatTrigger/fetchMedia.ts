import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { IndeterminateResultError } from '../../core/errors/WechatErrors';
import { connectAccount, type Connection } from '../transport/connectAccount';
import { sentFile, type SentFileOptions } from '../shared/sentFile';
import { download } from '../shared/binaryFiles';
import { type Problem, problemOf } from '../shared/bestEffort';
import { coerceValue } from '../shared/coerceValue';
import { itemContexts } from '../shared/itemContexts';
import { triggerOptions } from './optionFields';

const DEFAULT_FIELD = 'data';
const PATH = '/cgi-bin/media/get';

const HINTS = {
	40007: 'The file is older than three days, or belongs to an account other than the one in the credential.',
};

/**
 * Fetches the file of each message that carries one, when the option is on. This runs inside the execution, after WeChat has been answered,
 * so a slow download delays no reply to WeChat. The file is optional: whatever goes wrong, the message goes on, with the reason under
 * `meta.media`. It never throws.
 *
 * @param n8n the execution's context
 * @returns the items, with the file as binary data where there is one
 */
export async function fetchMedia(n8n: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items = n8n.getInputData();
	if (!items.some(({ json }) => mediaIdOf(json))) return items;
	const fetch = fileFetcher(n8n);
	const results: INodeExecutionData[] = [];
	for (const [index, item] of items.entries()) {
		const media_id = mediaIdOf(item.json);
		results.push(media_id === undefined ? item : await fetch(item, index, media_id));
	}
	return results;
}

type FetchFile = (item: INodeExecutionData, index: number, media_id: string) => Promise<INodeExecutionData>;

/** Connects to the account when the first file is needed, and only once. */
function fileFetcher(n8n: IExecuteFunctions): FetchFile {
	let connecting: Promise<Connection> | undefined;
	let secrets: readonly string[] | undefined;
	const connect = async () => {
		const connection = await (connecting ??= connectAccount(n8n));
		secrets = connection.account.secrets;
		return connection;
	};
	const withFile: FetchFile = async (item, index, media_id) => {
		const options = chosenOptions(n8n);
		if (!options) return item;
		const context = itemContexts(n8n, 0)(await connect(), index, {});
		const answer = await download(context, {
			method: 'GET',
			path: PATH,
			query: { media_id },
		});
		const { binary } = await sentFile(context, answer, options, { media_id });
		if (!binary) throw new IndeterminateResultError('maybe-sent', 'the response contains no file', PATH);
		return { ...item, binary: { ...item.binary, ...binary } };
	};
	return async (item, index, media_id) =>
		await withFile(item, index, media_id).catch((error: unknown) =>
			withProblem(item, problemOf(error, { now: Date.now(), hints: HINTS, secrets })),
		);
}

/** Where the file goes, and in which form; undefined while files are not fetched. */
function chosenOptions(n8n: IExecuteFunctions): SentFileOptions | undefined {
	const options = coerceValue(triggerOptions, n8n.getNodeParameter('triggerOptions', 0, {})) as IDataObject;
	if (options.downloadMedia !== true) return undefined;
	return {
		field: ((options.mediaField ?? '') as string).trim() || DEFAULT_FIELD,
		videoProperty: 'video_url',
		voiceToWav: options.voiceToWav === true,
	};
}

function withProblem(item: INodeExecutionData, media: Problem): INodeExecutionData {
	return { ...item, json: { ...item.json, meta: { ...(item.json.meta as IDataObject | undefined), media } } };
}

/** Menu events can carry a MediaId too, but theirs belongs to the account, not to a message. */
function mediaIdOf({ MsgType, MediaId }: IDataObject): string | undefined {
	return typeof MediaId === 'string' && MediaId !== '' && MsgType !== 'event' ? MediaId : undefined;
}
