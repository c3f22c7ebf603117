import type { IDataObject } from 'n8n-workflow';
import type { Upload } from '../../../core/api/wire';
import { InvalidInputError, WechatApiError } from '../../../core/errors/WechatErrors';
import { readUpload, refuseText } from '../../shared/binaryFiles';
import { fetchPage } from '../../shared/fetchPage';
import type { ItemContext } from '../../shared/itemContexts';
import { checkFileFormat, checkFileSize, TEMPORARY_RULES } from '../../shared/mediaRules';
import { forgetTemporary, uploadTemporary } from '../../shared/temporaryMedia';
import { webAddress } from '../../shared/webAddress';
import type { MediaSource } from './mediaSource';

/** Stands for an id that is not known yet while the rest of a message is checked. */
const PENDING = 'PENDING-media-id';
const MEDIA_ID_UNKNOWN = 40007;

/** A message whose files are to be uploaded. */
export interface WithMedia<T> {
	sources: readonly MediaSource[];
	/** Refuses whatever else is wrong with the message; the ids of the files stand for something. */
	check: (params: IDataObject) => unknown;
	/** Sends the message. */
	send: (params: IDataObject) => Promise<T>;
}

/**
 * Sends a message with files that are in the input item or on the web: all is checked, then the files are uploaded, each once,
 * then the message goes out.
 *
 * @param item the item that is worked on
 * @param params values of the operation's fields; without files to upload they are used as they are
 * @returns what `send` gives
 * @throws InvalidInputError before anything is sent, and what the calls throw
 */
export async function sendWithMedia<T>(
	item: ItemContext,
	params: IDataObject,
	{ sources, check, send }: WithMedia<T>,
): Promise<T> {
	const wanted = sources.filter(({ from }) => params[from] === 'file' || params[from] === 'url');
	if (wanted.length === 0) return await send(params);
	check(withIds(params, Object.fromEntries(wanted.map(({ id }) => [id, PENDING]))));
	const files: [MediaSource, Upload][] = [];
	for (const source of wanted) files.push([source, await fileOf(item, params, source)]);
	const ids: Record<string, string> = {};
	const keys: string[] = [];
	for (const [{ id, kind }, file] of files) {
		const { mediaId, key } = await uploadTemporary(item.connection, kind, file);
		ids[id] = mediaId;
		keys.push(key);
	}
	return await send(withIds(params, ids)).catch((error: unknown) => {
		if (error instanceof WechatApiError && error.refusal.errcode === MEDIA_ID_UNKNOWN)
			keys.forEach(forgetTemporary);
		throw error;
	});
}

/** Values that their fields cannot hold are refused on use, so nothing may read them in passing. */
function withIds(params: IDataObject, ids: Readonly<Record<string, string>>): IDataObject {
	const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(params)) as IDataObject;
	for (const [name, value] of Object.entries(ids))
		Object.defineProperty(copy, name, { value, enumerable: true, configurable: true });
	return copy;
}

async function fileOf(item: ItemContext, params: IDataObject, source: MediaSource): Promise<Upload> {
	const { kind, from, file, url, label } = source;
	const rule = TEMPORARY_RULES[kind];
	// An expression may give the file itself, which n8n takes in the place of a name.
	if (params[from] === 'file') return await readUpload(item, params[file] as string, rule, '');
	const field = label === '' ? 'File URL' : `${label} URL`;
	const address = webAddress(field, String(params[url] ?? ''));
	const missing = new InvalidInputError(
		field,
		'leads to nothing: the host says so, or redirects without end',
		'Open the address in a browser, and give the one that shows the file.',
	);
	const { pathname } = new URL(address);
	const answer = refuseText(await fetchPage(item, address, missing), pathname);
	if (answer.kind !== 'binary')
		throw new InvalidInputError(field, 'leads to JSON instead of a file', 'Give the address of the file.');
	checkFileSize(answer.bytes.length, rule);
	const name = answer.fileName ?? pathname.split('/').pop() ?? '';
	return { fieldName: 'media', bytes: answer.bytes, ...checkFileFormat(answer.bytes, name, rule) };
}
